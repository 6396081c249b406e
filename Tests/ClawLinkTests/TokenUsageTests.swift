import ClawLink
import Testing

struct TokenUsageTests {
  private func usage(_ usage: JSONValue?) -> TokenUsage? {
    TaskState(id: TaskID("a"), status: .completed, metadata: usage.map { ["usage": $0] }).usage
  }

  @Test(
    arguments: [
      ["input_tokens": 12, "output_tokens": 34, "cache_read_input_tokens": 5],
      ["prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46],
      ["prompt": 12, "completion": 34, "total": 46],
    ] as [JSONValue])
  func `usage is read in the spelling of each model's interface`(said: JSONValue) {
    #expect(usage(said) == TokenUsage(input: 12, output: 34))
  }

  @Test(
    arguments: [
      ["input_tokens": 12], ["prompt": "12", "completion": 34], ["total": 46], "12", [:], nil,
    ] as [JSONValue?])
  func `half a usage is none`(said: JSONValue?) {
    #expect(usage(said) == nil)
  }
}
