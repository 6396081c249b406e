import Foundation
import Testing

@testable import ClawLink

/// Which failures leave open whether anything was done.
struct DoubtTests {
  private static let lost = UnconfirmedSubmission(
    node: "n", reason: "the line was cut", agentId: "a", sentAt: .distantPast, sessionId: nil)

  @Test(
    arguments: [
      (.timedOut(node: "n", operation: "o", afterMs: 5), "no answer in 5 ms"),
      (.connectionLost(node: "n", operation: "o"), "the connection broke"),
      (
        .nodeFault(node: "n", operation: "o", status: 502),
        "the node failed inside, status 502"
      ),
      (.answerTooLarge(node: "n", operation: "o", limitBytes: 1), "the answer was too large"),
      (.submitUnconfirmed(lost), "the line was cut"),
      (.cancelled, "interrupted"), (.closed, "closed by us"),
    ] as [(ClawLinkError, String)])
  func `what went out without a clear answer may have been done`(
    error: ClawLinkError, doubt: String
  ) {
    #expect(error.mayHaveBeenDone)
    #expect(error.doubt == doubt)
  }

  @Test(
    arguments: [
      .configuration(key: "k", problem: "p"), .unreachable(node: "n", reason: "r"),
      .foreignServer(node: "n", found: "f"), .sessionRefused(node: "n"),
      .notPermitted(node: "n", permission: NodeText("p")), .invalidRequest(node: "n", faults: []),
      .refused(node: "n", status: 400, detail: NodeText("d")),
      .taskUnknown(node: "n", id: TaskID("t")),
    ] as [ClawLinkError])
  func `what did not arrive, or was refused, was not done`(error: ClawLinkError) {
    #expect(!error.mayHaveBeenDone)
    #expect(error.doubt == nil)
  }
}
