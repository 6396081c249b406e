/// A part of the stream that fills an area. It lays out what is in view and nothing else.
struct StreamPage {
  /// What the last row in view belongs to.
  struct Place: Equatable, Comparable {
    /// Among the lines.
    var position: Int
    /// Rows of that line that are below.
    var cut = 0

    static func < (left: Place, right: Place) -> Bool {
      (left.position, -left.cut) < (right.position, -right.cut)
    }
  }

  /// All of the scope.
  let lines: StreamLines
  /// The same in columns; one where there is one column.
  let columns: [StreamLines]
  /// Rows.
  let height: Int
  let wraps: Bool
  /// Lays a line out.
  let rows: (StreamLog.Entry) -> [Line]

  /// The newest line is the last in view.
  var end: Place { Place(position: lines.count - 1) }

  /// Where the stream is looked at. The area is filled as far as there are lines for it.
  func place(of choice: StreamChoice) -> Place {
    guard let last = choice.last else { return end }
    let position = lines.position(of: last)
    guard position >= 0 else { return top }
    let isWhole = choice.cut == 0 || lines.number(at: position) != last
    let cut = isWhole ? 0 : min(choice.cut, rowCount(position) - 1)
    return max(Place(position: position, cut: cut), top)
  }

  /// The oldest lines are in view.
  var top: Place { columns.compactMap(bottom).min() ?? end }

  /// What the last row belongs to when a column shows its oldest lines; `nil` where all fit.
  private func bottom(_ column: StreamLines) -> Place? {
    var left = height
    for position in 0..<column.count {
      left -= wraps ? rows(column[position]).count : 1
      guard left <= 0 else { continue }
      guard left < 0 || position < column.count - 1 else { return nil }
      return Place(position: lines.position(of: column.number(at: position)), cut: -left)
    }
    return nil
  }

  private func rowCount(_ position: Int) -> Int { wraps ? max(1, rows(lines[position]).count) : 1 }

  /// - Parameter step: rows, down where positive.
  func moved(_ place: Place, by step: Int) -> Place {
    guard lines.count > 0 else { return place }
    var place = place
    var left = abs(step)
    while left > 0 {
      let room = step > 0 ? place.cut : rowCount(place.position) - 1 - place.cut
      if left <= room {
        place.cut += step > 0 ? -left : left
        break
      }
      left -= room + 1
      if step > 0 {
        guard place.position < lines.count - 1 else { return end }
        place = Place(position: place.position + 1)
        place.cut = rowCount(place.position) - 1
      } else {
        guard place.position > 0 else { return top }
        place = Place(position: place.position - 1)
      }
    }
    return max(place, top)
  }

  /// The rows of a column that are in view, and what they belong to.
  func view(of column: StreamLines, at place: Place) -> StreamColumnView {
    var view = StreamColumnView()
    guard lines.count > 0 else { return view }
    let number = lines.number(at: place.position)
    view.above = column.position(of: number) + 1
    while view.rows.count < height, view.above > 0 {
      view.above -= 1
      let line = column.number(at: view.above)
      let rows = rows(column[view.above]).dropLast(line == number ? place.cut : 0)
      view.rows.insert(
        contentsOf: rows.map { StreamColumnView.Row(number: line, line: $0) }, at: 0)
    }
    view.rows = view.rows.suffix(height)
    return view
  }
}

/// The rows of one column.
struct StreamColumnView {
  struct Row {
    /// Of the line that it belongs to.
    let number: Int
    let line: Line
  }

  var rows: [Row] = []
  /// Lines out of sight.
  var above = 0
}
