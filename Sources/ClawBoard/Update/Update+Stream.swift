/// What happens in the stream.
extension Model {
  mutating func takeInStream(_ action: Action) -> [Effect]? {
    switch action {
    case .wrapStream: streamChoice.wraps.toggle()
    case .streamTimes: streamChoice.showsTimes.toggle()
    case .saveStream: open(.save)
    default: return nil
    }
    return []
  }

  mutating func moveInStream(_ step: Int) {}

  mutating func goToMatchInStream(_ step: Int) {}
}
