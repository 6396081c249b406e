import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A tmux client in control mode together with the server that it starts: commands in, what the
/// server says out.
struct TmuxClient: Sendable {
  /// What the client says, until it ends.
  let output: AsyncStream<[UInt8]>
  /// What tmux complains about. It ends when the client *and* the server are gone.
  let errors: AsyncStream<[UInt8]>
  private let input: Int32

  /// - Parameters:
  ///   - arguments: Those of tmux; they name a socket that no other server uses.
  init(arguments: [String], environment: [String: String]) throws {
    let commands = try SocketPair()
    let complaints = try SocketPair()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // A server redirects its three standard streams but keeps what else it inherits: through the
    // copy of standard error its end can be seen. Panes inherit none of it.
    process.arguments = ["-c", #"exec tmux "$@" 3>&2"#, "sh"] + arguments
    process.environment = environment
    let stream = FileHandle(fileDescriptor: commands.childs, closeOnDealloc: true)
    process.standardInput = stream
    process.standardOutput = stream
    let complaintStream = FileHandle(fileDescriptor: complaints.childs, closeOnDealloc: true)
    process.standardError = complaintStream
    try process.run()
    // Foundation may have closed them already, or not: the ends come only once no copy is open.
    try? stream.close()
    try? complaintStream.close()
    // Reading closes its descriptor at the end, so writing has one of its own.
    input = fcntl(commands.ours, F_DUPFD_CLOEXEC, 0)
    output = .bytes(from: commands.ours)
    errors = .bytes(from: complaints.ours)
  }

  /// Gives tmux a command; false if it is gone.
  func send(_ words: [String]) -> Bool {
    let line = words.map(Self.quoted).joined(separator: " ") + "\n"
    return SocketPair.write(Array(line.utf8), to: input)
  }

  /// Ends the client's input, and so the client and its server. To be called once, last.
  func endInput() {
    shutdown(input, Int32(SHUT_WR))
    close(input)
  }

  /// A word for tmux's command parser: what could mean anything to it is written in octal.
  private static func quoted(_ word: String) -> String {
    var text = "\""
    for byte in word.utf8 {
      let scalar = UnicodeScalar(byte)
      let isPlain =
        byte < 128
        && (scalar.properties.isAlphabetic || " -_.:/%@#{},".contains(Character(scalar))
          || scalar.properties.numericType != nil)
      if isPlain {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 8)
        text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return text + "\""
  }
}
