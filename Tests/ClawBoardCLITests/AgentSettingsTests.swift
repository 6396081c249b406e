import ArgumentParser
import ClawLink
import ClawNode
import Foundation
import Testing

@testable import ClawBoardCLI

/// The agents of our own node, in the settings.
struct AgentSettingsTests {
  @Test func `every field is read`() throws {
    let settings = try Settings.reading(
      """
      agents:
        - name: review
          run: [claude, -p, "{prompt}"]
          description: Reviews
          folder: /src/../src/shop
          worktree: true
          asks: yes
          environment: [API_KEY, "MODE=a = b"]
          atOnce: 3
          limit: 1h30m
        - name: count
          run: wc -w
          folder: ~/src/
        - name: OpenAI
          baseUrl: http://localhost:1234/v1
          keyFile: /keys/openai
          model: small
          maxTokens: 100
          limit: 90s
          atOnce: 2
      """)
    var review = CommandSettings(
      name: "review", run: try CommandWords(["claude", "-p", "{prompt}"]), folder: "/src/shop")
    review.description = "Reviews"
    (review.hasWorktree, review.asks) = (true, true)
    review.environment = ["API_KEY", "MODE=a = b"]
    (review.atOnce, review.limit) = (3, .seconds(5400))
    let count = CommandSettings(
      name: "count", run: try CommandWords(["wc", "-w"]), folder: NSHomeDirectory() + "/src")
    let openai = UpstreamEntry(
      baseUrl: "http://localhost:1234/v1", keyFile: "/keys/openai", model: "small",
      maxTokens: 100, limit: .seconds(90), atOnce: 2)
    #expect(
      settings.agents.map(\.work) == [
        .program(review), .program(count), .upstream(.auggie, openai),
      ])
  }

  @Test func `what the README shows can be read`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }.filter { $0.hasPrefix("agents:") }
    let names = try blocks.map { try Settings.reading($0).agents.map(\.name) }
    #expect(names == [["review", "claude"], ["claude-code", "codex", "aider", "goose-cli"]])
  }

  @Test(arguments: [
    ("agents: 3", "FILE:1: agents: not a list: begin each agent with '- name:'"),
    ("agents:\n- {run: ls}", "FILE:2: agent 1: it has no name"),
    (
      "agents:\n- {name: a b, run: ls}",
      "FILE:2: agent 1, name: 'a b' is no name: give 1 to 32 letters, digits, - or _"
    ),
    (
      "agents:\n- {name: Demo, run: ls}",
      "FILE:2: agent 1, name: demo is the node's own: give another"
    ),
    (
      "agents:\n- {name: x}",
      "FILE:2: agent 'x': it has no run, and is none of claude, auggie, ollama, opendevin, goose: "
        + "say what it runs"
    ),
    ("agents:\n- {name: x, run: ls}", "FILE:2: agent 'x': it has no folder: say where it works"),
    (
      "agents:\n- {name: x, run: ls, folder: /}\n- {name: X, run: ls, folder: /}",
      "FILE:3: agent 'X': line 2 has this name already: give another"
    ),
    (
      "agents:\n- {name: x, run: ls, folder: /, model: y}",
      "FILE:2: agent 1, model: it runs a program, and has no use for it: take it out"
    ),
    (
      "agents:\n- {name: claude, worktree: true}",
      "FILE:2: agent 1, worktree: without 'run' it asks a model, and has no use for it: take it out"
    ),
    (
      "agents:\n- {name: x, run: 'ls | wc', folder: /}",
      "FILE:2: agent 1, run: there is no shell that would read '|': give a list of words, or a "
        + "script's path"
    ),
    (
      "agents:\n- {name: x, run: [sh, -c, 'echo {prompt}'], folder: /}",
      "FILE:2: agent 1, run: ' ' is before {prompt}: what was sent could be run as a program. "
        + "Read $CLAWBOARD_PROMPT_FILE there"
    ),
    (
      "agents:\n- {name: x, run: ls, folder: /, atOnce: 0}",
      "FILE:2: agent 1, atOnce: '0' is not in range: give 1 to 1000"
    ),
    (
      "agents:\n- {name: x, run: ls, folder: /, limit: 5}",
      "FILE:2: agent 1, limit: '5' is not a length of time: write it like 90s, 10m, 1h30m, 2d or 1w"
    ),
    (
      "agents:\n- {name: x, run: ls, folder: /, environment: [1X]}",
      "FILE:2: agent 1, environment: '1X' is no variable: write NAME or NAME=value"
    ),
    (
      "agents:\n- {name: x, run: ls, folder: /, worktree: maybe}",
      "FILE:2: agent 1, worktree: it is not true or false: write one of them"
    ),
    (
      "agents:\n- {name: claude}\n- {name: Claude, run: ls, folder: /}",
      "FILE:3: agent 'Claude': line 2 has this name already: give another"
    ),
    (
      "agents:\n- {name: openai}\n- {name: auggie}",
      "FILE:3: agent 'auggie': line 2 has this name already: give another"
    ),
    (
      "agents:\n- {name: x, run: [sh, [a]], folder: /}",
      "FILE:2: agent 1, run: a word is not a text: write each as one"
    ),
    (
      "agents:\n- {name: x, run: ls, folder: /, environment: [A, A=b]}",
      "FILE:2: agent 1, environment: A stands twice: leave one"
    ),
    (
      "agents:\n- {name: x, run: ls, folder: /, environment: [CLAWBOARD_TASK=1]}",
      "FILE:2: agent 1, environment: CLAWBOARD_TASK is what the node says: give another"
    ),
    (
      "agents:\n- {name: x, run: ls, folder: /, environment: [API_KEY=s3cr3t]}",
      "FILE:2: agent 1, environment: API_KEY: a secret does not belong here: give the name alone, and "
        + "set it where the node is started"
    ),
    (
      "agents:\n- {name: x, token: s3cr3t}",
      "FILE:2: agent 1: token: a key does not belong here: put it into a file of its own and name that "
        + "with keyFile"
    ),
    (
      "agents:\n- {name: x, key: s3cr3t}",
      "FILE:2: agent 1: key: a key does not belong here: put it into a file of its own and name that "
        + "with keyFile"
    ),
  ])
  func `what is wrong is one line with its place and the way out`(text: String, words: String)
    throws
  {
    #expect(try Settings.complaint(about: text) == words)
  }
}

/// The agents of a node, of settings and environment together.
struct NodeAgentsTests {
  private func agents(
    _ yaml: String = "", _ environment: [String: String] = [:], own: String = "none"
  ) throws -> NodeAgents {
    try NodeAgents(
      Settings.reading(yaml).agents, environment: environment,
      in: CommandFolders(store: "/nowhere"), isOwn: { $0.absoluteString == own })
  }

  private func listed(_ agents: NodeAgents) -> [String] {
    agents.agents.map { ($0.info.isConfigured ? "" : "no ") + $0.info.agentType.raw }
  }

  private func refusal(_ yaml: String, _ environment: [String: String], own: String = "none")
    throws -> String
  {
    let failure = try #require(throws: CommandFailure.self) {
      try agents(yaml, environment, own: own)
    }
    #expect(failure.status == .usage)
    return failure.message
  }

  @Test func `programs come first, then the five of the contract, then the demo`() throws {
    let all = try agents("agents:\n- {name: count, run: wc, folder: /}")
    #expect(
      listed(all) == [
        "count", "no claude", "no auggie", "ollama", "no opendevin", "no goose", "demo",
      ])
  }

  @Test func `keys and addresses of the environment set agents up`() throws {
    let all = try agents(
      "",
      [
        "ANTHROPIC_API_KEY": " k\n", "OPENAI_BASE_URL": "http://localhost:1234/v1",
        "GOOSE_API_URL": "http://localhost:9", "OPENDEVIN_API_URL": "",
      ])
    #expect(
      listed(all) == ["claude", "auggie", "ollama", "no opendevin", "goose", "demo"])
  }

  @Test func `what is asked for and cannot be is said, and keeps nothing from working`() throws {
    let all = try agents(
      """
      agents:
        - {name: claude, model: large}
        - {name: goose}
        - {name: opendevin}
        - {name: aider, run: aider, folder: /, environment: [OPENAI_API_KEY]}
      """)
    #expect(
      all.remarks == [
        "the agent aider may have OPENAI_API_KEY, and it is not set here",
        "the agent claude is not set up: set ANTHROPIC_API_KEY, or keyFile in the settings",
        "the agent goose is not set up: set GOOSE_API_URL, or baseUrl in the settings",
      ])
    #expect(listed(all).contains("opendevin"))
  }

  @Test func `an agent that would ask its own node is refused`() throws {
    let own = "http://127.0.0.1:8000"
    #expect(
      try refusal("", ["GOOSE_API_URL": own], own: own)
        == "GOOSE_API_URL: \(own) is this node itself: give the address of goose, or another --port"
    )
    let words = try refusal("agents:\n- {name: goose, baseUrl: \"\(own)\"}", [:], own: own)
    #expect(
      words.hasSuffix(
        ":2: agent 1, baseUrl: \(own) is this node itself: "
          + "give the address of goose, or another --port"))
  }

  @Test(arguments: [
    ("http://localhost:8000/x", true), ("http://127.0.0.1:8000", true),
    ("http://[::1]:8000", false),
    ("http://localhost.:8000", true), ("http://0:8000", true), ("http://0.0.0.0:8000", true),
    ("http://[::ffff:127.0.0.1]:8000", true), ("http://127.0.0.2:8000", false),
    ("http://localhost:8001", false), ("http://none.invalid:8000", false),
    ("http://localhost", false),
  ])
  func `a node knows the addresses that lead to it`(address: String, isOwn: Bool) throws {
    let command = try Clawboard.parseAsRoot(["node", "run", "--port", "8000"])
    let node = try #require(command as? NodeRunCommand)
    let url = try #require(URL(string: address))
    #expect(node.access.isReached(by: url) == isOwn)
  }

  @Test func `programs find the store wherever they work`() throws {
    let command = try Clawboard.parseAsRoot(["node", "run", "--store", "here/../store"])
    let folder = try #require(command as? NodeRunCommand).store.folder
    #expect(folder == FileManager.default.currentDirectoryPath + "/store")
  }

  @Test func `an empty file of a key is told by its place`() throws {
    try withSettings("") { path in
      let words = try refusal("agents:\n- {name: claude, keyFile: \(path)}", [:])
      #expect(words.contains(":2: agent 1, keyFile: it is empty or holds spaces"))
    }
  }

  @Test func `no fault shows a key`() throws {
    let pasted = try refusal("agents:\n- {name: claude, keyFile: sk-ant-s3cr3t}", [:])
    #expect(!pasted.contains("s3cr3t"))
    #expect(pasted.contains("keyFile: there is no such file"))
    let words = try refusal("", ["ANTHROPIC_API_KEY": "s3cr3t with spaces"])
    #expect(words.hasPrefix("ANTHROPIC_API_KEY: "))
    #expect(!words.contains("s3cr3t"))
  }
}
