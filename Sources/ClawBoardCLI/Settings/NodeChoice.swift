import ClawLink
import ClawMirror

/// Which nodes are meant, and what is in force there: by flags, the environment, the settings, in
/// this order.
struct NodeChoice: Sendable {
  /// What says which node is meant, and nothing of it.
  private static let choosing: [Setting] = [.config, .node, .baseUrl]

  let flags: SettingValues
  /// The nodes that flags name.
  let names: [String]
  let variables: SettingValues
  let settings: Settings
  /// Where the settings are, or would be.
  let settingsPath: GivenValue

  /// All that are meant, at least one.
  func nodes(requestsPerSecond: Int = 100) throws(CommandFailure) -> [ChosenNode] {
    let nodes = try nodesInForce()
    try checkToken(for: nodes)
    return try nodes.map { node throws(CommandFailure) in
      try node.chosen(requestsPerSecond: requestsPerSecond)
    }
  }

  /// The one that is meant by a command which needs one.
  func node() throws(CommandFailure) -> ChosenNode {
    let nodes = try nodesInForce()
    if nodes.count == 1 { return try nodes[0].chosen() }
    guard let node = nodes.first(where: { $0.name == settings.defaultNode }) else {
      throw CommandFailure(
        .usage,
        "several nodes are meant (\(nodes.map(\.name).list)): choose one with --node, or set "
          + "defaultNode in \(NodeText(settings.file ?? "the settings").shown)")
    }
    return try node.chosen()
  }

  /// What is in force at each node that is meant, whether or not it can be used.
  func nodesInForce() throws(CommandFailure) -> [NodeInForce] {
    try entries().map { entry throws(CommandFailure) in
      try NodeInForce(
        name: entry.name, given: given.over(entry.values.over(settings.values)))
    }
  }

  /// What is in force for the program.
  var values: SettingValues { given.over(settings.values) }

  /// What is known already, and where what is learned goes.
  func ledger() throws(CommandFailure) -> OpenedLedger {
    let values = values
    return try OpenedLedger(
      at: values[.ledger],
      retention: Retention(
        days: values.number(.keepDays), count: values.number(.keepTasks)),
      keepsPrompts: values.isOn(.storePrompts))
  }

  /// A token is one node's: it does not go to all of them.
  func checkToken(for nodes: [NodeInForce]) throws(CommandFailure) {
    let given = flags.over(variables)
    guard nodes.count > 1, let way = given.tokenSetting, let token = given[way] else { return }
    throw token.source.fault(
      way, "several nodes are meant (\(nodes.map(\.name).list)): choose one with --node")
  }

  /// What flags and variables say of whatever node is meant.
  private var given: SettingValues {
    var given = flags.over(variables)
    for setting in Self.choosing { given[setting] = nil }
    return given
  }

  // MARK: Which

  private func entries() throws(CommandFailure) -> [NodeEntry] {
    if let address = flags[.baseUrl] {
      guard names.isEmpty else {
        throw CommandFailure(.usage, "--url and --node name nodes in two ways: give one of them")
      }
      return [try entry(at: address)]
    }
    if !names.isEmpty { return try entries(named: names, by: .flag("--node")) }
    if let address = variables[.baseUrl] { return [try entry(at: address)] }
    if let given = variables[.node], case .text(let name) = given.value {
      return try entries(named: [name], by: given.source)
    }
    if !settings.nodes.isEmpty { return settings.nodes }
    return try SettingValues().inForce(.baseUrl).map { standard throws(CommandFailure) in
      [try entry(at: standard)]
    } ?? []
  }

  /// What the settings say of the node at that address; without a word there, just the address.
  private func entry(at given: GivenValue) throws(CommandFailure) -> NodeEntry {
    guard case .text(let text) = given.value, let address = try? NodeAddress(text) else {
      throw given.source.fault(.baseUrl, "it is not an address")
    }
    var known = settings.nodes.filter { (try? $0.values.address()) == address }
    if let entry = known.first(where: { $0.name == settings.defaultNode }) { known = [entry] }
    guard known.count <= 1 else {
      throw given.source.fault(
        .baseUrl, "several nodes have this address (\(known.map(\.name).list)): choose with --node")
    }
    var entry = known.first ?? NodeEntry(name: address.hostAndPort, values: SettingValues())
    // It says all of it, in one text.
    (entry.values[.baseUrl], entry.values[.unix], entry.values[.ssh]) = (given, nil, nil)
    return entry
  }

  private func entries(
    named names: [String], by source: SettingSource
  ) throws(CommandFailure) -> [NodeEntry] {
    var entries: [NodeEntry] = []
    for name in names {
      guard let entry = settings.nodes.first(where: { $0.name == name }) else {
        let hint = settings.file == nil ? "; there are no settings yet" : ""
        throw source.fault(
          .node, UnknownWord("node", name, known: settings.nodes.map(\.name)).message + hint)
      }
      if !entries.contains(entry) { entries.append(entry) }
    }
    return entries
  }
}

extension [String] {
  fileprivate var list: String { joined(separator: ", ") }
}
