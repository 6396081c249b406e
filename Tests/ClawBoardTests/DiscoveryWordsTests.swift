import ClawLink
import Testing

@testable import ClawBoard
@testable import ClawMirror

/// What the board says of a log that our own session may not read.
struct DiscoveryWordsTests {
  private let words = "prod shows own tasks only: anonymousDiscovery in the settings finds others"

  @Test func `that a setting would find others is said once`() {
    var board = SampleBoard.busy()
    board.node { $0.discovery = .notPermitted(NodeText("p")) }
    #expect(board.screen.contains(words))
    #expect(board.lines[0].contains("prod fast own tasks only"))
    board.wait(10)
    board.node { $0.permissions = [NodeText("task:view")] }
    #expect(!board.screen.contains(words))
    #expect(board.lines[0].contains("own tasks only"))
  }

  @Test func `where the setting does not help it is not named`() {
    var board = SampleBoard.busy()
    board.node {
      $0.allowsAnonymousDiscovery = true
      $0.discovery = .notPermitted(NodeText("p"))
    }
    #expect(!board.screen.contains("anonymousDiscovery"))
    #expect(board.lines[0].contains("own tasks only"))
  }

  @Test func `that a log is read anonymously stands in the header`() {
    var board = SampleBoard.busy()
    board.node {
      $0.allowsAnonymousDiscovery = true
      ($0.discovery, $0.discoversAnonymously) = (.working, true)
    }
    #expect(board.lines[0].contains("prod fast log read anonymously"))
  }
}
