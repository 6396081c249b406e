import Subprocess

extension Environment {
  /// These variables and no others.
  static func only(_ values: [String: String]) -> Environment {
    let pairs = values.compactMap { name, value in Key(rawValue: name).map { ($0, value) } }
    return .custom(Dictionary(uniqueKeysWithValues: pairs))
  }
}
