public import Foundation

/// An answer out of the bytes that came over a connection.
public struct RawAnswer: Sendable, Equatable {
  public let status: Int
  /// Names are in lower case.
  public let headers: [String: String]
  public let body: Data

  /// Takes the first answer out of the bytes; `nil` while it is not whole.
  ///
  /// - Parameter isToHead: whether HEAD was asked: then nothing follows the head, whatever length
  ///   that gives.
  public init?(from bytes: inout Data, isToHead: Bool = false) {
    guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
    let headers = Self.headers(in: lines.dropFirst())
    let length = isToHead ? 0 : headers["content-length"].flatMap { Int($0) } ?? 0
    guard bytes.endIndex - end.upperBound >= length else { return nil }
    let rest = end.upperBound + length
    self.status = status
    self.headers = headers
    body = Data(bytes[end.upperBound..<rest])
    bytes = Data(bytes[rest...])
  }

  private static func headers(in lines: ArraySlice<String>) -> [String: String] {
    lines.reduce(into: [:]) { headers, line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return }
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
  }
}
