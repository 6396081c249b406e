import ClawBoard
import ClawLink
import Foundation

/// The folder of the user's themes: every `*.yaml` in it is one.
struct ThemeFolder: Sendable {
  /// What its files were at one time: it differs once one is written, added or taken away.
  struct Fingerprint: Sendable, Equatable {
    fileprivate struct File: Sendable, Equatable {
      let name: String
      let sizeBytes: Int?
      let changedAt: Date?
      let number: Int?
    }

    fileprivate let files: [File]
  }

  /// More than any theme has.
  private static let limitBytes = 65_536

  let path: String

  /// `themes` beside the settings: `$XDG_CONFIG_HOME/clawboard/themes`, by default below
  /// `~/.config`.
  static func standardPath(_ environment: [String: String]) -> String {
    let settings = Settings.standardPath(environment) as NSString
    return (settings.deletingLastPathComponent as NSString).appendingPathComponent("themes")
  }

  /// Looks at the files without reading them.
  var fingerprint: Fingerprint {
    Fingerprint(
      files: ((try? names) ?? []).map { name in
        let facts = facts(of: name)
        return Fingerprint.File(
          name: name, sizeBytes: facts[.size] as? Int,
          changedAt: facts[.modificationDate] as? Date, number: facts[.systemFileNumber] as? Int)
      })
  }

  /// Reads the files: what is wrong with one is a fault of the library. Without a folder there are
  /// only the compiled-in themes.
  func library() -> ThemeLibrary {
    var files: [(name: String, yaml: String)] = []
    var unreadable: [String] = []
    if (try? names) == nil, FileManager.default.fileExists(atPath: path) {
      unreadable.append(
        "the themes '\(NodeText(path).shown)' cannot be read: make it a folder of yours")
    }
    for name in (try? names) ?? [] {
      do throws(Fault) {
        files.append((name, try text(of: name)))
      } catch {
        unreadable.append("theme \(NodeText(name).shown): \(error.problem)")
      }
    }
    return ThemeLibrary(adding: files, unreadable: unreadable)
  }

  private struct Fault: Error {
    let problem: String
  }

  /// Editors put files of their own beside them, with a dot in front.
  private var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
    }
  }

  private func file(_ name: String) -> URL {
    URL(fileURLWithPath: path).appendingPathComponent(name).resolvingSymlinksInPath()
  }

  private func facts(of name: String) -> [FileAttributeKey: Any] {
    (try? FileManager.default.attributesOfItem(atPath: file(name).path)) ?? [:]
  }

  private func text(of name: String) throws(Fault) -> String {
    // Anything else, as a pipe, could keep us waiting.
    guard facts(of: name)[.type] as? FileAttributeType == .typeRegular else {
      throw Fault(problem: "it is no file: put one there, or take it away")
    }
    guard let handle = try? FileHandle(forReadingFrom: file(name)),
      let content = try? handle.read(upToCount: Self.limitBytes + 1) ?? Data()
    else { throw Fault(problem: "it cannot be read: chmod u+r lets you") }
    guard content.count <= Self.limitBytes else {
      throw Fault(problem: "it has more than 64 KiB: shorten it")
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw Fault(problem: "it is not UTF-8: save it as that")
    }
    return text
  }
}
