import Foundation
import Subprocess
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// One login of the system's `ssh`, which ends with this, and with our process however that ends.
final class SSHProcess: Sendable {
  /// A step that the system refused.
  struct Failure: Error {
    let reason: String
  }

  /// What a shell does before it becomes ssh. Its standard input is a pipe that nobody writes to and
  /// that ends when we let go of it, or are killed. The one that waits for that is of ssh's own
  /// process group, whose number therefore nobody else has: then it ends the group, itself included,
  /// with a signal that nobody can ignore.
  ///
  /// One that forks leaves that group. The option against it is refused by ssh before 8.7, which has
  /// no such setting.
  private static let script = """
    exec 3<&0 </dev/null
    { cat; rm -rf -- "$0"; kill -KILL 0; } <&3 >/dev/null 2>&1 &
    if ssh -F none -G -o "$1" -- node 3<&- >/dev/null 2>&1; then set -- -o "$@"; else shift; fi
    exec ssh "$@" 3<&-
    """

  private let folder: SocketFolder
  /// Goes with this, and ssh with it.
  private let lifeline: Lifeline
  private let report: Report
  private let running: Task<Void, Never>

  /// Leads to the node once the forwarding is open.
  var socket: String { folder.path + "/node" }

  /// Whether it has logged in and takes orders.
  var isLoggedIn: Bool { access(folder.control, F_OK) == 0 }

  private init(
    folder: SocketFolder, lifeline: Lifeline, report: Report, running: Task<Void, Never>
  ) {
    self.folder = folder
    self.lifeline = lifeline
    self.report = report
    self.running = running
  }

  /// Begins a login, in a session of its own: no key of our terminal reaches it, and it cannot reach
  /// our terminal. It inherits nothing but the environment.
  static func start(_ command: SSHCommand) throws(Failure) -> SSHProcess {
    let folder = try SocketFolder()
    let input: ProcessPipe
    let errors: ProcessPipe
    do throws(Failure) {
      (input, errors) = try ProcessPipe.two()
    } catch {
      folder.remove()
      throw error
    }
    let report = Report(errors.readEnd)
    let arguments =
      ["-c", script, folder.path, SSHCommand.stays] + command.login(control: folder.control)
    let running = Task {
      var options = PlatformOptions()
      options.createSession = true
      do {
        _ = try await run(
          .name("sh"), arguments: Arguments(arguments), platformOptions: options,
          input: .fileDescriptor(input.readEnd, closeAfterSpawningProcess: true),
          output: .discarded,
          error: .fileDescriptor(errors.writeEnd, closeAfterSpawningProcess: true))
        report.end()
      } catch {
        report.end("sh: \(error)")
      }
      folder.remove()
    }
    return SSHProcess(
      folder: folder, lifeline: Lifeline(input.writeEnd), report: report, running: running)
  }

  /// Opens the forwarding over the login.
  ///
  /// - Parameter target: where to, as the machine that was logged in to sees it.
  func forward(_ command: SSHCommand, to target: String) async throws(Failure) {
    let arguments = command.forward(from: socket, to: target, control: folder.control)
    var options = PlatformOptions()
    options.createSession = true
    do {
      let order = try await run(
        .name("ssh"), arguments: Arguments(arguments), platformOptions: options, input: .none,
        output: .discarded, error: .string(limit: 4096))
      guard !order.terminationStatus.isSuccess else { return }
      var words = SSHWords()
      words.add(order.standardError.utf8)
      words.finishLine()
      throw Failure(reason: words.last ?? "the forwarding was refused")
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(reason: "\(error)")
    }
  }

  /// Whether it has gone, and what it has said until now.
  func look() -> (hasEnded: Bool, words: SSHWords) { report.look() }

  /// See ``SSHWords/takeRefusal()``.
  func takeRefusal() -> SSHWords.Refusal? { report.takeRefusal() }

  /// Returns once it has gone.
  func end() async {
    lifeline.letGo()
    await running.value
  }
}
