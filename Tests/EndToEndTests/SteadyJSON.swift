import Foundation

extension Program.Outcome {
  /// The output without what differs from one run to the next: ids, times, addresses, durations.
  /// An id has a number by where it stands first: that two of them are the same is told.
  var steadyOutput: String {
    var ids: [String] = []
    return
      output
      .replacing(#/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/#) { match in
        let id = String(match.output.0)
        let known = ids.firstIndex(of: id)
        if known == nil { ids.append(id) }
        return "ID-\((known ?? ids.count - 1) + 1)"
      }
      .replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#, with: "TIME")
      .replacing(#/127\.0\.0\.1:\d+/#, with: "NODE")
      .replacing(#/("(executionTime|median|p90|latencyMs|seq)"\ ?:\ ?)[\d.e-]+/#) {
        "\($0.output.1)0"
      }
  }
}
