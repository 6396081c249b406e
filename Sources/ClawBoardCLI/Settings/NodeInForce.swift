import ClawLink
import ClawMirror
import ClawNode
import Foundation

/// A node to work with: what it is called and how to reach it.
struct ChosenNode: Sendable {
  let name: NodeName
  /// The address as it was given: by it a node is known, whatever way leads there just now.
  let address: NodeAddress
  /// What ssh reads in place of the user's settings of it.
  var sshConfig: String?
  let configuration: ClawLinkConfiguration
  /// The settings say that nothing is to be changed there.
  var isReadOnly = false
  /// The settings let its audit log be read in an anonymous session where ours may not.
  var allowsAnonymousDiscovery = false
}

/// All that is in force at a node, each value with its source.
struct NodeInForce: Sendable {
  let name: String
  private(set) var values: SettingValues
  let address: NodeAddress
  /// The way that leads there just now.
  private var url: String

  /// - Parameter given: what is said of it, its address with it.
  init(name: String, given: SettingValues) throws(CommandFailure) {
    self.name = name
    values = given
    address = try given.address()
    url = address.url
    takeOwnNode()
  }

  /// Where nobody said who we are, at the node of ours that listens there we are its owner. An empty
  /// user says that we are nobody.
  private mutating func takeOwnNode() {
    let (user, owner) = (values[.userId]?.value, NSUserName())
    guard values.tokenSetting == nil, user == nil || user == .text(owner),
      let way = NodeStoreOption.standardFolder.way(to: address.url),
      let token = try? BearerToken(way.token)
    else { return }
    url = way.url
    values[.token] = GivenValue(value: .secret(token), source: .ownNode)
    if user == nil { values[.userId] = GivenValue(value: .text(owner), source: .ownNode) }
  }

  /// The node as it can be worked with.
  ///
  /// - Parameter requestsPerSecond: the budget where nothing is said of it.
  /// - Throws: what keeps it from that, by the place where it was given.
  func chosen(requestsPerSecond: Int = 100) throws(CommandFailure) -> ChosenNode {
    ChosenNode(
      name: NodeName(name), address: address, sshConfig: values.text(.sshConfig),
      configuration: try configuration(
        requestsPerSecond: values[.requestsPerSecond] == nil
          ? requestsPerSecond : values.number(.requestsPerSecond)),
      isReadOnly: values.isOn(.readOnly),
      allowsAnonymousDiscovery: values.isOn(.anonymousDiscovery))
  }

  private func configuration(
    requestsPerSecond: Int
  ) throws(CommandFailure) -> ClawLinkConfiguration {
    let token = try values.token()
    do {
      return try ClawLinkConfiguration(
        baseUrl: url, userId: values.text(.userId), deviceId: values.text(.deviceId),
        pollIntervalMs: values.number(.pollIntervalMs), timeoutMs: values.number(.timeoutMs),
        token: token, sendsTokenInClear: values.isOn(.sendTokenInClear),
        caFile: values.text(.caFile), requestsPerSecond: requestsPerSecond)
    } catch {
      throw fault(error)
    }
  }

  /// What cannot be used, by the place where it was given.
  private func fault(_ error: ClawLinkError) -> CommandFailure {
    guard case .configuration(let key, let problem) = error, var setting = Setting(rawValue: key)
    else { return CommandFailure(error) }
    if setting == .token { setting = values.tokenSetting ?? .token }
    let source = values[setting]?.source ?? .standard
    var words = "--send-token-in-clear"
    if case .file = source { words = "sendTokenInClear: true" }
    return source.fault(
      setting, problem.replacingOccurrences(of: "sendsTokenInClear", with: words))
  }
}
