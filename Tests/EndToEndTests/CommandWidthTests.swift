import Foundation
import TestSupport
import Testing

/// Tables at a terminal: as wide as it at most, whatever stands in them.
@Suite(.serialized)
struct CommandWidthTests {
  /// What a command writes to a terminal of this width, as lines.
  private func lines(
    _ arguments: String..., in scene: CommandScene, width: Int
  ) async throws -> [String] {
    let terminal = try PseudoTerminal(width: width)
    let process = Program.process(scene.line(arguments), state: scene.state)
    process.environment?["LC_ALL"] = "C.UTF-8"
    let outcome = try await RunningProgram(
      process, output: FileHandle(fileDescriptor: terminal.programSide)
    ).outcome()
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let text = String(decoding: terminal.readAvailable(), as: UTF8.self)
    return text.replacing("\r\n", with: "\n").lines
  }

  @Test(arguments: ["ls", "status", "nodes", "agents", "skills", "audit", "stats", "config"])
  func `no line of a table wraps, and what matters most stays`(command: String) async throws {
    try await CommandScene.onReal { scene, played, _ in
      let id = try await scene.submit(
        String(repeating: "A long title ", count: 30), "--agent", "goose")
      played.end(id, as: "failed")
      played.submit()
      _ = try await scene.run("ls")
      for width in [200, 80, 40, 20] {
        let lines = try await lines(command, in: scene, width: width)
        #expect(lines.count >= 2)
        for line in lines { #expect(line.count <= width, "\(width) columns: \(line)") }
      }
    }
  }

  @Test func `ls in 80 and in 20 columns`() async throws {
    try await CommandScene.onReal { scene, played, _ in
      let ids = [
        try await scene.submit("Mend the login", "--agent", "goose"), played.submit(),
      ]
      played.end(ids[0], as: "failed")
      let wide = try await lines("ls", in: scene, width: 80)
      #expect(
        wide == [
          "ID        STATE    AGENT   AGE  TASK            NOTE",
          "\(ids[0].prefix(8))  FAILED   goose    1m  Mend the login  Ollama HTTP error: Server error…",
          "\(ids[1].prefix(8))  PENDING  ollama   1m                  working",
        ])
      let narrow = try await lines("ls", in: scene, width: 20)
      #expect(
        narrow == [
          "ID        STATE", "\(ids[0].prefix(8))  FAILED", "\(ids[1].prefix(8))  PENDING",
        ])
    }
  }

  @Test func `wide characters count as the cells that they take`() async throws {
    try await CommandScene.onOurs { scene, _ in
      _ = try await scene.submit("for 600s", "--description", String(repeating: "日本", count: 40))
      let lines = try await lines("ls", in: scene, width: 80)
      let cells = lines[1].unicodeScalars.reduce(0) { $0 + ($1.value >= 0x3000 ? 2 : 1) }
      #expect(cells <= 80)
      #expect(lines[1].contains(/(日本)+日?…/))
    }
  }
}
