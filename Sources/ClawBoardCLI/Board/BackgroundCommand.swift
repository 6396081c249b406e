import AsyncAlgorithms
import ClawBoard
import ClawLink
import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A command of the user's that runs beside the board, in a session of its own: no key reaches it, and
/// it cannot reach the terminal. It ends with the board, however that ends.
struct BackgroundCommand: Sendable {
  /// What it has to end within once it is told to.
  private static let grace = Duration.milliseconds(500)
  /// Between two looks at what it writes.
  private static let interval = Duration.milliseconds(100)

  /// Its standard input is a pipe that nobody writes to and that ends when we let go of it, or are
  /// killed: then what is left of its process group is ended with a signal that nobody can ignore.
  private static let script = """
    exec 3<&0 </dev/null
    { trap '' HUP INT TERM; cat; kill -KILL 0; } <&3 >/dev/null 2>&1 &
    sh -c "$0" 3<&-
    status=$?
    kill -KILL $!
    exit $status
    """

  let run: CommandRun

  /// Runs it to its end. Cancelled, it is told to end.
  ///
  /// - Parameter tell: hears how it stands, now and then.
  func run(tell: @escaping @Sendable (Message) -> Void) async {
    let tail = OutputTail()
    let state = await withTaskGroup(of: CommandReport.State?.self) { group in
      group.addTask { await begin(writingTo: tail) }
      group.addTask {
        for await _ in AsyncTimerSequence(interval: Self.interval, clock: .continuous) {
          guard run.output == .pane, let new = tail.takeNew() else { continue }
          tell(.command(CommandReport(of: run, .running, text: new.text, isCut: new.isCut)))
        }
        return nil
      }
      let state = await group.next() ?? nil
      group.cancelAll()
      return state
    }
    let last = tail.look()
    tell(.command(CommandReport(of: run, state ?? .running, text: last.text, isCut: last.isCut)))
  }

  private func begin(writingTo tail: OutputTail) async -> CommandReport.State {
    do {
      let folder = try CommandFolder(run)
      defer { folder.remove() }
      let (input, lifeline) = try FileDescriptor.pipe()
      _ = fcntl(input.rawValue, F_SETFD, FD_CLOEXEC)
      _ = fcntl(lifeline.rawValue, F_SETFD, FD_CLOEXEC)
      defer { try? lifeline.close() }
      let ended = try await Subprocess.run(
        .name("sh"), arguments: ["-c", Self.script, run.script], environment: folder.environment,
        platformOptions: Self.options,
        input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence,
        error: .combinedWithOutput
      ) { execution in
        for try await buffer in execution.standardOutput { tail.add(buffer.bytes) }
      }
      return .ended(ended.terminationStatus.number)
    } catch let failure as CommandFolder.Failure {
      return .failed("not started: \(failure.reason)")
    } catch {
      return .failed("not started: \(NodeText("\(error)").shown)")
    }
  }

  private static var options: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: grace)
    ]
    return options
  }
}

extension TerminationStatus {
  /// As a shell says it: 128 and the number of a signal.
  var number: Int32 {
    switch self {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
