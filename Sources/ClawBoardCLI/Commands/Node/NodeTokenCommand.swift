import ArgumentParser
import ClawLink
import ClawNode

struct NodeTokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Make and take tokens, which bind a caller to a user, also while the node runs.",
    discussion: """
      A user that has a token is nobody without it. Clients send it as: Authorization: Bearer TOKEN

      Example: clawboard node token add alice > alice.token
      """,
    subcommands: [Add.self, Remove.self, List.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Make one more token for a user and print it, this once.",
      discussion: """
        A file that others can read is not taken as a token: umask keeps it yours.

        Example: (umask 077; clawboard node token add alice > alice.token)
        """)

    @OptionGroup var store: NodeStoreOption
    @Argument(help: "The user.", transform: userName)
    var user: NodeText

    func run() throws {
      let store = try store.opened()
      Output.line(
        try withStoreFailures { () throws(NodeStore.Failure) in
          try store.addToken(for: user)
        })
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Take all tokens of a user away.",
      discussion: "Example: clawboard node token remove alice")

    @OptionGroup var store: NodeStoreOption
    @Argument(help: "The user.", transform: userName)
    var user: NodeText

    func run() throws {
      let store = try store.opened()
      try withStoreFailures { () throws(NodeStore.Failure) in
        try store.removeTokens(of: user)
      }
      Output.line("\(user.shown) has no token")
      Main.say("from now on whoever gives that name is believed, where names are")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the users that have tokens, one a line: user, tab, number.",
      discussion: "Example: clawboard node token list")

    @OptionGroup var store: NodeStoreOption

    func run() throws {
      let store = try store.opened()
      let holders = try withStoreFailures { () throws(NodeStore.Failure) in
        try store.tokenHolders()
      }
      for (user, tokens) in holders { Output.line("\(user.shown)\t\(tokens)") }
    }
  }
}

/// A user's name as given on the command line.
func userName(_ text: String) throws -> NodeText {
  let name = NodeText(text)
  guard !text.isEmpty, name.shown == text, text.utf8.count <= 256 else {
    throw ValidationError("'\(name.shown)' is no user's name: it is empty, too long, or not text")
  }
  return name
}
