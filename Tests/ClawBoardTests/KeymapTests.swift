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

  @Test func `every action is in the table`() {
    let bound = Set(Keymap.standard.bindings.map(\.action))
    #expect(bound == Set(Action.allCases))
  }

  @Test func `what has no key can be run by its name`() {
    for binding in Keymap.standard.bindings where binding.keys.isEmpty {
      #expect(binding.action.isInPalette)
    }
  }

  @Test(arguments: Keymap.Context.allCases)
  func `the help of a place lists its keys and no others`(context: Keymap.Context) {
    let help = HelpText(of: context, in: .standard, width: 80).lines.map(\.text)
    let bindings = Keymap.standard.bindings(in: context).filter { !$0.keys.isEmpty }
    #expect(help.count == bindings.count)
    for (line, binding) in zip(help, bindings) {
      #expect(line.contains(binding.keyNames) && line.contains(binding.help))
    }
  }

  @Test(arguments: Keymap.Context.allCases, [20, 40, 60, 80])
  func `every help line fits its dialog`(context: Keymap.Context, width: Int) {
    for line in HelpText(of: context, in: .standard, width: width).lines {
      #expect(line.text.cellWidth <= min(HelpText.width, width) - 4, "\(line.text)")
    }
  }
}
