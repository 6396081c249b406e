import Foundation

/// Random numbers that come again with their seed (SplitMix64).
public struct SeededNumbers: Sendable, RandomNumberGenerator {
  private var state: UInt64

  /// A seed for tests that kill: another one for each run, unless `KILL_SEED` repeats a former one.
  public static var killSeed: UInt64 {
    ProcessInfo.processInfo.environment["KILL_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
  }

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
