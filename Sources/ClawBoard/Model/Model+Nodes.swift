import ClawMirror

extension Model {
  /// Cards and lines say their node where there are several.
  var hasSeveralNodes: Bool { nodeOrder.count > 1 }

  /// What is known of each node, in the order of the settings.
  var nodeRecords: [NodeRecord] { nodeOrder.compactMap { nodes[$0] } }

  /// The node that keys are about: the selected card's, else the standard one, else the first.
  var targetNode: NodeRecord? {
    (selectedKey?.node ?? standardNode).flatMap { nodes[$0] }
  }

  /// The nodes that a task can be sent to.
  var writableNodes: [NodeName] {
    nodeOrder.filter { nodes[$0] != nil && !settings.readOnly.contains($0) }
  }

  /// Where a new task goes at first.
  var nodeForNewTask: NodeName? {
    let writable = writableNodes
    return [selectedKey?.node, settings.standard].compactMap { $0 }
      .first { writable.contains($0) } ?? writable.first
  }

  private var standardNode: NodeName? {
    settings.standard.flatMap { nodeOrder.contains($0) ? $0 : nil } ?? nodeOrder.first
  }

  /// Why nothing is changed on a node; `nil` when it may be.
  func refusal(on node: NodeName) -> String? {
    guard settings.readOnly.contains(node) else { return nil }
    return "\(node) is read-only: its entry in the settings says readOnly: true"
  }
}
