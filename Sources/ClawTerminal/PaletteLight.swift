/// What a colour of the palette is made of, as xterm shows it: 0 to 255 of red, green and blue.
struct PaletteLight: Sendable, Hashable {
  let red: Int
  let green: Int
  let blue: Int

  private static let levels = [0, 95, 135, 175, 215, 255]
  /// The first sixteen. Terminals let users choose their own; these are xterm's.
  private static let named = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F,
    0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  init(_ index: UInt8) {
    let index = Int(index)
    switch index {
    case ..<16:
      red = Self.named[index] >> 16
      green = Self.named[index] >> 8 & 0xFF
      blue = Self.named[index] & 0xFF
    case ..<232:
      red = Self.levels[(index - 16) / 36]
      green = Self.levels[(index - 16) / 6 % 6]
      blue = Self.levels[(index - 16) % 6]
    default:
      red = 8 + 10 * (index - 232)
      green = red
      blue = red
    }
  }

  /// Whether it is taken for a grey: hardly any colour shows.
  var isGrey: Bool { max(red, green, blue) - min(red, green, blue) < 48 }

  /// The square of how far away another colour is.
  func distance(to other: PaletteLight) -> Int {
    let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
    return red * red + green * green + blue * blue
  }

  /// How well one can be read on the other, as WCAG has it: from 1, not at all, to 21.
  func contrast(to other: PaletteLight) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// 0 is black, 1 white.
  private var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  private static func linear(_ level: Int) -> Double {
    let part = Double(level) / 255
    return part <= 0.04045 ? part / 12.92 : gammaExpanded((part + 0.055) / 1.055)
  }

  /// The number to the power of 2.4, made of square roots: there is no `pow` without a C library.
  private static func gammaExpanded(_ base: Double) -> Double {
    var result = base * base
    var root = base
    var rest = 0.4
    for _ in 0..<40 {
      root.formSquareRoot()
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
    }
    return result
  }
}
