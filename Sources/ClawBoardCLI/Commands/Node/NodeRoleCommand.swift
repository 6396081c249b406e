import ArgumentParser
import ClawLink
import ClawNode

struct NodeRoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "role",
    abstract: "Give and take roles, also while the node runs.",
    discussion: """
      It holds from the node's next request on. A user without a role has the node's default one.

      admin: everything, and the audit log; manager: see, cancel; developer: submit, see, cancel; \
      viewer: see; guest: list agents and skills.

      Example: clawboard node role grant alice viewer
      """,
    subcommands: [Grant.self, Revoke.self, List.self])

  struct Grant: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "grant",
      abstract: "Give a user a role instead of the one it has.",
      discussion: "Example: clawboard node role grant alice developer")

    @OptionGroup var store: NodeStoreOption
    @Argument(help: "The user, as clients give it with --user-id.", transform: userName)
    var user: NodeText
    @Argument(help: "admin, manager, developer, viewer or guest.")
    var role: Role

    func run() throws {
      let store = try store.opened()
      try withStoreFailures { () throws(NodeStore.Failure) in try store.setRole(role, of: user) }
      Output.line("\(user.shown) is \(role.article) \(role.rawValue)")
      let holders = try withStoreFailures { () throws(NodeStore.Failure) in
        try store.tokenHolders()
      }
      guard !holders.contains(where: { $0.user == user }) else { return }
      Main.say(
        "\(user.shown) has no token: "
          + (role == .admin
            ? "an admin is one with a token only. " : "whoever gives that name is believed. ")
          + "Make one with: clawboard node token add \(user.shown)")
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke",
      abstract: "Take a user's role away: it has the node's default one again.",
      discussion: "Example: clawboard node role revoke alice")

    @OptionGroup var store: NodeStoreOption
    @Argument(help: "The user.", transform: userName)
    var user: NodeText

    func run() throws {
      let store = try store.opened()
      try withStoreFailures { () throws(NodeStore.Failure) in
        guard try store.roles().contains(where: { $0.user == user }) else { return }
        try store.setRole(nil, of: user)
      }
      Output.line("\(user.shown) has the default role")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the users that were given a role, one a line: user, tab, role.",
      discussion: "Example: clawboard node role list")

    @OptionGroup var store: NodeStoreOption

    func run() throws {
      let store = try store.opened()
      let roles = try withStoreFailures { () throws(NodeStore.Failure) in try store.roles() }
      for (user, role) in roles { Output.line("\(user.shown)\t\(role.rawValue)") }
    }
  }
}

extension Role {
  fileprivate var article: String { self == .admin ? "an" : "a" }
}
