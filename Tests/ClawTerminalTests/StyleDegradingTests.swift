import Testing

@testable import ClawTerminal

/// Colours on terminals that have fewer of them.
struct StyleDegradingTests {
  private func style(
    _ foreground: UInt8?, _ background: UInt8?, _ attributes: Style.Attributes = []
  ) -> Style {
    Style(
      foreground: foreground.map { .palette($0) } ?? .standard,
      background: background.map { .palette($0) } ?? .standard, attributes: attributes)
  }

  @Test func `on 256 colours everything is as it was said`() {
    for index in UInt8.min...UInt8.max {
      let style = style(index, index, .italic)
      #expect(style.degraded(to: 256) == style)
    }
  }

  @Test func `without colours the attributes stay`() {
    #expect(style(252, 234, .bold).degraded(to: 0) == style(nil, nil, .bold))
  }

  @Test(
    arguments: [
      (16, 0), (21, 4), (63, 12), (46, 10), (160, 1), (196, 9), (226, 11), (231, 15), (232, 0),
      (244, 8),
      (254, 7), (3, 3), (12, 12),
    ] as [(UInt8, UInt8)])
  func `on sixteen it is the nearest`(index: UInt8, nearest: UInt8) {
    for colors in [16, 88] {
      #expect(style(index, nil).degraded(to: colors) == style(nearest, nil))
      #expect(style(nil, index).degraded(to: colors) == style(nil, nearest))
    }
  }

  @Test(
    arguments: [(16, 0), (160, 1), (196, 1), (231, 7), (255, 7), (234, 0), (5, 5)]
      as [(UInt8, UInt8)])
  func `on eight it is the nearest of those`(index: UInt8, nearest: UInt8) {
    #expect(style(index, nil).degraded(to: 8) == style(nearest, nil))
    #expect(style(nil, index).degraded(to: 8) == style(nil, nearest))
  }

  @Test func `a grey stays without colour, also where no grey can be read`() {
    #expect(style(243, 231).degraded(to: 8) == style(0, 7))
    #expect(style(60, 231).degraded(to: 8) == style(0, 7))
    #expect(style(243, 234).degraded(to: 8) == style(7, 0))
    #expect(style(243, 234).degraded(to: 16) == style(8, 0))
  }

  @Test func `on eight a bright colour is the plain one, of a text in bold`() {
    #expect(style(12, nil).degraded(to: 8) == style(4, nil, .bold))
    #expect(style(nil, 12).degraded(to: 8) == style(nil, 4))
  }

  @Test func `direct colours count as eight`() {
    #expect(style(252, 234).degraded(to: 0x100_0000) == style(252, 234).degraded(to: 8))
  }

  @Test func `what is said in the sixteen stays, whatever it looks like`() {
    #expect(style(1, 1).degraded(to: 16) == style(1, 1))
    #expect(style(8, 0).degraded(to: 16) == style(8, 0))
  }

  @Test(arguments: [8, 16, 88])
  func `a text that could be read still can`(colors: Int) {
    for foreground in stride(from: UInt8(0), through: 250, by: 5) {
      for background in stride(from: UInt8(16), through: 250, by: 9) {
        let style = style(foreground, background).degraded(to: colors)
        guard case .palette(let text) = style.foreground,
          case .palette(let ground) = style.background
        else {
          Issue.record("\(foreground) on \(background) lost a colour")
          continue
        }
        #expect(text != ground)
        if foreground >= 16 {
          #expect(PaletteLight(text).contrast(to: PaletteLight(ground)) >= 3)
        }
      }
    }
  }

  // MARK: The palette

  @Test(
    arguments: [
      (16, 0, 0, 0), (17, 0, 0, 95), (67, 95, 135, 175), (231, 255, 255, 255), (232, 8, 8, 8),
      (255, 238, 238, 238), (12, 92, 92, 255),
    ] as [(UInt8, Int, Int, Int)])
  func `the palette is xterm's`(index: UInt8, red: Int, green: Int, blue: Int) {
    let light = PaletteLight(index)
    #expect([light.red, light.green, light.blue] == [red, green, blue])
  }

  /// Figures of WCAG's own formula, to two places.
  @Test(
    arguments: [
      (231, 16, 21.0), (16, 231, 21), (196, 231, 4.0), (21, 231, 8.59), (244, 231, 3.95),
      (67, 16, 5.57), (234, 234, 1),
    ] as [(UInt8, UInt8, Double)])
  func `contrast is that of WCAG`(one: UInt8, other: UInt8, contrast: Double) {
    let measured = PaletteLight(one).contrast(to: PaletteLight(other))
    #expect(abs(measured - contrast) < 0.01, "\(measured)")
  }
}
