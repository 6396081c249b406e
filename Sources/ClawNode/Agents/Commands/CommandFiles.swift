import ClawLink
import Foundation

/// What a program reads about its task, in a folder of the node's own that goes with the work.
struct CommandFiles: Sendable {
  private let folder: String

  /// The prompt, as it was sent.
  var prompt: String { folder + "/prompt" }
  /// The context as JSON.
  var context: String { folder + "/context.json" }
  /// Ends when the node lets go of it, or is killed.
  var lifeline: String { folder + "/node" }

  /// - Parameter folder: for all work of a node.
  init(for job: AgentJob, task: TaskID, in folder: String) throws(AgentFailure) {
    self.folder = folder + "/" + task.text.raw
    do {
      try FileManager.default.createDirectory(
        atPath: self.folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try write(Data(job.prompt.raw.utf8), to: prompt)
      try write(job.context.stored, to: context)
      guard mkfifo(lifeline, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      remove()
      throw AgentFailure("\(self.folder) cannot be written: \(error.localizedDescription)")
    }
  }

  private func write(_ data: Data, to path: String) throws {
    guard
      FileManager.default.createFile(
        atPath: path, contents: data, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
