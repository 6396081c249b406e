import Foundation

/// A full-screen program of others that may be there.
enum OtherProgram: String, CaseIterable {
  case htop
  /// Where this is a clone of its own.
  case tig

  var name: String { rawValue }

  /// Those that are not are said.
  static let installed = allCases.filter { other in
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let isInstalled = path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(other.name)")
    }
    if !isInstalled { print("Left out: \(other.name) is not installed.") }
    return isInstalled
  }

  func figures(of pictures: [TerminalProgram.Answer]) -> [Figure] {
    [
      Figure(what: "\(name), the same: ms", of: pictures.map { 1000 * $0.seconds }),
      Figure(what: "\(name): bytes", of: pictures.map { Double($0.bytes) }),
    ].compactMap { $0 }
  }
}
