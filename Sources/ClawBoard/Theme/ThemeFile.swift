import ClawTerminal
import Yams

/// A theme as people write it: YAML with a name and roles.
struct ThemeFile: Decodable {
  struct RoleStyle: Decodable {
    var fg: ColorName?
    var bg: ColorName?
    var attributes: [AttributeName]?

    var style: Style {
      Style(
        foreground: fg?.color ?? .standard, background: bg?.color ?? .standard,
        attributes: Style.Attributes((attributes ?? []).map(\.attribute)))
    }
  }

  enum AttributeName: String, Decodable {
    case bold, dim, reverse, underline, italic

    var attribute: Style.Attributes {
      switch self {
      case .bold: .bold
      case .dim: .dim
      case .reverse: .reverse
      case .underline: .underline
      case .italic: .italic
      }
    }
  }

  let name: String
  let roles: [String: RoleStyle]

  init(yaml: String) throws {
    self = try YAMLDecoder().decode(ThemeFile.self, from: yaml)
  }

  var theme: Theme {
    let styles = roles.compactMap { name, style in
      Role(rawValue: name).map { ($0, style.style) }
    }
    return Theme(name: name, styles: Dictionary(styles) { $1 })
  }

  /// Roles that the file names and that there are not.
  var unknownRoles: [String] {
    roles.keys.filter { Role(rawValue: $0) == nil }.sorted()
  }
}

/// A colour by name or number.
struct ColorName: Decodable {
  let color: Color

  private static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let color = Self.color(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no colour: a name, bright-name or 0 to 255")
    }
    self.color = color
  }

  private static func color(_ text: String) -> Color? {
    if text == "default" { return .standard }
    if let number = UInt8(text) { return .palette(number) }
    let bright = text.hasPrefix("bright-")
    let base = bright ? String(text.dropFirst("bright-".count)) : text
    return names.firstIndex(of: base).map { .palette(UInt8($0 + (bright ? 8 : 0))) }
  }
}
