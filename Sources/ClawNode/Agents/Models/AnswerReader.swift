import ClawLink
import Foundation

/// Makes an answer out of the bytes of a response.
struct AnswerReader: Sendable {
  struct Limits: Sendable {
    var lineBytes = 16 * 1_048_576
    var answerBytes = 64 * 1_048_576
  }

  private let interface: any ModelInterface
  private let framing: AnswerFraming
  private let limits: Limits
  private var lines: ByteLines
  private var events = ServerSentEvents()
  private var receivedBytes = 0

  /// - Parameter mediaType: what the response says that it is. One that is no stream is read whole.
  init(_ interface: any ModelInterface, mediaType: String, limits: Limits) {
    self.interface = interface
    self.limits = limits
    framing = mediaType.isJSON ? .whole : interface.framing
    lines = ByteLines(limitBytes: limits.lineBytes)
  }

  /// Takes bytes in.
  mutating func add(
    _ bytes: some Collection<UInt8>, to answer: inout Answer
  ) throws(UpstreamFault) {
    receivedBytes += bytes.count
    guard receivedBytes <= limits.answerBytes else {
      throw UpstreamFault("sent more than \(limits.answerBytes.asMiB): not read on")
    }
    guard framing != .whole else {
      answer.body += bytes
      return
    }
    for line in lines.add(bytes) { try take(line, to: &answer) }
  }

  /// Nothing comes any more.
  mutating func finish(_ answer: inout Answer) throws(UpstreamFault) {
    if framing == .whole {
      let whole = try Self.json(answer.body)
      answer.body = []
      try interface.read(whole, into: &answer)
      return answer.end()
    }
    if let line = lines.finish() { try take(line, to: &answer) }
    if let data = events.finish() { try fold(data, into: &answer) }
    guard answer.isWhole else {
      throw UpstreamFault("ended its answer before the answer was whole")
    }
    answer.end()
  }

  private mutating func take(
    _ line: ByteLines.Line, to answer: inout Answer
  ) throws(UpstreamFault) {
    guard !line.isCut else {
      throw UpstreamFault("sent a line of more than \(limits.lineBytes.asMiB): not read on")
    }
    let data = framing == .events ? events.add(line.bytes) : line.bytes
    if let data, !data.isEmpty { try fold(data, into: &answer) }
  }

  private func fold(_ data: [UInt8], into answer: inout Answer) throws(UpstreamFault) {
    guard !answer.isOver else { return }
    if let mark = interface.endMark, data.elementsEqual(mark.utf8) { return answer.end() }
    try interface.fold(Self.json(data), into: &answer)
  }

  private static func json(_ bytes: [UInt8]) throws(UpstreamFault) -> JSONValue {
    // Read as text first: what is no UTF-8 is U+FFFD, and no reason to lose the rest.
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      return try JSONReader.value(of: Data(text.utf8))
    } catch {
      throw UpstreamFault(
        "sent \(error.said): \(NodeText(text).shown(upTo: UpstreamFault.longest))")
    }
  }
}

extension JSONReader.Failure {
  fileprivate var said: String {
    switch self {
    case .invalid(let position, let problem): "what is no JSON (\(problem) \(position))"
    case .unreadable: "JSON that is nested too deeply, or has a number of too many digits"
    }
  }
}

extension String {
  /// As a media type.
  fileprivate var isJSON: Bool { self == "application/json" || hasSuffix("+json") }
}

extension Int {
  /// Bytes, as `16 MiB`; those of less as they are.
  fileprivate var asMiB: String {
    self < 1_048_576 ? "\(grouped) bytes" : "\(self / 1_048_576) MiB"
  }
}
