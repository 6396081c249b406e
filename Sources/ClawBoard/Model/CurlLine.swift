import ClawLink

/// A line for a shell that asks a node for the state of a task. It says where a token goes, and never
/// which: what is copied is pasted anywhere.
struct CurlLine: Sendable {
  let address: NodeAddress
  let id: TaskID
  /// The node wants to know by a token who asks.
  let hasToken: Bool

  var text: String {
    var words = ["curl", "-sS"]
    if let path = address.socketPath { words += ["--unix-socket", path.quotedForShell] }
    if hasToken { words += ["-H", "\"Authorization: Bearer $TOKEN\""] }
    words.append(address.stateURL(of: id).quotedForShell)
    let line = words.joined(separator: " ")
    return address.ssh.map { "# on the machine of: ssh \($0)\n\(line)" } ?? line
  }
}

extension String {
  /// One word of a shell, whatever is in it.
  fileprivate var quotedForShell: String {
    "'" + replacing("'", with: "'\\''") + "'"
  }
}
