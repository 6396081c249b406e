import ClawLink
import Foundation

/// Reads JSON as the real node does (CONTRACT section 2): with Python's `json.loads`, whose faults
/// clients see in 422 answers, word for word and with their positions.
///
/// Python takes more than JSON has, and so does this: `NaN`, infinities and numbers too large for a
/// `Double` are `null`, half a surrogate pair is U+FFFD, so that an answer can always quote what was
/// sent. Of a key that comes twice, the last counts.
struct JSONReader {
  enum Failure: Error, Equatable {
    /// Not text, nested too deeply, or a whole number of too many digits: the real node answers 400.
    case unreadable
    /// The first fault: where, counted in code points, and what Python's parser says of it.
    case invalid(position: Int, problem: String)
  }

  /// Python gives up a little below 1,000 levels, by how deep its own calls are at that moment; a
  /// real node took 902.
  static let maximumDepth = 950

  let bytes: [UInt8]
  var index = 0
  /// A stack of our own: however deep a body is, reading it takes nothing of the thread's.
  private var open: [OpenContainer] = []

  /// The value that a body holds.
  static func value(of body: Data) throws(Failure) -> JSONValue {
    guard let bytes = text(of: body) else { throw .unreadable }
    var reader = JSONReader(bytes: bytes)
    reader.skipSpace()
    let value = try reader.value()
    reader.skipSpace()
    guard reader.next == nil else { throw reader.fault("Extra data") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// One value with all that it holds.
  private mutating func value() throws(Failure) -> JSONValue {
    while true {
      var ended = try start()
      while let value = ended {
        if open.isEmpty { return value }
        ended = try add(value)
      }
    }
  }

  /// A value that ends where it starts, as text, a number or `[]` do; `nil` where a container has
  /// been opened and its first value is next.
  private mutating func start() throws(Failure) -> JSONValue? {
    switch next {
    case UInt8(ascii: "["): return try enter(OpenContainer(isObject: false))
    case UInt8(ascii: "{"): return try enter(OpenContainer(isObject: true))
    case UInt8(ascii: "\""): return .string(NodeText(try string()))
    default:
      if let value = try number() ?? word() { return value }
      throw fault("Expecting value")
    }
  }

  private mutating func enter(_ container: OpenContainer) throws(Failure) -> JSONValue? {
    guard open.count < Self.maximumDepth else { throw .unreadable }
    index += 1
    skipSpace()
    if next == container.closer {
      index += 1
      return container.value
    }
    open.append(container)
    if container.isObject { try readKey() }
    return nil
  }

  /// Puts a value into the innermost container. The container if it ends there, `nil` if another
  /// value follows.
  private mutating func add(_ value: JSONValue) throws(Failure) -> JSONValue? {
    let innermost = open.count - 1
    open[innermost].add(value)
    skipSpace()
    if next == open[innermost].closer {
      index += 1
      return open.removeLast().value
    }
    guard next == UInt8(ascii: ",") else { throw fault("Expecting ',' delimiter") }
    index += 1
    skipSpace()
    if open[innermost].isObject { try readKey() }
    return nil
  }

  /// A member's key, its colon, and the space up to its value.
  private mutating func readKey() throws(Failure) {
    guard next == UInt8(ascii: "\"") else {
      throw fault("Expecting property name enclosed in double quotes")
    }
    open[open.count - 1].key = try string()
    skipSpace()
    guard next == UInt8(ascii: ":") else { throw fault("Expecting ':' delimiter") }
    index += 1
    skipSpace()
  }
}

/// An array or an object whose end has not been read yet.
private struct OpenContainer {
  let isObject: Bool
  /// The member whose value is next, in an object.
  var key = ""
  private var items: [JSONValue] = []
  private var members: [String: JSONValue] = [:]

  init(isObject: Bool) {
    self.isObject = isObject
  }

  var closer: UInt8 { isObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }
  var value: JSONValue { isObject ? .object(members) : .array(items) }

  mutating func add(_ value: JSONValue) {
    if isObject {
      members[key] = value
    } else {
      items.append(value)
    }
  }
}
