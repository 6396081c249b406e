public import ClawLink

/// A way to a node behind ssh: logs in with the system's `ssh` when it is first needed, and again
/// after the login was lost. It never asks anything, and ends with our process however that ends.
public actor SSHTunnel: NodeWay {
  /// Between two looks whether a login has succeeded.
  private static let pause = Duration.milliseconds(20)

  private let node: String
  private let target: String
  private let command: SSHCommand
  private let limitMs: Int
  private var login: SSHProcess?
  private var opening: Task<Result<SSHProcess, ClawLinkError>, Never>?
  private var isClosed = false

  /// Nothing is begun before the first ``open()``. `nil` for a node that is not behind ssh.
  ///
  /// - Parameters:
  ///   - configFile: read by ssh in place of the user's and the system's settings of it.
  ///   - limitMs: milliseconds that it may take to open.
  public init?(to address: NodeAddress, configFile: String? = nil, limitMs: Int) {
    guard let destination = address.ssh else { return nil }
    node = address.url
    target = address.target
    command = SSHCommand(
      destination: destination, configFile: configFile,
      connectTimeout: min(10, max(1, limitMs / 1000)))
    self.limitMs = limitMs
  }

  public func open() async throws(ClawLinkError) -> String {
    while true {
      if isClosed { throw .closed }
      if let login, !login.look().hasEnded { return login.socket }
      login = nil
      let result = await result(of: opening ?? Task { await logIn() })
      // Another one's cancel was not ours.
      if case .failure(.cancelled) = result, !Task.isCancelled { continue }
      return try result.get().socket
    }
  }

  public func fault() -> ClawLinkError? {
    guard let login else { return nil }
    switch login.takeRefusal() {
    case .prohibited(let reason): return failure(reason)
    case .noNode(let reason): return .unreachable(node: node, reason: reason)
    case nil: break
    }
    let (hasEnded, words) = login.look()
    return hasEnded ? failure(words.last ?? "ssh ended") : nil
  }

  /// Ends the login. Later calls of ``open()`` throw ``ClawLinkError/closed``.
  public func close() async {
    isClosed = true
    opening?.cancel()
    _ = await opening?.value
    await login?.end()
    login = nil
  }

  private func failure(_ reason: String) -> ClawLinkError {
    .noTunnel(
      node: node, login: command.byHand, reason: "ssh \(command.destination): \(reason)")
  }

  // MARK: Opening

  private func result(
    of opening: Task<Result<SSHProcess, ClawLinkError>, Never>
  ) async -> Result<SSHProcess, ClawLinkError> {
    self.opening = opening
    let result = await withTaskCancellationHandler {
      await opening.value
    } onCancel: {
      opening.cancel()
    }
    // All who waited come by here; by then another may have begun the next opening.
    if self.opening == opening {
      self.opening = nil
      if case .success(let opened) = result, !isClosed { login = opened }
    }
    return result
  }

  private func logIn() async -> Result<SSHProcess, ClawLinkError> {
    let process: SSHProcess
    do throws(SSHProcess.Failure) {
      process = try .start(command)
    } catch {
      return .failure(failure(error.reason))
    }
    let fault = await withTaskGroup(of: ClawLinkError?.self) { group in
      group.addTask { await self.wait(for: process) }
      group.addTask { await self.limit() }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    guard let fault else { return .success(process) }
    await process.end()
    return .failure(fault)
  }

  /// Returns once the forwarding is open, or with why it will not be.
  private func wait(for process: SSHProcess) async -> ClawLinkError? {
    while !process.isLoggedIn {
      let (hasEnded, words) = process.look()
      if hasEnded { return failure(words.last ?? "ssh ended") }
      guard (try? await Task.sleep(for: Self.pause)) != nil else { return .cancelled }
    }
    do throws(SSHProcess.Failure) {
      try await process.forward(command, to: target)
      return nil
    } catch {
      return Task.isCancelled ? .cancelled : failure(error.reason)
    }
  }

  private func limit() async -> ClawLinkError? {
    guard (try? await Task.sleep(for: .milliseconds(limitMs))) != nil else { return .cancelled }
    return failure("not open within \(limitMs) ms")
  }
}
