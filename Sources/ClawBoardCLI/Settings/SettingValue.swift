import ClawBoard
import ClawLink
import ClawMirror
import Foundation

/// What something is set to.
enum SettingValue: Sendable, Equatable {
  case text(String)
  case number(Int)
  case isOn(Bool)
  case secret(BearerToken)
}

/// What is wrong with a value, and the way out.
struct SettingFault: Error {
  let problem: String
}

extension Setting {
  /// The value that a text stands for.
  ///
  /// - Parameter text: as it was written; `nil` for what is no single text, as a list in a file.
  func value(of text: String?) throws(SettingFault) -> SettingValue {
    switch row.kind {
    case .text, .file: .text(try filled(text))
    case .identity: .text(try single(text))
    case .name: .text(try name(single(text)))
    case .address: .text(try address(filled(text)))
    case .number(let range, let unit): .number(try number(text, range, unit))
    case .yesOrNo: .isOn(try yesOrNo(text))
    case .order: .text(try order(text))
    case .word(let words): .text(try word(text, of: words))
    case .states: .text(try states(text))
    case .timeSpan: .text(try timeSpan(text))
    case .secret: .secret(try secret(filled(text)))
    }
  }

  private func single(_ text: String?) throws(SettingFault) -> String {
    guard let text else { throw SettingFault(problem: "it is not one text: write it in one line") }
    return text
  }

  private func filled(_ text: String?) throws(SettingFault) -> String {
    let text = try single(text)
    guard !text.isEmpty else {
      throw SettingFault(problem: "it is empty: give a value, or leave it out")
    }
    return text
  }

  private func name(_ text: String) throws(SettingFault) -> String {
    let isClean = NodeText(text).shown == text && !text.contains(where: \.isNewline)
    let isTrimmed = text.trimmingCharacters(in: .whitespaces) == text
    guard isClean, isTrimmed, (1...32).contains(text.count) else {
      throw SettingFault(
        problem: "'\(NodeText(text).shown(upTo: 60))' cannot be shown on one line: "
          + "give 1 to 32 letters, digits or signs")
    }
    return text
  }

  private func address(_ text: String) throws(SettingFault) -> String {
    do {
      _ = try NodeAddress(text)
    } catch {
      throw SettingFault(error)
    }
    return text
  }

  private func number(
    _ text: String?, _ range: ClosedRange<Int>, _ unit: String
  ) throws(SettingFault) -> Int {
    let wayOut = "give \(range.lowerBound) to \(range.upperBound)\(unit)"
    guard let number = text.flatMap({ Int($0) }) else {
      throw SettingFault(problem: "\(quoted(text)) not a whole number: \(wayOut)")
    }
    guard range.contains(number) else {
      throw SettingFault(problem: "\(number) is out of range: \(wayOut)")
    }
    return number
  }

  private func yesOrNo(_ text: String?) throws(SettingFault) -> Bool {
    switch text?.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: throw SettingFault(problem: "\(quoted(text)) not true or false: write one of them")
    }
  }

  private func order(_ text: String?) throws(SettingFault) -> String {
    guard let text, CardSort(words: text) != nil else {
      let keys = CardSort.Key.allCases.map(\.rawValue).joined(separator: ", ")
      throw SettingFault(
        problem:
          "\(quoted(text)) not an order: write one of \(keys), and reversed behind it for the "
          + "other way round")
    }
    return text
  }

  private func word(_ text: String?, of words: [String]) throws(SettingFault) -> String {
    guard let text, words.contains(text) else {
      throw SettingFault(
        problem: "\(quoted(text)) not one of \(words.joined(separator: ", ")): write one of them")
    }
    return text
  }

  private func states(_ text: String?) throws(SettingFault) -> String {
    let known = BoardColumn.allCases.map(\.word) + [BoardColumn.noState]
    guard let text, !text.isEmpty else {
      throw SettingFault(
        problem: "it is not a list of states: write some of \(known.joined(separator: ", "))")
    }
    guard let states = BoardColumn.states(written: text) else {
      let word = BoardColumn.words(of: text).first { !known.contains($0) } ?? BoardColumn.noState
      let isKnown = known.contains(word)
      throw SettingFault(
        problem: isKnown
          ? "'\(word)' stands beside states: leave it out, or them"
          : UnknownWord("state", word, known: known).message)
    }
    return states.isEmpty ? BoardColumn.noState : states.map(\.word).joined(separator: ", ")
  }

  private func timeSpan(_ text: String?) throws(SettingFault) -> String {
    guard let text, TimeSpan(text) != nil else {
      throw SettingFault(problem: "\(quoted(text)) not a length of time: \(TimeSpan.hint)")
    }
    return text
  }

  private func secret(_ text: String) throws(SettingFault) -> BearerToken {
    do {
      return try BearerToken(text)
    } catch {
      throw SettingFault(error)
    }
  }

  private func quoted(_ text: String?) -> String {
    text.map { "'\(NodeText($0).shown(upTo: 60))' is" } ?? "it is"
  }
}

extension SettingFault {
  /// Without the key: who reports it knows where the value was given.
  init(_ error: ClawLinkError) {
    if case .configuration(_, let problem) = error {
      self.init(problem: problem)
    } else {
      self.init(problem: error.description)
    }
  }
}
