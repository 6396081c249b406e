/// The lines of an event stream, put together to the data of its events. Names and ids of events are
/// left out: what our upstreams say is in the data.
struct ServerSentEvents: Sendable {
  private var data: [UInt8]?
  private var isAtStart = true

  /// The data of the event that this line ends; `nil` where none ends.
  mutating func add(_ line: [UInt8]) -> [UInt8]? {
    var line = line[...]
    if isAtStart, line.starts(with: Self.byteOrderMark) { line = line.dropFirst(3) }
    isAtStart = false
    if line.isEmpty { return finish() }
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    guard name.elementsEqual("data".utf8) else { return nil }
    var value = line.dropFirst(name.count + 1)
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    data = data.map { $0 + [UInt8(ascii: "\n")] + value } ?? Array(value)
    return nil
  }

  /// The data of an event that no empty line has ended. The standard would drop it; some upstreams
  /// end their stream like that.
  mutating func finish() -> [UInt8]? {
    defer { data = nil }
    return data
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
