import ClawLink

/// What a caller is told instead of an answer.
enum Refusal: Error, Equatable {
  case sessionUnknown
  case tokenUnknown
  /// That user is nobody without a token here.
  case tokenMissing(NodeText)
  case anonymousNotTaken
  /// With the contract's sentence.
  case notPermitted(String)
  /// More than the node takes of something, for good.
  case tooLarge(String)
  /// More than the node takes of something at this moment.
  case tooMany(String)
  /// The node is ending.
  case stopping
  /// Nothing was done, because the store failed.
  case storeFailed(String)
}
