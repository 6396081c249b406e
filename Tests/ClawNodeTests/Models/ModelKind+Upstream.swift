import ClawLink
import Foundation
import TestSupport

@testable import ClawNode

/// What the upstream of each kind says, in its own form.
extension ModelKind {
  static let streaming: [ModelKind] = [.claude, .auggie, .ollama]

  var isStreaming: Bool { Self.streaming.contains(self) }

  var path: String {
    switch self {
    case .claude: "/v1/messages"
    case .auggie: "/chat/completions"
    case .ollama: "/api/generate"
    case .opendevin, .goose: "/execute"
    }
  }

  /// An answer that comes as these pieces of text, whole to its end mark.
  func answer(_ pieces: String..., endingWith reason: String? = nil) -> NodeReply {
    stream(beginning + pieces.map(saying) + ending(reason))
  }

  /// What comes before the text.
  private var beginning: [JSONValue] {
    guard self == .claude else { return [] }
    return [
      [
        "type": "message_start",
        "message": [
          "model": "claude-full", "stop_reason": nil,
          "usage": ["input_tokens": 12, "output_tokens": 1],
        ],
      ],
      ["type": "content_block_start", "index": 0, "content_block": ["type": "text", "text": ""]],
      ["type": "ping"],
    ]
  }

  /// What comes behind it.
  func ending(_ reason: String? = nil) -> [JSONValue] {
    switch self {
    case .claude:
      [
        ["type": "content_block_stop", "index": 0],
        [
          "type": "message_delta", "delta": ["stop_reason": .string(reason ?? "end_turn")],
          "usage": ["output_tokens": 34],
        ],
        ["type": "message_stop"],
      ]
    case .auggie:
      [
        ["choices": [["index": 0, "delta": [:], "finish_reason": .string(reason ?? "stop")]]],
        [
          "choices": [],
          "usage": ["prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46],
        ],
        nil,
      ]
    case .opendevin, .goose: []
    case .ollama:
      [
        [
          "model": "codellama", "response": "", "done": true,
          "done_reason": .string(reason ?? "stop"), "prompt_eval_count": 12, "eval_count": 34,
        ]
      ]
    }
  }

  /// Events of a stream, as they are on the wire; of those who do not stream the last is the answer.
  func stream(_ events: [JSONValue]) -> NodeReply {
    switch self {
    case .claude:
      let text = events.map { event in
        ": a comment\r\nevent: \(event["type"]?.text?.raw ?? "")\r\ndata: \(event.json)\r\n\r\n"
      }
      return .of("text/event-stream; charset=utf-8", text.joined())
    case .auggie:
      let text = events.map { "data: \($0 == .null ? "[DONE]" : $0.json)\n\n" }.joined()
      return .of("text/event-stream", text)
    case .ollama: return .of("application/x-ndjson", events.map { $0.json + "\n" }.joined())
    case .opendevin, .goose: return .of("application/json", events.map(\.json).last ?? "")
    }
  }

  /// An event that says a piece of text.
  func saying(_ text: String) -> JSONValue {
    switch self {
    case .claude:
      [
        "type": "content_block_delta", "index": 0,
        "delta": ["type": "text_delta", "text": .string(text)],
      ]
    case .auggie:
      [
        "model": "gpt-full", "usage": nil,
        "choices": [["index": 0, "delta": ["content": .string(text)], "finish_reason": nil]],
      ]
    case .ollama: ["model": "codellama", "response": .string(text), "done": false]
    case .opendevin, .goose: ["result": .string(text), "metadata": ["steps": 3]]
    }
  }

  /// An event that says a piece of a thought.
  func thinking(_ text: String) -> JSONValue {
    switch self {
    case .claude:
      [
        "type": "content_block_delta",
        "delta": ["type": "thinking_delta", "thinking": .string(text)],
      ]
    case .auggie: ["choices": [["index": 0, "delta": ["reasoning_content": .string(text)]]]]
    case .ollama, .opendevin, .goose: ["response": "", "thinking": .string(text), "done": false]
    }
  }

  /// An event that says that something went wrong.
  func failing(_ text: String) -> JSONValue {
    switch self {
    case .claude:
      ["type": "error", "error": ["type": "overloaded_error", "message": .string(text)]]
    case .auggie: ["error": ["message": .string(text), "type": "server_error"]]
    case .ollama, .opendevin, .goose: ["error": .string(text)]
    }
  }

  /// The answer to a request that asked for no stream.
  func whole(_ text: String) -> NodeReply {
    let body: JSONValue =
      switch self {
      case .claude:
        [
          "model": "claude-full", "stop_reason": "end_turn",
          "content": [
            ["type": "thinking", "thinking": "hm"], ["type": "text", "text": .string(text)],
          ],
          "usage": ["input_tokens": 12, "output_tokens": 34],
        ]
      case .auggie:
        [
          "model": "gpt-full",
          "choices": [
            ["index": 0, "message": ["content": .string(text)], "finish_reason": "stop"]
          ],
          "usage": ["prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46],
        ]
      case .ollama:
        [
          "model": "codellama", "response": .string(text), "done": true, "done_reason": "stop",
          "prompt_eval_count": 12, "eval_count": 34,
        ]
      case .opendevin, .goose: ["result": .string(text), "metadata": ["steps": 3]]
      }
    return .json(body.json)
  }

  /// What an answer's metadata are, but for the base URL of Ollama.
  var metadata: [String: JSONValue] {
    switch self {
    case .claude:
      [
        "model": "claude-full", "stop_reason": "end_turn",
        "usage": ["input_tokens": 12, "output_tokens": 34],
      ]
    case .auggie:
      [
        "model": "gpt-full", "finish_reason": "stop",
        "usage": ["prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46],
      ]
    case .ollama:
      [
        "model": "codellama", "done_reason": "stop",
        "usage": ["input_tokens": 12, "output_tokens": 34],
      ]
    case .opendevin, .goose: ["steps": 3]
    }
  }
}

extension NodeReply {
  static func of(_ type: String, _ body: String) -> NodeReply {
    NodeReply(status: 200, headers: [("content-type", type)], body: Data(body.utf8))
  }
}

extension JSONValue {
  var json: String { String(decoding: JSONWriter.data(of: self), as: UTF8.self) }
}
