import ClawLink

extension ClawLinkError {
  /// Why a node does not answer, in a few words.
  var shortReason: String {
    switch self {
    case .unreachable(_, let reason), .noTunnel(_, _, let reason): reason
    case .timedOut(_, _, let ms): "no answer within \(ms) ms"
    case .connectionLost: "the connection broke"
    case .foreignServer(_, let found): "not a CoderClawLink node: \(found)"
    default: description
    }
  }
}
