import ClawTerminal
import Testing

@testable import ClawBoard

/// Every layout, pane and mark in every size.
struct EveryScreenTests {
  @Test(arguments: Scene.allCases)
  func `a scene is as it was found right, in UTF-8`(scene: Scene) throws {
    try RecordedScreens(name: "\(scene.rawValue).utf-8").check { size in
      scene.board(size, .unicode).screen
    }
  }

  @Test(arguments: Scene.allCases)
  func `a scene is as it was found right, in ASCII`(scene: Scene) throws {
    try RecordedScreens(name: "\(scene.rawValue).ascii").check { size in
      scene.board(size, .ascii).screen
    }
  }

  @Test(arguments: Scene.allCases)
  func `no line is wider than the screen at any size`(scene: Scene) {
    for width in [20, 21, 30, 39, 59, 60, 71, 72, 97, 98, 159, 160, 240] {
      for height in [5, 8, 15, 16, 30] {
        let lines = scene.board(Size(width: width, height: height), .unicode).lines
        #expect(lines.count == height)
        for line in lines { #expect(line.cellWidth <= width, "\(scene) \(width)x\(height)") }
      }
    }
  }
}
