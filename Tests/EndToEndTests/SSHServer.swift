import Foundation
import TestSupport

/// A real sshd on the loopback, which lets in who runs the tests, with keys and settings of its own.
actor SSHServer {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Where it is installed; CI installs it, and fails without.
  static let isWanted =
    FileManager.default.fileExists(atPath: "/usr/sbin/sshd")
    || ProcessInfo.processInfo.environment["CI"] != nil

  private let folder: String
  private var port: Int
  private var process: Process?

  /// - Parameter folder: is there; keys, settings and sockets go there.
  init(folder: String) async throws {
    self.folder = folder
    port = 0
    for name in ["host", "ann", "stranger"] {
      try await Self.run(
        "/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)")
    }
    try write("known", "")
    // Which port is free is known to the system alone, and sshd wants to be told one.
    for _ in 1...20 where process == nil {
      port = try FreePort.find()
      try? await start()
    }
    guard process != nil else { throw Failure(description: "sshd did not start") }
    try write("known", "[127.0.0.1]:\(port) \(read("host.pub"))")
    try write("other known", "[127.0.0.1]:\(port) \(read("stranger.pub"))")
  }

  /// Returns once it listens, always on the same port.
  func start() async throws {
    // Of root it wants a folder where it can lock itself up.
    if geteuid() == 0 {
      try FileManager.default.createDirectory(
        atPath: "/run/sshd", withIntermediateDirectories: true)
    }
    try write(
      "sshd_config",
      """
      ListenAddress 127.0.0.1:\(port)
      HostKey \(folder)/host
      AuthorizedKeysFile \(folder)/ann.pub
      PidFile none
      UsePAM no
      StrictModes no
      PermitRootLogin yes
      PasswordAuthentication no
      KbdInteractiveAuthentication no

      """)
    let process = Process()
    // sshd closes all that it inherits, and Foundation takes that for its end: a shell stays before
    // it.
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", #"/usr/sbin/sshd -D -e -f "$0"; exit $?"#, "\(folder)/sshd_config",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let log = Pipe()
    process.standardError = log
    try process.run()
    var said = ""
    // Read to its end, since a full pipe would hold it.
    let lines = AsyncStream<[UInt8]>.bytes(
      from: fcntl(log.fileHandleForReading.fileDescriptor, F_DUPFD_CLOEXEC, 0))
    try? log.fileHandleForReading.close()
    for await bytes in lines {
      said += String(decoding: bytes, as: UTF8.self)
      guard said.contains("Server listening on 127.0.0.1") else { continue }
      self.process = process
      return
    }
    throw Failure(description: "sshd ended before it listened: \(said)")
  }

  /// Ends it and every login.
  func stop() async throws {
    guard let process else { return }
    let shell = process.processIdentifier
    let below = { processes(below: String(shell)).map(\.id) }
    guard let listener = below().first else { return }
    // Who is let in from now on would not be found below.
    kill(listener, SIGSTOP)
    var killed: Set<Int32> = [listener]
    while case let logins = below().filter({ !killed.contains($0) }), !logins.isEmpty {
      for login in logins { kill(login, SIGKILL) }
      killed.formUnion(logins)
      try await waitForEnd(of: logins)
    }
    for id in [listener, shell] { kill(id, SIGKILL) }
    try await waitForEnd(of: [listener, shell])
    self.process = nil
  }

  /// Settings for ssh that know this as `build`.
  ///
  /// - Parameters:
  ///   - key: the one that is let in is `ann`.
  ///   - known: the file that says whose the machine's key is; the right one is `known`.
  ///   - more: further lines.
  func settings(key: String = "ann", known: String = "known", more: String = "") throws -> String {
    let name = "ssh_config-\(UUID().uuidString)"
    try write(
      name,
      """
      Host build
        HostName 127.0.0.1
        Port \(port)
        User \(NSUserName())
        IdentityFile \(folder)/\(key)
        IdentitiesOnly yes
        UserKnownHostsFile "\(folder)/\(known)"
        GlobalKnownHostsFile none
      \(more)
      """)
    return "\(folder)/\(name)"
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
  }

  private func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  private static func run(_ program: String, _ arguments: String...) async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let ended = AsyncStream<Never> { ends in process.terminationHandler = { _ in ends.finish() } }
    try process.run()
    for await _ in ended {}
    guard process.terminationStatus == 0 else { throw Failure(description: "\(program) failed") }
  }
}
