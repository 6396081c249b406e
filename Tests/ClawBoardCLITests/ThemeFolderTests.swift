import ClawBoard
import Foundation
import TestSupport
import Testing

@testable import ClawBoardCLI

/// The folder of the user's themes.
struct ThemeFolderTests {
  private func write(_ text: String, to name: String, in folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  @Test(arguments: [
    (["XDG_CONFIG_HOME": "/etc/x"], "/etc/x/clawboard/themes"),
    ([:], NSHomeDirectory() + "/.config/clawboard/themes"),
    (["XDG_CONFIG_HOME": "relative"], NSHomeDirectory() + "/.config/clawboard/themes"),
  ])
  func `it stands beside the settings`(environment: [String: String], path: String) {
    #expect(ThemeFolder.standardPath(environment) == path)
  }

  @Test func `without it there are the compiled-in themes`() {
    #expect(ThemeFolder(path: "/nowhere/themes").library() == .builtIn)
  }

  @Test func `every file that ends in yaml is read, but not those of editors`() async throws {
    try await TemporaryFolder.use { folder in
      try write("name: b", to: "b.yaml", in: folder.path)
      try write("name: a", to: "a.yaml", in: folder.path)
      try write("name: c", to: "c.yaml~", in: folder.path)
      try write("name: d", to: ".#d.yaml", in: folder.path)
      let library = ThemeFolder(path: folder.path).library()
      #expect(library.names == ThemeLibrary.builtIn.names + ["a", "b"])
      #expect(library.faults == [])
    }
  }

  @Test func `what cannot be read is told, the others hold`() async throws {
    try await TemporaryFolder.use { folder in
      let filling = String(repeating: "#", count: 65_536)
      try write("name: big\n" + filling, to: "big.yaml", in: folder.path)
      try write("name: good", to: "good.yaml", in: folder.path)
      try write(String(repeating: "[", count: 60_000), to: "nested.yaml", in: folder.path)
      let manager = FileManager.default
      try manager.createDirectory(
        atPath: folder.path + "/folder.yaml", withIntermediateDirectories: true)
      try manager.createSymbolicLink(
        atPath: folder.path + "/gone.yaml", withDestinationPath: folder.path + "/nowhere")
      try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: folder.path + "/latin.yaml"))
      let library = ThemeFolder(path: folder.path).library()
      #expect(library.names == ThemeLibrary.builtIn.names + ["good"])
      #expect(
        library.faults.map { String($0.prefix { $0 != ":" }) } == [
          "theme big.yaml", "theme folder.yaml", "theme gone.yaml", "theme latin.yaml",
          "theme nested.yaml",
        ])
      #expect(library.faults.first == "theme big.yaml: it has more than 64 KiB: shorten it")
    }
  }

  @Test func `a file in its place is told`() async throws {
    try await TemporaryFolder.use { folder in
      try write("", to: "themes", in: folder.path)
      let library = ThemeFolder(path: folder.path + "/themes").library()
      #expect(library.faults.count == 1)
      #expect(library.names == ThemeLibrary.builtIn.names)
    }
  }

  // MARK: Changes

  @Test func `it is seen that a file was written, added or taken away`() async throws {
    try await TemporaryFolder.use { folder in
      let themes = ThemeFolder(path: folder.path)
      var seen = [themes.fingerprint]
      for (text, name) in [("name: a", "a.yaml"), ("name: ab", "a.yaml"), ("name: b", "b.yaml")] {
        try write(text, to: name, in: folder.path)
        seen.append(themes.fingerprint)
        #expect(seen.last == themes.fingerprint)
      }
      try FileManager.default.removeItem(atPath: folder.path + "/b.yaml")
      #expect(themes.fingerprint == seen[2])
      for (before, after) in zip(seen, seen.dropFirst()) { #expect(before != after) }
    }
  }

  @Test func `a file of the same size in its place is seen`() async throws {
    try await TemporaryFolder.use { folder in
      let themes = ThemeFolder(path: folder.path)
      try write("name: a", to: "a.yaml", in: folder.path)
      let before = themes.fingerprint
      try write("name: b", to: "b.new", in: folder.path)
      let time = try FileManager.default.attributesOfItem(atPath: folder.path + "/a.yaml")
      try FileManager.default.setAttributes(
        [.modificationDate: time[.modificationDate] ?? Date()],
        ofItemAtPath: folder.path + "/b.new")
      #expect(rename(folder.path + "/b.new", folder.path + "/a.yaml") == 0)
      #expect(themes.fingerprint != before)
    }
  }
}
