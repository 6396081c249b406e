import ClawTerminal

extension Line {
  static func + (left: Line, right: Line) -> Line {
    var line = left
    line.add(right)
    return line
  }

  /// At most `width` cells of it, with `ellipsis` as the last where something was cut.
  func clipped(to width: Int, ellipsis: String) -> Line {
    guard text.cellWidth > width else { return self }
    var line = Line()
    var room = width - ellipsis.cellWidth
    guard room >= 0 else { return line }
    for run in runs {
      let cells = run.text.cellWidth
      if cells > room {
        line.add(run.text.clipped(to: room, ellipsis: "") + ellipsis, run.role)
        break
      }
      line.add(run.text, run.role)
      room -= cells
    }
    return line
  }

  /// In rows of at most `width` cells, broken at spaces where there are any.
  func wrapped(to width: Int) -> [Line] {
    var rest = runs.flatMap { run in run.text.map { (character: $0, role: run.role) } }[...]
    return text.wrapped(to: width).map { row in
      var line = Line()
      var run = ""
      var role: Role?
      for character in row {
        // A space at which a row was broken is in no row.
        while let next = rest.first, next.character != character, next.character.isWhitespace {
          _ = rest.popFirst()
        }
        if let next = rest.first, next.role != role {
          line.add(run, role)
          (run, role) = ("", next.role)
        }
        if rest.first?.character == character { _ = rest.popFirst() }
        run.append(character)
      }
      line.add(run, role)
      return line
    }
  }
}
