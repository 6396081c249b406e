import Foundation
import TestSupport
import Testing

@testable import ClawLink

struct ConfigurationTests {
  @Test func `defaults are those of the documentation`() throws {
    let configuration = try ClawLinkConfiguration(baseUrl: "http://h")
    #expect(configuration.pollIntervalMs == 1000)
    #expect(configuration.timeoutMs == 30_000)
    #expect(configuration.userId == nil)
    #expect(configuration.deviceId == nil)
    #expect(configuration.token == nil)
    #expect(configuration.bodyLimitBytes == 8 * 1_048_576)
    #expect(configuration.requestsPerSecond == 100)
  }

  @Test(arguments: [(50, 100, 1024, 1), (3_600_000, 3_600_000, 1_073_741_824, 10_000)])
  func `values at the ends of their ranges are taken`(
    interval: Int, timeout: Int, bodyLimit: Int, requests: Int
  ) throws {
    let configuration = try ClawLinkConfiguration(
      baseUrl: "http://h", pollIntervalMs: interval, timeoutMs: timeout,
      bodyLimitBytes: bodyLimit, requestsPerSecond: requests)
    #expect(configuration.pollIntervalMs == interval)
    #expect(configuration.timeoutMs == timeout)
    #expect(configuration.bodyLimitBytes == bodyLimit)
    #expect(configuration.requestsPerSecond == requests)
  }

  @Test(arguments: [49, 3_600_001, -1, .min, .max])
  func `an interval out of range is refused with the range`(value: Int) {
    let message = "pollIntervalMs: \(value) is out of range: give 50 to 3600000 ms"
    expect(message) { () throws(ClawLinkError) in
      try ClawLinkConfiguration(baseUrl: "http://h", pollIntervalMs: value)
    }
  }

  @Test(arguments: [99, 3_600_001, 0, -1])
  func `a time-out out of range is refused with the range`(value: Int) {
    let message = "timeoutMs: \(value) is out of range: give 100 to 3600000 ms"
    expect(message) { () throws(ClawLinkError) in
      try ClawLinkConfiguration(baseUrl: "http://h", timeoutMs: value)
    }
  }

  @Test(arguments: [1023, 1_073_741_825, 0, -1])
  func `a limit of bodies out of range is refused with the range`(value: Int) {
    let message = "bodyLimitBytes: \(value) is out of range: give 1024 to 1073741824 bytes"
    expect(message) { () throws(ClawLinkError) in
      try ClawLinkConfiguration(baseUrl: "http://h", bodyLimitBytes: value)
    }
  }

  @Test(arguments: [0, 10_001, -1])
  func `a request budget out of range is refused with the range`(value: Int) {
    let message = "requestsPerSecond: \(value) is out of range: give 1 to 10000"
    expect(message) { () throws(ClawLinkError) in
      try ClawLinkConfiguration(baseUrl: "http://h", requestsPerSecond: value)
    }
  }

  private func expect(
    _ message: String, _ make: () throws(ClawLinkError) -> ClawLinkConfiguration
  ) {
    do throws(ClawLinkError) {
      _ = try make()
      Issue.record("it is taken")
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test(arguments: [
    (1000, 30_000, 5000), (1000, 3000, 3000), (5000, 30_000, 15_000), (20_000, 30_000, 30_000),
  ])
  func `reading waits for the larger of 5 s and three intervals, within the time-out`(
    interval: Int, timeout: Int, readTimeout: Int
  ) throws {
    let configuration = try ClawLinkConfiguration(
      baseUrl: "http://h", pollIntervalMs: interval, timeoutMs: timeout)
    #expect(configuration.readTimeoutMs == readTimeout)
  }

  @Test(arguments: [(50, 100), (1000, 3000), (1000, 30_000), (5000, 30_000), (20_000, 30_000)])
  func `a connection has less time to open than any request has in all`(
    interval: Int, timeout: Int
  ) throws {
    let configuration = try ClawLinkConfiguration(
      baseUrl: "http://h", pollIntervalMs: interval, timeoutMs: timeout)
    #expect(configuration.connectTimeoutMs > 0)
    #expect(configuration.connectTimeoutMs < configuration.readTimeoutMs)
    #expect(configuration.connectTimeoutMs < configuration.timeoutMs)
  }
}
