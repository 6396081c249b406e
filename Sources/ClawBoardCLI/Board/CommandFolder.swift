import ClawBoard
import Foundation
import Subprocess

/// What a command of the user's is told of its task: values, and files that are there as long as it
/// runs. Nobody else can read them.
struct CommandFolder: Sendable {
  /// Why there are none.
  struct Failure: Error {
    let reason: String
  }

  /// What its variables say.
  let environment: Environment
  private let folder: TemporaryFolder?

  init(_ run: CommandRun) throws(Failure) {
    var values = run.variables
    guard !run.files.isEmpty else {
      folder = nil
      environment = Self.environment(values)
      return
    }
    do {
      let folder = try TemporaryFolder(named: "clawboard")
      self.folder = folder
      for (variable, text) in run.files {
        let path = folder.path + "/" + variable.lowercased()
        guard
          FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else {
          folder.remove()
          throw Failure(reason: "\(path) cannot be written: make room")
        }
        values[variable] = path
      }
    } catch let failure as CommandFailure {
      throw Failure(reason: failure.message)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(reason: "\(error)")
    }
    environment = Self.environment(values)
  }

  private static func environment(_ values: [String: String]) -> Environment {
    let pairs = values.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value as String?) }
    }
    return .inherit.updating(Dictionary(uniqueKeysWithValues: pairs))
  }

  func remove() { folder?.remove() }
}
