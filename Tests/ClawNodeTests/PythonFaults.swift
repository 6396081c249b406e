/// What Python 3.11 says of bodies that are not JSON, and at which code point.
enum PythonFaults {
  static let all: [(body: String, position: Int, problem: String)] = [
    expectingValue,
    missingName,
    missingColon,
    missingComma,
    unterminated,
    controlCharacter,
    invalidEscape,
    invalidUnicodeEscape,
    extraData,
  ].flatMap(\.rows)

  private static let expectingValue = Faults(
    "Expecting value",
    [
      ("[1,]", 3), ("[,]", 1), ("[,1]", 1), ("[1,,2]", 3), (#"{"a":}"#, 5), (#"{"a":,"b":1}"#, 5),
      ("[", 1), (#"{"a":"#, 5), ("[1,", 3), ("[[", 2), ("'a'", 0), ("nul", 0), ("nulL", 0),
      ("Null", 0), ("tru", 0), ("True", 0), ("fals", 0), ("none", 0), ("undefined", 0),
      ("nan", 0), ("NAN", 0), ("Nan", 0), ("inf", 0), ("infinity", 0), ("Infinit", 0),
      ("-Infinit", 0), ("-infinity", 0), ("-NaN", 0), ("+Infinity", 0), ("+1", 0), ("-", 0),
      ("--1", 0), ("-a", 0), (".5", 0), ("-.5", 0), ("]", 0), ("}", 0), (")", 0), (":", 0),
      (",", 0), ("/* c */1", 0), ("# c", 0), (#"["é",]"#, 5), (#"{"😀":}"#, 5), ("<html>", 0),
      ("say hi", 0), ("%7B%7D", 0), ("a=1&b=2", 0), ("", 0), (" ", 1), ("\n\t \r\n", 5),
      (" [1,\n  2,\n  ]", 12), (#"{"a"\#n:\#n}"#, 7), ("\u{0}", 0), ("[\u{A0}1]", 1),
      ("\u{B}1 ", 0), ("[1,\u{2028}]", 3), ("\u{FEFF}\u{FEFF}1", 0), ("\u{200B}1", 0),
      ("e\u{301} [", 0),
    ])

  private static let missingName = Faults(
    "Expecting property name enclosed in double quotes",
    [
      (#"{"a":1,}"#, 7), (#"{"a":1 , }"#, 9), ("{,}", 1), (#"{"a":1,,"b":2}"#, 7), ("{", 1),
      (#"{"a":1,"#, 7), ("[{", 2), (#"{"a":{"#, 6), ("{a:1}", 1), ("{'a':1}", 1), ("{1:2}", 1),
      ("{null:1}", 1), ("{[]:1}", 1), (#"{"a":1,\#n}"#, 8),
    ])

  private static let missingColon = Faults(
    "Expecting ':' delimiter",
    [
      (#"{"a""#, 4), (#"{"a" 1}"#, 5), (#"{"a",1}"#, 4), (#"{"a"}"#, 4), (#"{"a"=1}"#, 4),
    ])

  private static let missingComma = Faults(
    "Expecting ',' delimiter",
    [
      (#"{"a":1"#, 6), ("[1", 2), ("[1 2]", 3), ("[1:2]", 2), (#"{"a":1 "b":2}"#, 7), ("[01]", 2),
      ("[1.]", 2), ("[1e]", 2), (#"{"a":1.}"#, 6), (#"["日本""#, 5), ("[1;2]", 2),
      (#"{"a":"b""#, 8), ("[1\u{0}]", 2), ("[1\u{C}]", 2), (#"["e\#u{301}😀日"x]"#, 7),
    ])

  private static let unterminated = Faults(
    "Unterminated string starting at",
    [
      (#""abc"#, 0), (#"""#, 0), (#"["a"#, 1), (#"{"a"#, 1), (#""a\"#, 0), (#""a\""#, 0),
      (#""\ud83d\"#, 0), (#"["é","é"#, 5), (#""e\#u{301}😀"#, 0),
    ])

  private static let controlCharacter = Faults(
    "Invalid control character at",
    [
      (#""a\#nb""#, 2), (#""a\#tb""#, 2), (#""\#u{0}""#, 1), (#""é\#u{1F}""#, 2),
      (#"{"a\#n":1}"#, 3), (#"["a\#r\#n"]"#, 3),
    ])

  private static let invalidEscape = Faults(
    #"Invalid \escape"#,
    [
      (#""\q""#, 1), (#""\x41""#, 1), (#""\ ""#, 1), (#""\'""#, 1), (#""\U0041""#, 1),
      (#""\ud83d\n\q""#, 9), (#"["ok","\u00e9\q"]"#, 13), (#"["😀","\q"]"#, 6),
    ])

  private static let invalidUnicodeEscape = Faults(
    #"Invalid \uXXXX escape"#,
    [
      (#""\u""#, 2), (#""\u1""#, 2), (#""\u123""#, 2), (#""\u12g4""#, 2), (#""\uZZZZ""#, 2),
      (#""\u1234"#, 2), (#""\u 123""#, 2), (#""\u+123""#, 2), (#""\u0x12""#, 2),
      (#""\ud83d\u12""#, 8), (#""\ud83d\uzzzz""#, 8), (#""\ud83d\ude00"#, 8),
    ])

  private static let extraData = Faults(
    "Extra data",
    [
      ("01", 1), ("-01", 2), ("00", 1), ("1.", 1), ("1.e5", 1), ("1e", 1), ("1e+", 1), ("1E-", 1),
      ("1.5e", 3), ("0x10", 1), ("1_000", 1), ("1,2", 1), ("1 2", 2), ("{}{}", 2), ("{} x", 3),
      ("[]]", 2), ("{}}", 2), ("null null", 5), ("truefalse", 4), (#""a""b""#, 3), (#""a" b"#, 4),
      ("NaN1", 3), ("1 // c", 2), (#""\#u{7F}\#u{80}" x"#, 5),
    ])
}

/// Bodies with one fault in common, and where each has it.
private struct Faults {
  let problem: String
  let places: [(body: String, position: Int)]

  init(_ problem: String, _ places: [(body: String, position: Int)]) {
    self.problem = problem
    self.places = places
  }

  var rows: [(body: String, position: Int, problem: String)] {
    places.map { ($0.body, $0.position, problem) }
  }
}
