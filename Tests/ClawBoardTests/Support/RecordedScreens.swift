import ClawTerminal
import Foundation
import Testing

@testable import ClawBoard

/// Screens as they were looked at and found right, as text beside the tests: one file for each scene
/// and set of glyphs, with every size below the other.
///
/// `CLAWBOARD_RECORD_SCREENS=1` writes them anew: look at the difference before it is kept.
struct RecordedScreens {
  static let sizes = [
    Size(width: 20, height: 5), Size(width: 40, height: 12), Size(width: 60, height: 20),
    Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
  ]

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["CLAWBOARD_RECORD_SCREENS"] != nil
  }

  let name: String

  private var file: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Screens/\(name).txt")
  }

  /// Compares what a scene shows at every size.
  func check(_ screen: (Size) -> String) throws {
    let text = Self.sizes.map { size in
      "== \(size.width)x\(size.height)\n" + screen(size) + "\n"
    }.joined(separator: "\n")
    if Self.isRecording { try Data(text.utf8).write(to: file) }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(text == recorded, "\(name) differs: first \(difference(text, recorded))")
  }

  private func difference(_ text: String, _ recorded: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let others = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let index = zip(lines, others).enumerated().first { $1.0 != $1.1 }?.offset
    guard let index else { return "in its length" }
    return "in line \(index + 1):\n\(lines[index])\nwas\n\(others[index])"
  }
}
