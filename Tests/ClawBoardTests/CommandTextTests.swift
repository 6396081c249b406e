import Testing

@testable import ClawBoard

/// Commands as they are written, and what the shell reads.
struct CommandTextTests {
  @Test(arguments: [
    ("less {result_file}", #"less "${CLAW_TASK_RESULT_FILE}""#),
    ("x {id}{node}", #"x "${CLAW_TASK_ID}""${CLAW_TASK_NODE}""#),
    ("say \"it is {title}\"", #"say "it is ${CLAW_TASK_TITLE}""#),
    (
      #"say "$(cat {prompt_file})" {agent}"#,
      #"say "$(cat "${CLAW_TASK_PROMPT_FILE}")" "${CLAW_TASK_AGENT}""#
    ),
    (#"say "\"{title}\"" {state}"#, #"say "\"${CLAW_TASK_TITLE}\"" "${CLAW_TASK_STATE}""#),
    ("say 'it''s' {id}", #"say 'it''s' "${CLAW_TASK_ID}""#),
    ("say # don't\necho {id}", "say # don't\necho \"${CLAW_TASK_ID}\""),
    (#"say \' {id}"#, #"say \' "${CLAW_TASK_ID}""#),
    ("awk '{print}' f", "awk '{print}' f"),
    ("echo ${id} {a,b} {} { print } {ID} ${#x}", "echo ${id} {a,b} {} { print } {ID} ${#x}"),
    (#"echo \{id}"#, #"echo \{id}"#),
    ("f() { echo; }; f", "f() { echo; }; f"),
  ])
  func `a value stands as a variable, in quotes`(text: String, script: String) throws {
    #expect(try CommandText(text).script == script)
  }

  @Test(arguments: [
    (
      "echo {titel}",
      "there is no placeholder '{titel}': do you mean '{title}'?; "
        + "for braces of the shell's put a blank inside"
    ),
    (
      "echo {branch}",
      "there is no placeholder '{branch}': use {id}, {node}, {agent}, {state}, {title}, "
        + "{prompt_file}, {result_file}; for braces of the shell's put a blank inside"
    ),
    (
      "ssh host 'cat {title}'",
      "within single quotes the shell puts nothing in for {title}: "
        + "take them away, or use double ones"
    ),
  ])
  func `what cannot be put in is said with the way out`(text: String, words: String) throws {
    let fault = try #require(throws: CommandText.Fault.self) { try CommandText(text) }
    #expect(fault.description == words)
  }
}
