import ClawBoard
import ClawStorage
import Foundation
import Synchronization

/// Keeps how the board is looked at, for the next start: of several boards the one that changed last
/// counts. Without it nothing is lost but a view, so that nothing here is ever a fault.
final class ViewKeeper: Sendable {
  private struct File: Codable {
    static let current = 1

    let version: Int
    let view: SavedView
  }

  /// More than any view has.
  private static let limitBytes = 4_194_304

  /// In the user's state folder.
  static var standardPath: String { StateFolder.path + "/view.json" }

  private let file: PrivateFile
  /// The newest that was not stored yet.
  private let unstored = Mutex<SavedView?>(nil)
  private let changes: AsyncStream<Void>
  private let sink: AsyncStream<Void>.Continuation

  init(path: String) {
    file = PrivateFile(path: path)
    (changes, sink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// How the last board was left; `nil` where none was, and where that cannot be read.
  func read() -> SavedView? {
    guard let handle = FileHandle(forReadingAtPath: file.path),
      let content = try? handle.read(upToCount: Self.limitBytes),
      let file = try? JSONDecoder().decode(File.self, from: content), file.version == File.current
    else { return nil }
    return file.view
  }

  /// Says how the board is looked at now. It waits for nothing.
  func keep(_ view: SavedView) {
    unstored.withLock { $0 = view }
    sink.yield()
  }

  /// Stores what is said, once in each pause at most, until ``finish()`` and then the last word. A
  /// task that is cancelled meanwhile ends at once, with the last word stored.
  func run(pause: Duration = .seconds(1)) async {
    for await _ in changes {
      store()
      try? await Task.sleep(for: pause)
    }
    store()
  }

  /// No more is said.
  func finish() {
    sink.finish()
  }

  private func store() {
    guard let view = unstored.withLock({ $0.take() }) else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content = File(version: File.current, view: view)
    guard let data = try? encoder.encode(content), (try? file.prepare()) != nil else { return }
    try? file.write(String(decoding: data, as: UTF8.self) + "\n")
  }
}
