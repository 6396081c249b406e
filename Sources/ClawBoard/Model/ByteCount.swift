/// How large a text is, in words.
struct ByteCount: Sendable, CustomStringConvertible {
  let bytes: Int

  var description: String {
    if bytes < 1024 { return "\(bytes) byte\(bytes == 1 ? "" : "s")" }
    let (unit, name) = bytes < 1024 * 1024 ? (1024, "KiB") : (1024 * 1024, "MiB")
    let tenths = (bytes * 10 + unit / 2) / unit
    return tenths < 1000 ? "\(tenths / 10).\(tenths % 10) \(name)" : "\(tenths / 10) \(name)"
  }
}
