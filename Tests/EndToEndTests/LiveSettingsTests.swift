import Foundation
import TestSupport
import Testing

/// Settings and themes that change while the board is open, in a real terminal.
struct LiveSettingsTests {
  private let tasks = HeldTasks(["aaaa1111": "running", "bbbb2222": "failed", "cccc3333": "failed"])

  @Test func `what changes counts at once, and a fault changes nothing`() async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      let nodes = "nodes:\n- name: n\n  baseUrl: \(node.url)\n"
      try await SettingsFile.use(nodes + "board:\n  follow: true\n") { file in
        let board = Program.start("--config", file.path, state: file.state)
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("cccc")
          try file.write(nodes + "board:\n  hideFinishedAfter: 0s\n", to: "config.yaml")
          try await terminal.waitFor("the settings were read again")
          #expect(try await terminal.waitFor("hidden 2").contains("aaaa"))

          try file.write(nodes + "board:\n  sort: size\n", to: "config.yaml")
          try await terminal.waitFor("config.yaml:5: board, sort: 'size' is not an order")
          #expect(try await terminal.screen().contains("hidden 2"))

          try file.write("keepDays: 3\n" + nodes, to: "config.yaml")
          try await terminal.waitFor("keepDays: counts from the next start on")
          try await terminal.waitFor("cccc")
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
      }
    }
  }

  @Test func `a theme that is broken is said, and one that is mended counts`() async throws {
    try await MisbehavingNode.running(tasks.behaviour()) { node in
      try await SettingsFile.use("") { file in
        let settings = "nodes:\n- name: n\n  baseUrl: \(node.url)\nboard:\n  theme: own\n"
        let themes = file.folder + "/clawboard/themes"
        try FileManager.default.createDirectory(
          atPath: themes, withIntermediateDirectories: true)
        try file.write(settings, to: "clawboard/config.yaml")
        try file.write("name: [", to: "clawboard/themes/own.yaml")
        var board = Program.start([], state: file.state)
        board.environment["XDG_CONFIG_HOME"] = file.folder
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("theme own.yaml")
          try file.write(
            "name: own\nroles:\n  base: {bg: blue}\n", to: "clawboard/themes/own.yaml")
          try await terminal.waitFor("the settings were read again")
          try await terminal.waitForOutput("the colour of the theme") { output in
            String(decoding: output, as: UTF8.self).contains("\u{1b}[44m")
          }
          try await terminal.send("q")
          #expect(try await terminal.exitStatus() == 0)
        }
        try FileManager.default.removeItem(atPath: themes)
        board = Program.start([], state: file.state)
        board.environment["XDG_CONFIG_HOME"] = file.folder
        try await TmuxTerminal.run(board) { terminal in
          try await terminal.waitFor("the line, wrapped somewhere") { screen in
            screen.replacing("\n", with: "")
              .contains("config.yaml:5: board, theme: there is no theme 'own': use terminal")
          }
          #expect(try await terminal.exitStatus() == 64)
        }
      }
    }
  }
}
