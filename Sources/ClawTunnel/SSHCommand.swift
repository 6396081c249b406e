import ClawLink

/// How the system's `ssh` is called: once to log in, once to open the forwarding over that login.
///
/// In two steps, because a user's settings may have forwardings of their own for the same machine.
/// They are the user's: to take them along would take their ports from a terminal of the user's, or
/// fail where such a terminal has them. `ClearAllForwardings` drops them, and would drop ours as well.
struct SSHCommand: Sendable, Equatable {
  let destination: SSHDestination
  /// Read in place of the user's and the system's settings of ssh.
  var configFile: String?
  /// Seconds until a machine that says nothing is given up.
  var connectTimeout = 10

  /// An option for the login, where ssh knows it. `IgnoreUnknown` would let it stand everywhere, but
  /// takes the place of the user's own.
  static let stays = "ForkAfterAuthentication=no"

  /// Logs in and stays, without a command, and takes orders at a socket.
  func login(control: String) -> [String] {
    settings + [
      "-N", "-T", "-a", "-x", "-M", "-S", control,
    ] + Self.options.flatMap { ["-o", $0] } + ["-o", "ConnectTimeout=\(connectTimeout)"] + address
  }

  /// Orders a forwarding from a socket on this machine.
  ///
  /// - Parameter target: a path, or host and port, as the machine that was logged in to sees them.
  func forward(from socket: String, to target: String, control: String) -> [String] {
    // No settings: their forwardings would be ordered too. The name is not looked at.
    ["-F", "none", "-S", control, "-O", "forward", "-L", "\(socket):\(target)", "--", "node"]
  }

  /// What a person types to log in there.
  var byHand: String {
    let isPlain = { (text: String) in
      text.allSatisfy { $0.isLetter || $0.isNumber || "@:./_-%+~".contains($0) }
    }
    return (["ssh"] + settings + address.filter { $0 != "--" })
      .map { isPlain($0) ? $0 : "\"\($0)\"" }.joined(separator: " ")
  }

  private var settings: [String] { configFile.map { ["-F", $0] } ?? [] }

  /// After `--` nothing is an option.
  private var address: [String] {
    (destination.port.map { ["-p", String($0)] } ?? [])
      + ["--", (destination.user.map { $0 + "@" } ?? "") + destination.host]
  }

  /// What settings must not change: they are written for a terminal and a person before it.
  private static let options = [
    // Nobody is there to be asked for a password, or whether a machine is to be trusted.
    "BatchMode=yes",
    // A login of our own, which ends with us and not minutes later.
    "ControlPersist=no",
    "ClearAllForwardings=yes", "Tunnel=no",
    // What would run there or here beside the forwarding.
    "RemoteCommand=none", "PermitLocalCommand=no",
    // A half-dead line is noticed in 15 s.
    "ServerAliveInterval=5", "ServerAliveCountMax=3",
    // Says why it failed and whom nobody answered at the far end, and no more than that.
    "LogLevel=INFO", "VisualHostKey=no",
  ]
}
