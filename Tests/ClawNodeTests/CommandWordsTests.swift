import Testing

@testable import ClawNode

struct CommandWordsTests {
  @Test func `a line is words without a shell`() throws {
    #expect(try CommandWords(line: " claude  -p ").words == ["claude", "-p"])
    #expect(try CommandWords(line: "aider --message-file {promptFile}").holdsPrompt)
  }

  @Test(arguments: [
    "", " ", "{prompt}", "sh -c 'echo'", "a | b", "a > b", "echo $HOME", "say {prompt}!",
  ])
  func `what is no line of words is refused`(line: String) {
    #expect(throws: CommandWords.Failure.self) { try CommandWords(line: line) }
  }

  @Test(arguments: [
    ["sh", "-c", "echo {prompt}"], ["sh", "-c", "x;{prompt}"], ["sh", "-c", "\"{prompt}"],
    ["sh", "-c", "{prompt}"], ["env", "bash", "-lc", "{prompt}"], ["perl", "-e", "{prompt}"],
    ["x", "{promptfile}"], ["x", "{Prompt}"], ["x", "{prompt}{promptFile}"], ["x", "a\0"], [""], [],
  ])
  func `words in which a prompt could be run are refused`(words: [String]) {
    #expect(throws: CommandWords.Failure.self) { try CommandWords(words) }
  }

  @Test func `a prompt is no option`() throws {
    let words = try CommandWords(["x", "{prompt}", "-m={prompt}", "{promptFile}"])
    #expect(
      try words.filled(prompt: "-rf", promptFile: "/f") == ["x", " -rf", "-m=-rf", "/f"])
  }

  @Test func `what no argument takes is said`() throws {
    let words = try CommandWords(["x", "{prompt}"])
    for prompt in ["a\0b", String(repeating: "a", count: 131_072)] {
      #expect(throws: AgentFailure.self) { try words.filled(prompt: prompt, promptFile: "/f") }
    }
  }
}
