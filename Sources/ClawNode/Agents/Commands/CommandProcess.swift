import Foundation
import NIOCore
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A program in a session of its own, which ends with all that it has started: on its own end, when the
/// work is stopped, and with the node, however that ends.
struct CommandProcess: Sendable {
  /// The program is a child of a shell, which takes in whoever it leaves behind. A second child waits
  /// for the end of the lifeline: then the node has gone, and all of the session are ended with a
  /// signal that nobody can ignore, the shell first: it would end the second child with the program.
  /// What the shell itself says is for nobody.
  private static let script = """
    exec 3<"$1" 4>&2 2>/dev/null
    shift
    {
      trap '' HUP INT TERM
      self=$(exec /bin/sh -c 'echo $PPID')
      read -r gone
      kill -KILL $$
      for stat in /proc/[0-9]*/stat; do
        read -r line <"$stat" || continue
        set -- ${line##*) }
        [ "$4" = "$$" ] || continue
        member=${stat#/proc/}
        [ "${member%/stat}" = "$self" ] || kill -KILL "${member%/stat}"
      done
      kill -KILL 0
    } <&3 >/dev/null 4>&- &
    trap : HUP INT TERM
    (exec "$@" 3<&- 2>&4 4>&-)
    status=$?
    kill -KILL $!
    wait $!
    exit $status
    """

  let words: [String]
  let environment: [String: String]
  let folder: String
  /// A named pipe.
  let lifeline: String

  /// Runs it to its end. A cancel tells it to end, and returns when it has.
  ///
  /// - Parameters:
  ///   - input: what it reads; its standard input ends with that.
  ///   - output: takes what it writes; it waits for that.
  ///   - errors: likewise, of its standard error.
  /// - Returns: the exit status as a shell says it: 128 and the number of a signal.
  func run(
    input: AsyncStream<String>, output: @escaping @Sendable (ByteBuffer) async -> Void,
    errors: @escaping @Sendable (ByteBuffer) async -> Void
  ) async throws -> Int32 {
    let pipes = try (input: CommandPipe(), output: CommandPipe(), errors: CommandPipe())
    // None of these is ended by a cancel: what a program says while it ends is heard, and does not end
    // it.
    let readers = [
      try await CommandPipeReader(pipes.output, output),
      try await CommandPipeReader(pipes.errors, errors),
    ]
    let writer = Task { try await pipes.input.write(input) }
    let session = ProcessSession()
    let running = Task { try await start(in: session, pipes) }
    let status = await withTaskCancellationHandler {
      await running.result
    } onCancel: {
      session.end()
    }
    await session.ended()
    writer.cancel()
    for reader in readers { await reader.finish() }
    return try status.get()
  }

  private func start(
    in session: ProcessSession,
    _ pipes: (input: CommandPipe, output: CommandPipe, errors: CommandPipe)
  ) async throws -> Int32 {
    // Both ends: so that the program finds a writer at once.
    let lifeline = try PipeEnd.open(
      self.lifeline, .readWrite, options: [.nonBlocking, .closeOnExec])
    defer { try? lifeline.close() }
    var options = PlatformOptions()
    options.createSession = true
    let ended = try await Subprocess.run(
      .path("/bin/sh"), arguments: Arguments(["-c", Self.script, "sh", self.lifeline] + words),
      environment: .only(environment),
      workingDirectory: FilePath(folder), platformOptions: options,
      input: .fileDescriptor(pipes.input.readEnd, closeAfterSpawningProcess: true),
      output: .fileDescriptor(pipes.output.writeEnd, closeAfterSpawningProcess: true),
      error: .fileDescriptor(pipes.errors.writeEnd, closeAfterSpawningProcess: true)
    ) { execution in
      session.begin(execution.processIdentifier.value)
    }
    return switch ended.terminationStatus {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
