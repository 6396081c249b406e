/// A screen without a terminal, for tests: input is queued by hand, the last frame is kept.
@MainActor
public final class MemoryScreen: Screen {
  public private(set) var size: Size
  public private(set) var canvas: Canvas
  /// How many frames differed from the one before.
  public private(set) var drawnFrames = 0
  private var nextSize: Size
  private var input: [Input] = []

  public init(size: Size) {
    self.size = size
    nextSize = size
    canvas = Canvas(size: size)
  }

  public func resize(to size: Size) {
    nextSize = size
  }

  public func type(_ input: Input...) {
    self.input += input
  }

  public func fit() {
    size = nextSize
  }

  public func draw(_ canvas: Canvas) {
    guard canvas != self.canvas else { return }
    self.canvas = canvas
    drawnFrames += 1
  }

  public func readInput() -> [Input] {
    defer { input = [] }
    return input
  }
}
