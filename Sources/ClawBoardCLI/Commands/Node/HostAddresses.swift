import Foundation

/// The addresses of a host, as numbers.
struct HostAddresses {
  let all: Set<String>

  /// Asks the system, which may ask others. None for a name that nobody knows.
  init(of host: String) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(Self.stream)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else {
      all = []
      return
    }
    defer { freeaddrinfo(list) }
    var found: Set<String> = []
    var next = list
    while let info = next?.pointee {
      if let number = Self.number(of: info) { found.insert(number) }
      next = info.ai_next
    }
    all = found
  }

  /// Listening there is listening at every address of the machine.
  var areAny: Bool { all.contains("0.0.0.0") || all.contains("::") }

  /// Where a client of these comes to: any address is this machine.
  var ofClient: Set<String> {
    areAny ? all.union(["127.0.0.1", "::1"]) : all
  }

  var areLoopback: Bool { ofClient.contains { $0.hasPrefix("127.") || $0 == "::1" } }

  private static func number(of info: addrinfo) -> String? {
    var text = [CChar](repeating: 0, count: 64)
    let isGood = getnameinfo(
      info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    guard isGood == 0 else { return nil }
    let number = String(
      decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return number.hasPrefix("::ffff:") ? String(number.dropFirst("::ffff:".count)) : number
  }

  private static var stream: UInt32 {
    #if canImport(Glibc)
      SOCK_STREAM.rawValue
    #else
      UInt32(SOCK_STREAM)
    #endif
  }
}
