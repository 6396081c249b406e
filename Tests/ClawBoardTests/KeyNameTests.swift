import ClawTerminal
import Testing

@testable import ClawBoard

/// How keys are written, in help and in the settings.
struct KeyNameTests {
  private static let keys: [Key] =
    (0x20...0x7E).compactMap { Unicode.Scalar($0).map { .character(Character($0)) } }
    + "abcdefgjklnopqrstuvwxyz@\\]^_".map { .control($0) }
    + (1...63).map { .function($0) }
    + [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .character("é"), .character("ж"), .character("語"),
      .alt("b"), .alt("B"), .alt("."), .alt("\u{7F}"), .controlLeft, .controlRight,
    ]

  @Test(arguments: keys)
  func `a key is read as it is written`(key: Key) throws {
    #expect(try Key(named: key.name) == key)
  }

  @Test func `no two keys are written alike`() {
    #expect(Set(Self.keys.map(\.name)).count == Self.keys.count)
  }

  @Test(arguments: [
    ("enter", Key.enter), ("PGDN", .pageDown), ("s-tab", .backTab), ("f12", .function(12)),
    ("^S", .control("s")), ("space", .character(" ")), ("X", .character("X")),
    ("a-x", .alt("x")), ("^left", .controlLeft), ("a-backspace", .alt("\u{7F}")),
    ("^", .character("^")),
  ])
  func `names of keys may be written in any case`(name: String, key: Key) throws {
    #expect(try Key(named: name) == key)
  }

  @Test(arguments: [
    ("PgDwn", "there is no key 'PgDwn': do you mean 'PgDn'?"),
    (
      "Alt-x",
      "there is no key 'Alt-x': give a sign, ^ and a letter, F1 to F63, or one as Enter, Space, PgDn"
    ),
    (
      "",
      "there is no key '': give a sign, ^ and a letter, F1 to F63, or one as Enter, Space, PgDn"
    ),
    ("^m", "to a terminal ^m is Enter: write Enter, or give another key"),
    ("^[", "to a terminal ^[ is Esc: write Esc, or give another key"),
    ("^5", "no terminal sends ^5: give Ctrl with a letter, as ^t"),
    ("\u{1B}", "no terminal sends this sign as one key: give another"),
    ("\u{202E}", "no terminal sends this sign as one key: give another"),
    ("e\u{301}", "no terminal sends this sign as one key: give another"),
  ])
  func `what is no key is said with the way out`(name: String, words: String) throws {
    let fault = try #require(throws: KeyFault.self) { try Key(named: name) }
    #expect(fault.description == words)
  }
}
