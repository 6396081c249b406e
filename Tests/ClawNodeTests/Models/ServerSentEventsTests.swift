import Testing

@testable import ClawNode

struct ServerSentEventsTests {
  /// The data of the events in a stream that comes in pieces of so many bytes.
  private func data(in stream: String, size: Int) -> [String] {
    var lines = ByteLines(limitBytes: 1_000)
    var events = ServerSentEvents()
    var found: [[UInt8]] = []
    let bytes = Array(stream.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      for line in lines.add(bytes[start..<min(start + size, bytes.count)]) {
        if let data = events.add(line.bytes) { found.append(data) }
      }
    }
    if let line = lines.finish(), let data = events.add(line.bytes) { found.append(data) }
    if let data = events.finish() { found.append(data) }
    return found.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    arguments: [
      ("data: a\n\ndata: b\n\n", ["a", "b"]),
      ("data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]),
      ("data: a\r\rdata: b\r\r", ["a", "b"]),
      ("\u{FEFF}data: a\n\n", ["a"]),
      ("data: a\ndata:b\ndata:  c\n\n", ["a\nb\n c"]),
      (": ping\n\nevent: x\nid: 1\nretry: 5\n\ndata: a\n\n", ["a"]),
      ("data\n\n", [""]),
      ("dataset: no\n data: no\n\n", []),
      ("data: ä: b\n\ndata: open", ["ä: b", "open"]),
      ("", []),
    ], [1, 2, 3, 1_000])
  func `the data of events are read, wherever a stream is cut`(
    events: (stream: String, data: [String]), size: Int
  ) {
    #expect(data(in: events.stream, size: size) == events.data)
  }
}
