extension Style {
  /// Below this a text can hardly be told from its background.
  private static let leastContrast = 3.0

  /// The style as a terminal of so many colours shows it: 0 for none, else at least 8.
  ///
  /// What it does not have of the palette of 256 becomes the nearest that it has, a grey a grey, a
  /// text's colour the nearest that can be read on the background. On a terminal of eight a bright colour is the
  /// plain one, of a text in bold. A terminal of direct colours counts as one of eight: it takes
  /// higher numbers for mixtures.
  func degraded(to colors: Int) -> Style {
    guard colors > 0 else { return Style(attributes: attributes) }
    guard colors != 256 else { return self }
    let count: UInt8 = (16..<256).contains(colors) ? 16 : 8
    var style = self
    if case .palette(let index) = background {
      style.background = Self.kept(index, of: count) ?? Self.nearest(to: index, of: count)
    }
    if case .palette(let index) = foreground {
      let isChanged = style.background != background
      if let kept = Self.kept(index, of: count), !isChanged || kept != style.background {
        style.foreground = kept
        if index >= count { style.attributes.insert(.bold) }
      } else {
        style.foreground = Self.nearest(to: index, of: count, on: style.background)
      }
    }
    return style
  }

  /// One of the sixteen, as it is or without its brightness.
  private static func kept(_ index: UInt8, of count: UInt8) -> Color? {
    index < 16 ? .palette(index < count ? index : index - 8) : nil
  }

  /// Of black and white one can be read on any background, so that there always is a nearest.
  private static func nearest(
    to index: UInt8, of count: UInt8, on background: Color = .standard
  ) -> Color {
    let light = PaletteLight(index)
    let readable = (0..<count).filter { candidate in
      if light.isGrey, !PaletteLight(candidate).isGrey { return false }
      guard case .palette(let ground) = background else { return true }
      return PaletteLight(candidate).contrast(to: PaletteLight(ground)) >= leastContrast
    }
    let nearest = readable.min {
      PaletteLight($0).distance(to: light) < PaletteLight($1).distance(to: light)
    }
    return nearest.map { .palette($0) } ?? .standard
  }
}
