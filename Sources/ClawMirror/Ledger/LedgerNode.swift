import ClawLink

/// A node as a ledger knows it: by its address, so that two nodes of one name are never mixed,
/// whatever the settings call them.
struct LedgerNode: Sendable, Equatable {
  /// What the board calls it.
  let name: NodeName
  let url: String
  /// Who we are there: what one user sees another may not.
  let userId: String?

  /// Tasks are kept under this.
  var place: String { url }

  /// What depends on who asks is kept under this as well; empty is anonymous.
  var user: String { userId ?? "" }

  /// A lease is for one user: another sees other things.
  var leased: String { userId.map { "\(url) \($0)" } ?? url }
}

extension NodeRecord {
  var inLedger: LedgerNode { LedgerNode(name: name, url: url, userId: userId) }
}
