import ClawBoard
import ClawLink
import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A command of the user's that has the terminal, and gets a text as its standard input, or what is
/// typed.
struct TerminalCommand: Sendable {
  enum Outcome: Sendable, Equatable {
    /// The status as a shell says it: 128 and the number of a signal.
    case ended(Int32)
    /// It was not started: why, in one line with the way out.
    case failed(String)
  }

  /// What a shell says of a command that it cannot start.
  private static let notStarted: ClosedRange<Int32> = 126...127

  private let script: String
  /// Behind `$0` in the script.
  private var arguments: [String] = []
  /// `nil` leaves it the keyboard.
  private var text: String?
  /// What it is told of a task; `nil` for nothing.
  private var task: CommandRun?
  /// What it is to change.
  var edited: EditedText?
  /// Whether what it wrote is to be read before the board is back.
  let isRead: Bool

  /// The user's pager, else one that is there.
  static func pager(_ text: String, environment: [String: String]) -> TerminalCommand {
    let given = environment["PAGER"] ?? ""
    let standard = "command -v less >/dev/null 2>&1 && exec less -R; exec more"
    return TerminalCommand(script: given.isEmpty ? standard : given, text: text, isRead: false)
  }

  /// The user's editor, else one that is there, on a text in a file.
  ///
  /// - Returns: `nil` where there is no place for the file.
  static func editor(
    _ text: String, of form: Int, environment: [String: String]
  ) -> TerminalCommand? {
    guard let edited = EditedText(text, of: form) else { return nil }
    let given = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty }
    let standard = "command -v nano >/dev/null 2>&1 && exec nano \"$1\"; exec vi \"$1\""
    return TerminalCommand(
      script: given.map { $0 + " \"$1\"" } ?? standard, arguments: ["editor", edited.path],
      edited: edited, isRead: false)
  }

  static func pipe(_ text: String, command: String) -> TerminalCommand {
    TerminalCommand(script: command, text: text, isRead: true)
  }

  /// One of the settings.
  static func own(_ run: CommandRun) -> TerminalCommand {
    TerminalCommand(script: run.script, task: run, isRead: true)
  }

  /// Runs it in our own process group: what keys mean to a terminal they mean to it. Cancelled, it is
  /// told to end, and ended half a second later.
  func run() async -> Outcome {
    guard let input = text == nil ? .standardInput : input() else {
      return .failed(
        "the text cannot be handed over: \(String(cString: strerror(errno))) in "
          + NSTemporaryDirectory())
    }
    var options = PlatformOptions()
    options.teardownSequence = [
      .send(signal: .terminate, allowedDurationToNextStep: .milliseconds(500))
    ]
    do {
      let folder = try task.map { task throws(CommandFolder.Failure) in try CommandFolder(task) }
      defer { folder?.remove() }
      let ended = try await Subprocess.run(
        .name("sh"), arguments: Arguments(["-c", script] + arguments),
        environment: folder?.environment ?? .inherit, platformOptions: options,
        input: .fileDescriptor(input, closeAfterSpawningProcess: text != nil),
        output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
        // Ours goes to a file while the screen is open.
        error: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false))
      return outcome(of: ended.terminationStatus)
    } catch let failure as CommandFolder.Failure {
      return .failed("\(subject) cannot be started: \(failure.reason)")
    } catch {
      return .failed("\(subject) cannot be started: \(NodeText("\(error)").shown)")
    }
  }

  private func outcome(of status: TerminationStatus) -> Outcome {
    let number = status.number
    // Nobody would see what the shell says of it.
    guard isRead || !Self.notStarted.contains(number) else {
      let variable = text == nil ? "EDITOR" : "PAGER"
      return .failed("\(subject) cannot be started: set \(variable) to a program that is there")
    }
    return .ended(number)
  }

  private var subject: String {
    let command = edited == nil ? script : script.replacing(" \"$1\"", with: "")
    return "'\(NodeText(command).shown(upTo: 60))'"
  }

  /// A file without a name that holds the text: unlike a pipe it is no matter whether, and how far,
  /// the command reads it.
  private func input() -> FileDescriptor? {
    var path = Array((NSTemporaryDirectory() + "/clawboard-XXXXXX").utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(path)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    guard (try? file.write(contentsOf: Data((text ?? "").utf8))) != nil,
      lseek(descriptor, 0, SEEK_SET) == 0
    else {
      close(descriptor)
      return nil
    }
    return FileDescriptor(rawValue: descriptor)
  }
}
