import ClawTerminal
import Testing

@testable import ClawBoard

/// Markdown and diffs in colour, with every character in its place.
struct RichTextTests {
  private func roles(_ text: String, width: Int = 60) -> [[Role?]] {
    RichText.lines(text, to: width).map { $0.runs.map(\.role) }
  }

  @Test func `headings, quotes and code have their roles`() {
    let text = "# Done\nAll `make test` is **green**.\n> why not\n```swift\n# no heading\n```\nend"
    #expect(
      roles(text) == [
        [.heading], [nil, .code, nil, .strong, nil], [.quote], [.code], [.code], [.code], [nil],
      ])
  }

  @Test func `a diff has its roles, alone and in a fence`() {
    let diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n same"
    let wanted: [[Role?]] = [
      [.heading], [.heading], [.heading], [.hunk], [.removed], [.added], [.code],
    ]
    #expect(roles(diff) == wanted)
    #expect(roles("```diff\n" + diff + "\n```") == [[.code]] + wanted + [[.code]])
    #expect(roles(diff + "\nThat is all.").last == [nil])
  }

  @Test func `a list or a dash is no diff`() {
    #expect(roles("- one\n+ two\n--- three") == [[nil], [nil], [nil]])
  }

  @Test func `a sign that nothing closes is itself`() {
    #expect(roles("a ` b ** c") == [[nil]])
  }

  @Test(arguments: [1, 7, 20, 80])
  func `no character is lost or added`(width: Int) {
    let text = "# T\n`a` **b** ` c\n\n```\n  x\n```\n@@ -1 +1 @@\n+ä 漢字\n"
    let plain = text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { String($0).wrapped(to: width) }
    #expect(RichText.lines(text, to: width).map(\.text) == plain)
  }
}
