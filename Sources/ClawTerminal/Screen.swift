/// Where frames go and keys come from.
@MainActor
public protocol Screen: AnyObject {
  /// As last seen; a new size shows after ``fit()``.
  var size: Size { get }

  /// Takes the terminal's size as it is now.
  func fit()

  /// Shows a frame. What is on the screen already is not sent again; an equal frame sends nothing.
  func draw(_ canvas: Canvas)

  /// What has arrived since the last call, without waiting.
  func readInput() -> [Input]
}
