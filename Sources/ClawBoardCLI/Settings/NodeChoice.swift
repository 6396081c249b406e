import ClawLink
import ClawMirror
import ClawNode
import Foundation

/// A node to work with: what it is called and how to reach it.
struct ChosenNode: Sendable {
  let name: NodeName
  /// The address as it was given: by it a node is known, whatever way leads there just now.
  let address: NodeAddress
  let configuration: ClawLinkConfiguration
  /// The settings say that nothing is to be changed there.
  var isReadOnly = false
}

/// Which nodes are meant: by flags, the environment, the settings, in this order.
struct NodeChoice: Sendable {
  static let variable = "CLAWBOARD_URL"
  static let standardUrl = "http://localhost:8000"

  let options: NodeOptions
  let settings: Settings
  let environment: [String: String]

  /// All that are meant, at least one.
  func nodes(requestsPerSecond: Int = 100) throws -> [ChosenNode] {
    let entries = try entries()
    try checkToken(for: entries)
    return try entries.map { try node($0, requestsPerSecond: requestsPerSecond) }
  }

  /// The one that is meant by a command which needs one.
  func node() throws -> ChosenNode {
    let entries = try entries()
    if entries.count == 1 { return try node(entries[0], requestsPerSecond: 100) }
    guard let entry = entries.first(where: { $0.name == settings.defaultNode }) else {
      throw CommandFailure(
        .usage,
        "several nodes are meant (\(entries.names)): choose one with --node, or set "
          + "defaultNode in \(NodeText(settings.file ?? "the settings").shown)")
    }
    return try node(entry, requestsPerSecond: 100)
  }

  /// What is known already, and where what is learned goes.
  func ledger() throws(CommandFailure) -> OpenedLedger {
    try OpenedLedger(
      path: options.ledger ?? settings.ledger,
      retention: Retention(days: settings.keepDays, count: settings.keepTasks))
  }

  // MARK: Which

  private func entries() throws -> [NodeEntry] {
    if let url = options.url {
      guard options.names.isEmpty else {
        throw CommandFailure(.usage, "--url and --node name nodes in two ways: give one of them")
      }
      return [try entry(ofAddress: NodeAddress(url), named: "--url")]
    }
    if !options.names.isEmpty { return try named() }
    if let url = environment[Self.variable], !url.isEmpty {
      return [try entry(ofAddress: address(inVariable: url), named: Self.variable)]
    }
    if !settings.nodes.isEmpty { return settings.nodes }
    return [try entry(ofAddress: NodeAddress(Self.standardUrl), named: "--url")]
  }

  /// What the settings say of the node at that address; without a word there, just the address.
  private func entry(
    ofAddress address: NodeAddress, named flag: String
  ) throws(CommandFailure) -> NodeEntry {
    let known = settings.nodes.filter { (try? NodeAddress($0.baseUrl)) == address }
    if let entry = known.first(where: { $0.name == settings.defaultNode }) { return entry }
    guard known.count <= 1 else {
      throw CommandFailure(
        .usage, "\(flag): several nodes have this address (\(known.names)): choose with --node")
    }
    return known.first ?? NodeEntry(name: address.hostAndPort, baseUrl: address.url)
  }

  private func address(inVariable text: String) throws(CommandFailure) -> NodeAddress {
    do {
      return try NodeAddress(text)
    } catch .configuration(_, let problem) {
      throw CommandFailure(.usage, "\(Self.variable): \(problem)")
    } catch {
      throw CommandFailure(.usage, "\(Self.variable): \(error)")
    }
  }

  private func named() throws(CommandFailure) -> [NodeEntry] {
    var entries: [NodeEntry] = []
    for name in options.names {
      guard let entry = settings.nodes.first(where: { $0.name == name }) else {
        let hint = settings.file == nil ? "; there are no settings yet" : ""
        throw CommandFailure(
          .usage,
          "--node: "
            + UnknownWord("node", name, known: settings.nodes.map(\.name)).message + hint)
      }
      if !entries.contains(where: { $0.name == name }) { entries.append(entry) }
    }
    return entries
  }

  /// A token is one node's: it does not go to all of them.
  private func checkToken(for entries: [NodeEntry]) throws(CommandFailure) {
    guard options.tokenFile != nil, entries.count > 1 else { return }
    throw CommandFailure(
      .usage, "--token-file: several nodes are meant (\(entries.names)): choose one with --node")
  }

  // MARK: How

  private func node(_ entry: NodeEntry, requestsPerSecond: Int) throws -> ChosenNode {
    do throws(ClawLinkError) {
      return ChosenNode(
        name: NodeName(entry.name), address: try NodeAddress(entry.baseUrl),
        configuration: try configuration(entry, requestsPerSecond: requestsPerSecond),
        isReadOnly: entry.readOnly ?? false)
    } catch {
      guard case .configuration(let key, let problem) = error, let place = entry.place,
        !options.gives(key)
      else { throw error }
      throw place.fault(
        key == "token" ? NodeEntry.Key.tokenFile.rawValue : key,
        problem.replacingOccurrences(of: "sendsTokenInClear", with: "sendTokenInClear: true"))
    }
  }

  /// What is given by a flag counts before what the entry says.
  private func configuration(
    _ entry: NodeEntry, requestsPerSecond: Int
  ) throws(ClawLinkError) -> ClawLinkConfiguration {
    let (url, user, token) = try identity(entry)
    return try ClawLinkConfiguration(
      baseUrl: url, userId: user, deviceId: options.deviceId ?? entry.deviceId,
      pollIntervalMs: options.pollIntervalMs ?? entry.pollIntervalMs ?? 1000,
      timeoutMs: options.timeoutMs ?? entry.timeoutMs ?? 30_000, token: token,
      sendsTokenInClear: options.sendTokenInClear || entry.sendTokenInClear ?? false,
      caFile: options.caFile ?? entry.caFile,
      requestsPerSecond: entry.requestsPerSecond ?? requestsPerSecond)
  }

  /// Who we are: as given, else the owner of the node of ours that listens there.
  private func identity(
    _ entry: NodeEntry
  ) throws(ClawLinkError) -> (url: String, user: String?, token: BearerToken?) {
    let userId = options.userId ?? entry.userId
    if let token = try token(entry) { return (entry.baseUrl, userId, token) }
    let owner = NSUserName()
    guard userId == nil || userId == owner,
      let way = NodeStoreOption.standardFolder.way(to: try NodeAddress(entry.baseUrl).url)
    else { return (entry.baseUrl, userId, nil) }
    return (way.url, owner, try BearerToken(way.token))
  }

  private func token(_ entry: NodeEntry) throws(ClawLinkError) -> BearerToken? {
    guard let path = options.tokenFile ?? entry.tokenFile else { return nil }
    let file = try TokenFile(path: path)
    if file.isOpenToOthers {
      let place =
        options.tokenFile == nil
        ? entry.place?.words(NodeEntry.Key.tokenFile.rawValue) : nil
      Main.complain(
        "\(place ?? "--token-file"): others can read '\(NodeText(path).shown)': "
          + "chmod 600 keeps it yours")
    }
    return file.token
  }
}

extension NodeOptions {
  /// Whether that value of a configuration comes from a flag.
  fileprivate func gives(_ key: String) -> Bool {
    switch key {
    case "baseUrl": url != nil
    case "token": tokenFile != nil
    case "caFile": caFile != nil
    case "pollIntervalMs": pollIntervalMs != nil
    case "timeoutMs": timeoutMs != nil
    default: false
    }
  }
}

extension [NodeEntry] {
  fileprivate var names: String { map(\.name).joined(separator: ", ") }
}
