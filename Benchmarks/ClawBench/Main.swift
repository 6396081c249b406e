import Foundation

/// `ClawBench <clawboard> [benchmark …]`: measures that program, prints a table, and has status 1
/// when something wanted is missed. `board` stands for all benchmarks that begin with it.
@main
enum Main {
  static func main() async {
    // A node that ends too early is a fault of that connection, not the end of this program.
    signal(SIGPIPE, SIG_IGN)
    do {
      if let role = CommandLine.arguments.dropFirst().first.flatMap(Role.init) {
        try await role.run(Array(CommandLine.arguments.dropFirst(2)))
      } else {
        exit(try Interruption.guarding { try measure() } ? 0 : 1)
      }
    } catch {
      FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
      exit(2)
    }
  }

  /// False when something wanted is missed.
  private static func measure() throws -> Bool {
    let (program, chosen) = try arguments()
    print("\(machine); medians, and between which nine tenths of the values are\n")
    var misses = 0
    for benchmark in chosen {
      let figures = try benchmark.run(program)
      print(FigureTable(title: benchmark.title, figures: figures))
      // Whoever reads a pipe need not wait for the rest.
      fflush(nil)
      misses += figures.count(where: \.isMissed)
    }
    if misses > 0 { print("\(misses) of the wanted figures are missed") }
    return misses == 0
  }

  /// How much there is of it, and how much of that others take.
  private static var machine: String {
    var load = [0.0]
    let isTold = getloadavg(&load, 1) == 1
    let cores = "\(ProcessInfo.processInfo.activeProcessorCount) cores"
    return isTold ? cores + String(format: ", load %.1f", load[0]) : cores
  }

  private static func arguments() throws -> (program: String, [Benchmark]) {
    guard let program = CommandLine.arguments.dropFirst().first else {
      throw BenchFault.usage("the program to measure is missing")
    }
    let names = CommandLine.arguments.dropFirst(2)
    let chosen = Benchmark.all.filter { benchmark in
      names.isEmpty || names.contains { benchmark.isMeant(by: $0) }
    }
    guard !chosen.isEmpty else {
      let known = Benchmark.all.map(\.name).joined(separator: ", ")
      throw BenchFault.usage("there is no such benchmark; there are \(known)")
    }
    return (program, chosen)
  }
}
