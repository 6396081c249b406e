/// Numbers as a row of cells, one cell each, from 0 up to the greatest of them.
struct Plot: Sendable, Equatable {
  /// What one cell stands for.
  enum Value: Sendable, Equatable {
    case number(Double)
    /// It should have been there and is not.
    case gap
    /// There is nothing to tell.
    case unknown
  }

  let values: [Value]

  /// What the highest cell stands for: the greatest number; `nil` without any.
  var top: Double? {
    values.compactMap { if case .number(let number) = $0 { number } else { nil } }.max()
  }

  /// The newest values that fit. 0 stands on the ground, whatever is more stands above it.
  func text(width: Int = .max, _ glyphs: Glyphs) -> String {
    let top = top ?? 0
    return String(values.suffix(max(0, width)).map { sign($0, top: top, glyphs) })
  }

  private func sign(_ value: Value, top: Double, _ glyphs: Glyphs) -> Character {
    switch value {
    case .gap: return glyphs.gap
    case .unknown: return " "
    case .number(let number):
      let steps = glyphs.steps
      guard number > 0, top > 0 else { return steps[0] }
      let above = Double(steps.count - 1)
      return steps[min(steps.count - 1, max(1, Int((number / top * above).rounded(.up))))]
    }
  }
}

extension Plot {
  /// A share of the whole as a small bar: something is never nothing, and only all is full.
  static func bar(_ part: Int, of whole: Int, width: Int, _ glyphs: Glyphs) -> String {
    guard part > 0, whole > 0 else { return String(repeating: " ", count: width) }
    let cells = min(
      width, max(1, Int((Double(part) / Double(whole) * Double(width)).rounded(.down))))
    return String(repeating: glyphs.steps[glyphs.steps.count - 1], count: cells)
      + String(repeating: " ", count: width - cells)
  }
}
