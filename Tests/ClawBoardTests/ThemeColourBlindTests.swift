import Foundation
import Testing

@testable import ClawBoard
@testable import ClawTerminal

/// What people see who do not see all colours.
struct ThemeColourBlindTests {
  /// What becomes of red, green and blue light, after Machado, Oliveira and Fernandes (2009).
  private enum Sight: CaseIterable {
    case all, noGreen, noRed

    var rows: [[Double]] {
      switch self {
      case .all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .noGreen:
        [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]
      case .noRed:
        [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]
      }
    }
  }

  /// A colour as CIE has it: how light, how red, how yellow. A distance of 2 is just seen.
  private func seen(_ color: Color, _ sight: Sight) -> [Double] {
    guard case .palette(let index) = color else { return [0, 0, 0] }
    let light = PaletteLight(index)
    let linear = [light.red, light.green, light.blue].map { level in
      let part = Double(level) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let rgb = sight.rows.map { min(1, max(0, sum($0, linear))) }
    let x = cbrt(sum([0.4124, 0.3576, 0.1805], rgb) / 0.95047)
    let y = cbrt(sum([0.2126, 0.7152, 0.0722], rgb))
    let z = cbrt(sum([0.0193, 0.1192, 0.9505], rgb) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }

  private func sum(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).map { $0 * $1 }.reduce(0, +)
  }

  private func distance(_ one: Style, _ other: Style, _ sight: Sight) -> Double {
    let (one, other) = (seen(one.foreground, sight), seen(other.foreground, sight))
    return zip(one, other).map { pow($0 - $1, 2) }.reduce(0, +).squareRoot()
  }

  /// The least distance between two states.
  private func distance(_ theme: Theme, _ sight: Sight) -> Double {
    let styles = BoardColumn.allCases.map { theme[$0.role] }
    let distances = styles.indices.flatMap { one in
      styles.indices.dropFirst(one + 1).map { distance(styles[one], styles[$0], sight) }
    }
    return distances.min() ?? 0
  }

  @Test func `states differ for those who see no red or no green`() throws {
    let theme = try #require(ThemeLibrary.builtIn["colour-blind-safe"])
    for sight in Sight.allCases { #expect(distance(theme, sight) >= 20, "\(sight)") }
    // The themes for all eyes do not reach that.
    let dark = try #require(ThemeLibrary.builtIn["dark"])
    #expect(distance(dark, .noGreen) < 20)
  }

  @Test func `what is good differs from what is bad`() throws {
    let theme = try #require(ThemeLibrary.builtIn["colour-blind-safe"])
    for sight in Sight.allCases {
      #expect(distance(theme[.good], theme[.error], sight) >= 40, "\(sight)")
      #expect(distance(theme[.added], theme[.removed], sight) >= 40, "\(sight)")
    }
  }
}
