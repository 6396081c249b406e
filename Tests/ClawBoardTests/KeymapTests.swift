import ClawTerminal
import Testing

@testable import ClawBoard

struct KeymapTests {
  @Test(arguments: Keymap.Context.allCases)
  func `no key means two things in one place`(context: Keymap.Context) {
    var seen: [Key: Action] = [:]
    for binding in Keymap.standard.bindings(in: context) {
      for key in binding.keys {
        #expect(seen[key] == nil, "\(key.name) in \(context)")
        seen[key] = binding.action
      }
    }
  }

  @Test func `every action has a key`() {
    let bound = Set(Keymap.standard.bindings.map(\.action))
    #expect(bound == Set(Action.allCases))
  }

  @Test func `help lists every key of every place`() {
    let help = HelpText.lines.map(\.text)
    for context in Keymap.Context.allCases {
      #expect(help.contains(context.title))
      for binding in Keymap.standard.bindings(in: context) {
        #expect(help.contains { $0.contains(binding.keyNames) && $0.contains(binding.help) })
      }
    }
  }

  @Test func `every help line fits its dialog`() {
    for line in HelpText.lines {
      #expect(line.text.cellWidth <= HelpText.width - 4, "\(line.text)")
    }
  }
}
