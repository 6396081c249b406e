import ClawLink
import Foundation
import TestSupport
import Testing

@testable import ClawMirror

/// One process of all that share a ledger asks a node.
struct LeaseTests {
  private let node = LedgerNode.n
  private let date = ManualDate()

  private func take(_ ledger: Ledger, _ holder: String) throws -> Bool {
    try ledger.lease(node, to: holder, for: 2, at: date.now)
  }

  @Test func `one holds it, the other follows when it has ended`() throws {
    let ledger = try Ledger()
    #expect(try take(ledger, "a"))
    #expect(try !take(ledger, "b"))
    date.advance(by: 1.5)
    #expect(try take(ledger, "a"))
    date.advance(by: 1.5)
    #expect(try !take(ledger, "b"))
    date.advance(by: 0.6)
    #expect(try take(ledger, "b"))
    #expect(try !take(ledger, "a"))
  }

  @Test func `one that is given up is free at once`() throws {
    let ledger = try Ledger()
    #expect(try take(ledger, "a"))
    try ledger.release(node, by: "b")
    #expect(try !take(ledger, "b"))
    try ledger.release(node, by: "a")
    #expect(try take(ledger, "b"))
  }

  @Test func `nodes have leases of their own`() throws {
    let ledger = try Ledger()
    #expect(try take(ledger, "a"))
    #expect(
      try ledger.lease(
        LedgerNode(name: NodeName("m"), url: "http://m", userId: nil), to: "b", for: 2, at: date.now
      ))
  }

  @Test func `a clock that is set back keeps nobody waiting`() throws {
    let ledger = try Ledger()
    #expect(try take(ledger, "a"))
    date.advance(by: -3600)
    #expect(try take(ledger, "b"))
  }
}
