import ArgumentParser
import Foundation
import Testing

@testable import ClawBoardCLI

/// Everything that can be set stands in one table, and the README says all of it.
struct SettingTableTests {
  private let rows = Setting.allCases.map(\.row)

  @Test func `every setting has a row, and flags and variables are each one's own`() {
    let names = rows.compactMap(\.flag) + rows.compactMap(\.variable)
    #expect(Set(names).count == names.count)
    let help = Clawboard.helpMessage(for: ListCommand.self, columns: 80)
    for flag in rows.compactMap(\.flag) { #expect(help.contains("  \(flag) ")) }
  }

  @Test func `what counts without a word is a value of its kind`() throws {
    for setting in Setting.allCases {
      switch setting.row.standard {
      case .text(let text)?: #expect(try setting.value(of: text) == .text(text))
      case .number(let number)?:
        #expect(try setting.value(of: String(number)) == .number(number))
      case .isOn(let isOn)?: #expect(try setting.value(of: String(isOn)) == .isOn(isOn))
      case .secret?, nil: continue
      }
    }
  }

  @Test func `the README names keys, variables, flags, ranges and defaults`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let readme = try String(
      contentsOf: folder.appendingPathComponent("../../README.md"), encoding: .utf8)
    let lines = readme.split(separator: "\n")
    for setting in Setting.allCases {
      let row = setting.row
      let names = [row.places.isEmpty ? nil : setting.rawValue, row.variable, row.flag]
        .compactMap(\.self).map { "`\($0)`" }
      let line = lines.first { line in
        line.hasPrefix(row.places.isEmpty ? "| " : "| `\(setting.rawValue)` |")
          && names.allSatisfy { line.contains($0) }
      }
      let words = try #require(line, "\(setting) is not in the README")
      if case .number(let range, _) = row.kind, case .number(let standard)? = row.standard {
        #expect(words.contains("\(range.lowerBound) to \(range.upperBound)"))
        #expect(words.contains(" \(standard) "))
      }
      if case .isOn(let isOn)? = row.standard { #expect(words.contains("`\(isOn)`")) }
    }
  }
}
