import ClawLink
import Testing

@testable import ClawTunnel

struct SSHCommandTests {
  private func command(_ text: String, configFile: String? = nil) throws -> SSHCommand {
    SSHCommand(
      destination: try SSHDestination(text), configFile: configFile, connectTimeout: 10)
  }

  @Test func `it logs in without a command, a terminal or a question`() throws {
    let arguments = try command("ann@build").login(control: "/t/ssh")
    #expect(arguments.prefix(7) == ["-N", "-T", "-a", "-x", "-M", "-S", "/t/ssh"])
    #expect(arguments.suffix(2) == ["--", "ann@build"])
    let options = zip(arguments, arguments.dropFirst()).filter { $0.0 == "-o" }.map(\.1)
    #expect(
      Set(options) == [
        "BatchMode=yes", "ControlPersist=no", "ClearAllForwardings=yes", "Tunnel=no",
        "RemoteCommand=none", "PermitLocalCommand=no", "ServerAliveInterval=5",
        "ServerAliveCountMax=3", "LogLevel=INFO", "VisualHostKey=no", "ConnectTimeout=10",
      ])
  }

  @Test func `a port and settings are told to ssh, and nothing after -- is an option`() throws {
    let arguments = try command("ann@[fe80::1]:2222", configFile: "/c/ssh").login(control: "/s")
    #expect(arguments.prefix(2) == ["-F", "/c/ssh"])
    #expect(arguments.suffix(4) == ["-p", "2222", "--", "ann@fe80::1"])
  }

  @Test func `the forwarding is ordered with no settings, so that it is the only one`() throws {
    let arguments = try command("build", configFile: "/c/ssh")
      .forward(from: "/t/node", to: "localhost:8000", control: "/t/ssh")
    #expect(
      arguments == [
        "-F", "none", "-S", "/t/ssh", "-O", "forward", "-L", "/t/node:localhost:8000", "--",
        "node",
      ])
  }

  @Test func `a person is told what to type`() throws {
    #expect(try command("build").byHand == "ssh build")
    #expect(
      try command("ann@build:22", configFile: "/my files/ssh").byHand
        == #"ssh -F "/my files/ssh" -p 22 ann@build"#)
  }
}
