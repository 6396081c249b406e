import Foundation

/// A question at the terminal before something is done that cannot be undone.
enum Confirmation {
  /// - Throws: when nobody is there to be asked.
  static func check(yes: Bool) throws(CommandFailure) {
    guard yes || isatty(STDIN_FILENO) == 1 else {
      throw CommandFailure(.usage, "nobody is there to be asked: --yes does it without")
    }
  }

  /// - Parameter lines: what it is about.
  static func ask(_ lines: [String], _ question: String) -> Bool {
    for line in lines { Main.say(line) }
    Output.remark("\(question) [y/N] ")
    return ["y", "yes"].contains(readLine()?.lowercased())
  }
}
