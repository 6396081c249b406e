import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program to be started in a terminal, by the fastest way there is: the start is measured.
struct Spawning {
  let program: String
  let arguments: [String]
  /// The program's side.
  let terminal: Int32
  /// Where its files are.
  let folder: BenchFolder

  #if canImport(Glibc)
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
  #else
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
  #endif

  init(program: String, arguments: [String], terminal: Int32, folder: BenchFolder) {
    self.program = program
    self.arguments = arguments
    self.terminal = terminal
    self.folder = folder
  }

  /// - Returns: the id of its process.
  mutating func start() throws -> Int32 {
    prepare()
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    let words = ([program] + arguments).map { strdup($0) }
    let variables = environment.map { strdup("\($0)=\($1)") }
    defer { for text in words + variables { free(text) } }
    var id: Int32 = 0
    let fault = posix_spawnp(
      &id, program, &actions, &attributes, words + [nil], variables + [nil])
    guard fault == 0 else {
      throw BenchFault.noTerminal("\(program): \(String(cString: strerror(fault)))")
    }
    return id
  }

  private mutating func prepare() {
    posix_spawn_file_actions_init(&actions)
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_adddup2(&actions, terminal, descriptor)
    }
    posix_spawnattr_init(&attributes)
    // A group of its own, and every signal as in a shell: this program ignores some.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF))
  }

  private var environment: [String: String] {
    [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder.path,
      "XDG_STATE_HOME": folder.path + "/state", "XDG_CONFIG_HOME": folder.path + "/config",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
  }
}
