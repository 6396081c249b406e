public import ClawMirror

/// The nodes of a board, as its user has set them.
public struct BoardNodes: Sendable, Equatable {
  /// In the order in which they are listed.
  let order: [NodeName]
  /// Where a new task goes when no card says otherwise.
  let standard: NodeName?
  /// Where nothing is to be changed.
  let readOnly: Set<NodeName>
  /// Where a token says who we are.
  let withToken: Set<NodeName>
  /// What is being written outlives the board.
  let keepsDrafts: Bool

  /// - Parameters:
  ///   - order: the nodes in the order of the settings; one that is not listed comes last.
  ///   - standard: where a new task goes when no card says otherwise. Default: to the first.
  ///   - readOnly: where nothing is sent and nothing cancelled.
  ///   - withToken: where a token says who we are: no more is known of it here.
  ///   - keepsDrafts: whether what is being written outlives the board.
  public init(
    order: [NodeName] = [], standard: NodeName? = nil, readOnly: Set<NodeName> = [],
    withToken: Set<NodeName> = [], keepsDrafts: Bool = false
  ) {
    self.order = order
    self.standard = standard
    self.readOnly = readOnly
    self.withToken = withToken
    self.keepsDrafts = keepsDrafts
  }
}
