import ClawLink
import ClawMirror
import Foundation

/// Where a prompt is read from.
enum PromptText {
  /// More than any node of ours takes.
  private static let limitBytes = 64 * 1_048_576

  static func standardInput() throws(CommandFailure) -> String {
    try text(of: .standardInput, called: "standard input")
  }

  static func file(_ path: String) throws(CommandFailure) -> String {
    if path == "-" { return try standardInput() }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw unreadable("'\(NodeText(path).shown)'")
    }
    return try text(of: file, called: "'\(NodeText(path).shown)'")
  }

  private static func unreadable(_ name: String) -> CommandFailure {
    CommandFailure(.usage, "\(name) cannot be read: \(String(cString: strerror(errno)))")
  }

  private static func text(
    of file: FileHandle, called name: String
  ) throws(CommandFailure) -> String {
    var content = Data()
    var buffer = [UInt8](repeating: 0, count: 1_048_576)
    while true {
      let count = read(file.fileDescriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      // Half a prompt is none.
      if count < 0 { throw unreadable(name) }
      if count == 0 { break }
      content += buffer.prefix(count)
      guard content.count <= limitBytes else {
        throw CommandFailure(.usage, "\(name) has more than 64 MiB: no node takes that")
      }
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw CommandFailure(.usage, "\(name) is not UTF-8")
    }
    return text
  }
}

/// Tasks as lines of JSON, one object each. Empty lines are left out.
struct BatchFile {
  /// What stands in a line. Its names are those of the flags.
  private struct Line: Decodable {
    static let keys = [
      "prompt", "agent", "description", "model", "thinking", "metadata", "once", "node",
    ]

    let prompt: String
    var agent: String?
    var description: String?
    var model: String?
    var thinking: String?
    var metadata: [String: JSONValue]?
    var once: String?
    var node: String?
  }

  /// `-` is standard input.
  let path: String

  private var name: String { path == "-" ? "standard input" : NodeText(path).shown }

  /// All lines, or why one is none.
  ///
  /// - Parameters:
  ///   - standard: what holds for a line that does not say otherwise.
  ///   - once: with a line's number the key of one that has none.
  func lines(standard: TaskOptions, once: String?) throws -> [SubmitLine] {
    var lines: [SubmitLine] = []
    for (index, line) in try texts().enumerated() {
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      lines.append(
        try self.line(
          line, at: "\(name):\(index + 1)", standard: standard,
          once: once.map { "\($0)#\(index + 1)" }))
    }
    guard !lines.isEmpty else { throw CommandFailure(.usage, "\(name) holds no task") }
    return lines
  }

  /// Other systems end lines with two signs, and begin files with one that says nothing.
  private func texts() throws(CommandFailure) -> [String] {
    var text = try PromptText.file(path)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
  }

  private func line(
    _ text: String, at place: String, standard: TaskOptions, once: String?
  ) throws -> SubmitLine {
    let line = try read(text, at: place)
    do {
      let standard = try standard.request(prompt: line.prompt)
      let thinking = try line.thinking.map { try ThinkingLevel(parsing: $0) }
      let request = TaskSubmitRequest(
        agentId: line.agent ?? standard.agentId,
        description: line.description ?? standard.description,
        input: line.prompt, model: line.model ?? standard.model,
        thinking: thinking ?? standard.thinking,
        metadata: standard.metadata.merging(line.metadata ?? [:]) { $1 })
      return SubmitLine(request: request, once: line.once ?? once, node: line.node, place: place)
    } catch let error as ClawLinkError {
      throw CommandFailure(.usage, "\(place): \(error)")
    }
  }

  private func read(_ text: String, at place: String) throws(CommandFailure) -> Line {
    func refuse(_ problem: String) -> CommandFailure {
      CommandFailure(.usage, "\(place): \(problem)")
    }
    let data = Data(text.utf8)
    do {
      let members = try JSONDecoder().decode([String: JSONValue].self, from: data)
      if let unknown = members.keys.sorted().first(where: { !Line.keys.contains($0) }) {
        throw refuse(UnknownWord("key", unknown, known: Line.keys).message)
      }
      return try JSONDecoder().decode(Line.self, from: data)
    } catch let failure as CommandFailure {
      throw failure
    } catch DecodingError.keyNotFound(let key, _) {
      throw refuse("it has no \(key.stringValue)")
    } catch DecodingError.valueNotFound(_, let context) where !context.codingPath.isEmpty {
      throw refuse("\(context.codingPath[0].stringValue) is null")
    } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
      throw refuse("\(context.codingPath[0].stringValue) is of the wrong kind")
    } catch {
      throw refuse("not a JSON object in one line")
    }
  }
}
