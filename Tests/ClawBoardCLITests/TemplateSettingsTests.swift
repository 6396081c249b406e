import ClawBoard
import ClawLink
import Testing

@testable import ClawBoardCLI

/// What forms begin with, in the settings.
struct TemplateSettingsTests {
  @Test func `every field is read`() throws {
    let settings = try Settings.reading(
      """
      nodes:
        - {name: prod, baseUrl: "http://prod"}
      templates:
        - name: review
          node: prod
          agent: claude
          description: Review
          model: large
          thinking: high
          metadata: {team: core, tries: 3}
          prompt: |
            Review this.
            All of it.
        - name: empty
      """)
    let request = TaskSubmitRequest(
      agentId: "claude", description: "Review", input: "Review this.\nAll of it.\n",
      model: "large", thinking: .high, metadata: ["team": "core", "tries": "3"])
    #expect(
      settings.templates == [
        TaskTemplate(name: "review", node: "prod", request: request),
        TaskTemplate(name: "empty", request: TaskSubmitRequest(input: "")),
      ])
    let board = try BoardSettings(settings, themes: .builtIn)
    #expect(board.templates == settings.templates)
  }

  @Test(arguments: [
    ("templates: 3", "FILE:1: templates: not a list: begin each template with '- name:'"),
    ("templates:\n- {prompt: x}", "FILE:2: template 1: it has no name"),
    (
      "templates:\n- {name: a b}",
      "FILE:2: template 'a b' is no name: give 1 to 32 letters, digits, - or _"
    ),
    (
      "templates:\n- {name: a}\n- {name: a}",
      "FILE:3: template 'a': it stands twice: give each its own name"
    ),
    ("templates:\n- {name: a, prompt: [x]}", "FILE:2: template 'a': prompt is not a text"),
    (
      "templates:\n- {name: a, metadata: x}",
      "FILE:2: template 'a': metadata is not a mapping: write 'key: value' below it"
    ),
    (
      "templates:\n- {name: a, thinking: deep}",
      "FILE:2: template 'a': thinking: 'deep' is no level: "
        + "use one of off, minimal, low, medium, high, xhigh"
    ),
  ])
  func `a fault is named with its line and the way out`(text: String, words: String) throws {
    #expect(try Settings.complaint(about: text) == words)
  }

  @Test func `a node that is not there, and a key that there is not, are named`() throws {
    let node = try Settings.complaint(about: "templates:\n- {name: a, node: prod}")
    #expect(node.hasPrefix("FILE:2: template 'a': there is no node 'prod'"))
    let key = try Settings.complaint(about: "templates:\n- {name: a, promt: x}")
    #expect(key.hasPrefix("FILE:2: template 1: there is no key 'promt'"))
    #expect(key.contains("prompt"))
  }
}
