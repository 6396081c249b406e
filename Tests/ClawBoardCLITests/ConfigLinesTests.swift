import ArgumentParser
import Testing

@testable import ClawBoardCLI

/// What `config` prints, for people and for other programs.
struct ConfigLinesTests {
  private func rows(_ body: ([ConfigRow]) -> Void) throws {
    let text = """
      nodes:
      - name: n
        baseUrl: http://node.example/\(String(repeating: "prefix", count: 4))
        userId: ann
        deviceId: \(String(repeating: "laptop", count: 9))
      """
    try withSettings(text) { path in
      let command = try Clawboard.parseAsRoot(["config", "--config", path])
      let choice = try #require(command as? ConfigCommand).node.choice(environment: noSettings)
      body(try choice.nodesInForce().flatMap { ConfigRow.rows(of: $0) })
    }
  }

  @Test func `elsewhere than on a terminal each value is whole, between tabs`() throws {
    try rows { rows in
      let lines = ConfigLines(rows, width: nil).lines
      #expect(lines.count == rows.count)
      for line in lines {
        #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 4)
      }
      #expect(lines.contains("n\ttimeoutMs\t30000\tdefault"))
    }
  }

  @Test(arguments: [2, 9, 20, 40, 50, 60, 80, 100, 200])
  func `on a terminal no line is longer than it, and nothing is cut`(width: Int) throws {
    try rows { rows in
      // The path of the settings is as long as the system wants it.
      let short = rows.map { $0.at("config.yaml:1") }
      let lines = ConfigLines(short, width: width).lines
      #expect(lines.allSatisfy { $0.count <= width })
      let text = lines.joined().filter { $0 != " " }
      for row in short {
        for part in [row.key, row.value?.shown ?? "–", row.source] {
          #expect(text.contains(part))
        }
      }
    }
  }

  @Test func `where three columns have no room, all stands below each other`() throws {
    try rows { rows in
      let rows = rows.map { $0.at("config.yaml:1") }.filter { $0.key.hasSuffix("Id") }
      let all = [ConfigRow(node: nil, key: "keepDays", value: .number(9), source: "default")] + rows
      #expect(
        ConfigLines(all, width: 25).lines == [
          "keepDays", "  9", "  default", "", "n",
          "  userId", "    ann", "    config.yaml:1",
          "  deviceId", "    laptoplaptoplaptoplap", "    toplaptoplaptoplaptop",
          "    laptoplaptop", "    config.yaml:1",
        ])
    }
  }

  @Test func `a value that does not fit pushes its source away`() throws {
    try rows { rows in
      let rows = rows.enumerated().map { $1.at($0 == 0 ? "default" : "config.yaml:1") }
        .filter { ["baseUrl", "userId", "deviceId", "requestsPerSecond"].contains($0.key) }
      #expect(
        Array(ConfigLines(rows, width: 80).lines.prefix(4)) == [
          "  baseUrl            http://node.example/prefixprefixprefixprefix  default",
          "  userId             ann                                           config.yaml:1",
          "  deviceId           laptoplaptoplaptoplaptoplaptoplaptoplaptoplaptoplaptop",
          "                                                                   config.yaml:1",
        ])
    }
  }
}

extension ConfigRow {
  /// The same from elsewhere.
  fileprivate func at(_ source: String) -> ConfigRow {
    ConfigRow(node: node, key: key, value: value, source: source)
  }
}
