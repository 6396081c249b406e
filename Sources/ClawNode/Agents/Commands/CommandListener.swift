import ClawLink
import NIOCore

/// Hears what a program writes: tells the task's side of it, asks what it asks, keeps the end.
actor CommandListener {
  /// Of the output, which becomes the result.
  private static let resultBytes = 1_048_576
  /// Of what a failure quotes.
  private static let complaintBytes = 4096
  private static let messageLimit = 1000

  private let client: any AgentClient
  /// Where answers go; `nil` for a program that cannot be answered.
  private let answers: AsyncStream<String>.Continuation?
  private var output = ByteLines(limitBytes: resultBytes)
  private var errors = ByteLines(limitBytes: complaintBytes)
  private var result = ByteTail(limitBytes: resultBytes)
  private var complaint = ByteTail(limitBytes: complaintBytes)
  private var asking: Task<Void, Never>?
  /// Whether somebody is waited for.
  private(set) var isAsking = false

  init(client: any AgentClient, answers: AsyncStream<String>.Continuation?) {
    self.client = client
    self.answers = answers
  }

  func takeOutput(_ buffer: ByteBuffer) async {
    await take(output: output.add(buffer.readableBytesView))
  }

  func takeErrors(_ buffer: ByteBuffer) async {
    await take(errors: errors.add(buffer.readableBytesView))
  }

  /// Nothing more comes.
  func finish() async {
    await take(output: output.finish().map { [$0] } ?? [])
    await take(errors: errors.finish().map { [$0] } ?? [])
    asking?.cancel()
    await asking?.value
  }

  private func take(output lines: [ByteLines.Line]) async {
    // Of lines that come together nobody could see but the last.
    var said: String?
    var last: ByteLines.Line?
    for line in lines {
      switch OutputDirective(line) {
      case .progress(let percent): await client.take(.progress(percent))
      case .question(let question) where answers == nil:
        (said, last) = ("it asks, and is not set up to be answered: \(question)", nil)
      case .question(let question): await ask(NodeText(question))
      case nil:
        if !line.isOverwritten { result.add(line) }
        last = line
      }
    }
    await say(last?.text ?? said)
  }

  private func take(errors lines: [ByteLines.Line]) async {
    for line in lines where !line.isOverwritten { complaint.add(line) }
    await say(lines.last?.text)
  }

  private func say(_ line: String?) async {
    guard let line, line.contains(where: { !$0.isWhitespace }) else { return }
    await client.take(.message(NodeText(String(line.prefix(Self.messageLimit)))))
  }

  /// The program goes on meanwhile; its next question takes the place of this one.
  private func ask(_ question: NodeText) async {
    asking?.cancel()
    await asking?.value
    isAsking = true
    asking = Task {
      if let answer = try? await client.ask(question) {
        answers?.yield(answer.raw.hasSuffix("\n") ? answer.raw : answer.raw + "\n")
      }
      isAsking = false
    }
  }

  // MARK: At the end

  /// What it has written, and what is to be known of that.
  var answer: AgentResult {
    let (text, dropped) = result.text
    guard dropped > 0 else { return AgentResult(NodeText(text)) }
    return AgentResult(
      NodeText("(\(dropped) bytes of the output were not kept)\n" + text),
      metadata: ["output_bytes": .number(Double(result.count))])
  }

  /// The end of what it has complained of, and of what it has written.
  var lastWords: String {
    let output = String(decoding: result.text.kept.utf8.suffix(Self.complaintBytes), as: UTF8.self)
    let complaint = complaint.text.kept
    if complaint.isEmpty || output.isEmpty { return complaint + output }
    return complaint + "Its output:\n" + output
  }
}
