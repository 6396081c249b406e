import Hummingbird
import Logging
import NIOCore

/// A request's surroundings: with its connection, to end one that sends too much.
struct NodeContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  private let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// Ends the connection when the answer has had time to get through.
  func endConnection() {
    channel.eventLoop.scheduleTask(in: .seconds(1)) { [channel] in
      channel.close(promise: nil)
    }
  }
}
