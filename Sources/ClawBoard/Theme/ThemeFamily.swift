import ClawMirror
import ClawTerminal

/// The user's theme files, which may inherit from each other and from the compiled-in themes.
struct ThemeFamily {
  let builtIn: [Theme]
  let own: [ThemeFile]

  /// All of them, and why files of the user make none.
  var themes: ([Theme], faults: [String]) {
    var themes = builtIn
    var faults: [String] = []
    for file in own {
      do throws(ThemeFault) {
        let theme = try theme(file)
        if let index = themes.firstIndex(where: { $0.name == theme.name }) {
          themes[index] = theme
        } else {
          themes.append(theme)
        }
      } catch {
        faults.append(error.message)
      }
    }
    return (themes, faults)
  }

  /// The file's roles over those that it inherits.
  private func theme(_ file: ThemeFile) throws(ThemeFault) -> Theme {
    Theme(name: file.name, styles: try styles(of: file, heirs: []))
  }

  private func styles(
    of file: ThemeFile, heirs: [ThemeFile]
  ) throws(ThemeFault) -> [Role: Style] {
    guard let name = file.parent else { return file.styles }
    let inherited: [Role: Style]
    // One that inherits its own name means the compiled-in theme in whose place it stands.
    if name != file.name, let parent = own.first(where: { $0.name == name }) {
      let line = heirs + [file]
      if let start = line.firstIndex(where: { $0.name == name }) {
        let circle = (line[start...].map(\.name) + [name]).joined(separator: ", ")
        throw file.fault(.inherits, "\(circle) go in a circle: take 'inherits' out of one")
      }
      inherited = try styles(of: parent, heirs: line)
    } else if let parent = builtIn.first(where: { $0.name == name }) {
      inherited = parent.styles
    } else if name == file.name {
      throw file.fault(.inherits, "it is the theme itself: name another one, or take this out")
    } else {
      throw file.fault(.inherits, UnknownWord("theme", name, known: names(besides: file)).message)
    }
    return inherited.merging(file.styles) { $1 }
  }

  private func names(besides file: ThemeFile) -> [String] {
    let builtIn = builtIn.map(\.name)
    return builtIn + own.map(\.name).filter { $0 != file.name && !builtIn.contains($0) }
  }
}
