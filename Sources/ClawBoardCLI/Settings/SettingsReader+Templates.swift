import ClawBoard
import ClawLink
import ClawMirror
import Yams

/// What forms begin with.
extension SettingsReader {
  private static let keys = [
    "name", "node", "agent", "description", "model", "thinking", "metadata", "prompt",
  ]

  /// - Parameter nodes: the names that a template may send to.
  func templates(_ node: Node, nodes: [String]) throws(CommandFailure) -> [TaskTemplate] {
    guard case .sequence(let entries) = node else {
      throw fault(node, "templates: not a list: begin each template with '- name:'")
    }
    var templates: [TaskTemplate] = []
    for (index, entry) in entries.enumerated() {
      let template = try template(entry, number: index + 1, nodes: nodes)
      guard !templates.contains(where: { $0.name == template.name }) else {
        throw fault(entry, "template '\(template.name)': it stands twice: give each its own name")
      }
      templates.append(template)
    }
    return templates
  }

  private func template(
    _ node: Node, number: Int, nodes: [String]
  ) throws(CommandFailure) -> TaskTemplate {
    let table = try table(node, Self.keys, in: "template \(number)")
    guard let name = try text("name", in: table, of: "template \(number)") else {
      throw fault(node, "template \(number): it has no name")
    }
    let title = "template '\(NodeText(name).shown(upTo: 60))'"
    guard name.wholeMatch(of: /[A-Za-z0-9_-]{1,32}/) != nil else {
      throw fault(node, "\(title) is no name: give 1 to 32 letters, digits, - or _")
    }
    let target = try text("node", in: table, of: title)
    if let target, !nodes.contains(target) {
      throw fault(node, "\(title): \(UnknownWord("node", target, known: nodes).message)")
    }
    return TaskTemplate(name: name, node: target, request: try request(table, title))
  }

  private func request(
    _ table: Table, _ title: String
  ) throws(CommandFailure) -> TaskSubmitRequest {
    var request = TaskSubmitRequest(
      agentId: try text("agent", in: table, of: title),
      description: try text("description", in: table, of: title),
      input: try text("prompt", in: table, of: title) ?? "",
      model: try text("model", in: table, of: title))
    if let node = table["thinking"] {
      do {
        request.thinking = try ThinkingLevel(parsing: node.scalar?.string ?? "")
      } catch {
        throw fault(node, "\(title): \(error)")
      }
    }
    if let node = table["metadata"] { request.metadata = try metadata(node, title) }
    return request
  }

  private func metadata(_ node: Node, _ title: String) throws(CommandFailure) -> [String: JSONValue]
  {
    guard case .mapping(let mapping) = node else {
      throw fault(node, "\(title): metadata is not a mapping: write 'key: value' below it")
    }
    var values: [String: JSONValue] = [:]
    for (key, value) in mapping {
      guard let key = key.string, let text = value.scalar?.string else {
        throw fault(value, "\(title): metadata are texts: write 'key: value'")
      }
      values[key] = .string(text)
    }
    return values
  }

  private func text(
    _ key: String, in table: Table, of title: String
  ) throws(CommandFailure) -> String? {
    guard let node = table[key] else { return nil }
    guard let text = node.scalar?.string else {
      throw fault(node, "\(title): \(key) is not a text")
    }
    return text
  }
}
