import ClawLink
import ClawTerminal

/// What a command of the user's wrote, and how it stands with it.
struct OutputText {
  let model: Model
  let width: Int

  var lines: [Line] {
    guard let report = model.output else { return [] }
    var lines = head(report).wrapped(to: width)
    if report.isCut {
      let size = CommandReport.limitBytes / 1024
      lines += Line.wrapped(
        "It wrote more: the last \(size) KiB are kept.", to: width, .warning)
    }
    let text = report.text.shownLines
    guard !text.isEmpty else {
      return report.state == .running ? lines : lines + [Line("It wrote nothing.", .muted)]
    }
    // A line break ends the last line, and begins none.
    return lines + RichText.lines(text.hasSuffix("\n") ? String(text.dropLast()) : text, to: width)
  }

  private func head(_ report: CommandReport) -> Line {
    var line = Line(report.run.name + "  ", .strong)
    switch report.state {
    case .running: line.add("is running", .running)
    case .ended(0): line.add("exit status 0", .good)
    case .ended(let status): line.add("exit status \(status)", .failed)
    case .failed(let reason): line.add(reason, .failed)
    }
    return line
  }
}
