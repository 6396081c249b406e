// swift-tools-version: 6.2

import PackageDescription

/// Every Swift target is built alike: warnings are errors, `any` is spelled out, an import is
/// internal and visible in its own file only.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let asyncAlgorithms = Target.Dependency.product(
  name: "AsyncAlgorithms", package: "swift-async-algorithms")
let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(
  name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux]))
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "clawboard",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "clawboard", targets: ["ClawBoardCLI"]),
    .library(name: "ClawLink", targets: ["ClawLink"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-async-algorithms.git", from: "1.1.4"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    .package(
      url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin.git", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(
      name: "ClawLink",
      dependencies: [asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL, logging],
      swiftSettings: settings),
    .target(
      name: "ClawStorage",
      dependencies: ["ClawLink", grdb],
      swiftSettings: settings),
    .target(
      name: "ClawMirror",
      dependencies: ["ClawLink", "ClawStorage", grdb],
      swiftSettings: settings),
    .target(
      name: "ClawTunnel",
      dependencies: ["ClawLink", subprocess, systemPackage],
      swiftSettings: settings),
    .target(
      name: "ClawTerminal",
      dependencies: ["CNcurses"],
      swiftSettings: settings),
    .target(
      name: "ClawBoard",
      dependencies: ["ClawLink", "ClawMirror", "ClawTerminal", yams],
      resources: [
        .embedInCode("../../themes/terminal.yaml"),
        .embedInCode("../../themes/dark.yaml"),
        .embedInCode("../../themes/light.yaml"),
        .embedInCode("../../themes/high-contrast.yaml"),
        .embedInCode("../../themes/colour-blind-safe.yaml"),
        .embedInCode("../../themes/mono.yaml"),
      ],
      swiftSettings: settings),
    .target(
      name: "ClawNode",
      dependencies: [
        "ClawLink", "ClawStorage", asyncHTTPClient, crypto, grdb, hummingbird, hummingbirdCore,
        hummingbirdTLS, httpTypes, logging, nioCore, nioHTTP1, nioHTTPTypes, nioPosix, nioSSL,
        serviceLifecycle, subprocess, systemPackage,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "ClawBoardCLI",
      dependencies: [
        "ClawBoard", "ClawLink", "ClawMirror", "ClawNode", "ClawStorage", "ClawTerminal",
        "ClawTunnel", argumentParser, asyncAlgorithms, logging, subprocess, systemPackage,
        unixSignals, yams,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "ClawBench",
      dependencies: [
        "ClawBoard", "ClawLink", "ClawMirror", "ClawTerminal", asyncAlgorithms, asyncHTTPClient,
        nioCore,
      ],
      path: "Benchmarks/ClawBench",
      swiftSettings: settings),
    .target(
      name: "TestSupport",
      dependencies: ["ClawLink", "ClawNode", logging, nioCore, nioHTTP1, nioPosix, nioSSL],
      path: "Tests/Support",
      resources: [.copy("Fixtures")],
      swiftSettings: settings),
    tests(of: "ClawLink", dependencies: ["ClawNode"]),
    tests(of: "ClawMirror", dependencies: ["ClawLink", "ClawNode", "ClawStorage", grdb]),
    tests(of: "ClawTunnel", dependencies: ["ClawLink"]),
    tests(of: "ClawTerminal", dependencies: ["CNcurses"]),
    tests(
      of: "ClawBoard", dependencies: ["ClawLink", "ClawMirror", "ClawTerminal"],
      exclude: ["Screens"]),
    tests(
      of: "ClawNode",
      dependencies: [
        "ClawLink", "ClawStorage", grdb, httpTypes, hummingbird, logging, nioCore, nioPosix,
      ]),
    tests(
      of: "ClawBoardCLI",
      dependencies: [
        "ClawBoard", "ClawLink", "ClawMirror", "ClawNode", "ClawTerminal", argumentParser,
      ]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["ClawBoardCLI", "TestSupport", grdb],
      swiftSettings: settings),
  ]
)

/// The tests of one room.
func tests(
  of room: String, dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: room + "Tests", dependencies: [.byName(name: room), "TestSupport"] + dependencies,
    exclude: exclude, swiftSettings: settings)
}
