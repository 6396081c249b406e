import ArgumentParser
import ClawMirror

/// Whether a command that reads may ask.
struct CacheOption: ParsableArguments {
  @Flag(help: "Ask no node: print what the ledger has, with its age.")
  var cached = false

  var source: NodeMirror.Source { cached ? .ledger : .node }
}
