import ClawLink

/// A value, and where it comes from.
struct GivenValue: Sendable, Equatable {
  let value: SettingValue
  let source: SettingSource
}

/// What one source says, or what several say together: for each setting one value at most.
struct SettingValues: Sendable, Equatable {
  private var given: [Setting: GivenValue] = [:]

  subscript(_ setting: Setting) -> GivenValue? {
    get { given[setting] }
    set { given[setting] = newValue }
  }

  /// What is said here, and where nothing is, what is said there. There are two ways to give a
  /// token: one that counts takes back the other.
  func over(_ others: SettingValues) -> SettingValues {
    var values = others
    if let way = tokenSetting { values[way == .token ? .tokenFile : .token] = nil }
    values.given.merge(given) { $1 }
    return values
  }

  /// The way in which a token is given; `nil` for none.
  var tokenSetting: Setting? {
    [Setting.token, .tokenFile].first { given[$0] != nil }
  }

  /// The value that is in force: what is said, else what counts without a word.
  func inForce(_ setting: Setting) -> GivenValue? {
    given[setting] ?? setting.row.standard.map { GivenValue(value: $0, source: .standard) }
  }

  /// What is said, wherever it stands.
  var bare: [Setting: SettingValue] { given.mapValues(\.value) }

  /// `nil` for none, and for an empty one.
  func text(_ setting: Setting) -> String? {
    guard case .text(let text)? = inForce(setting)?.value, !text.isEmpty else { return nil }
    return text
  }

  /// Of a setting that has a value without a word.
  func number(_ setting: Setting) -> Int {
    guard case .number(let number)? = inForce(setting)?.value else {
      preconditionFailure("\(setting) is no number")
    }
    return number
  }

  /// Of a setting that has no value without a word.
  func givenNumber(_ setting: Setting) -> Int? {
    guard case .number(let number)? = given[setting]?.value else { return nil }
    return number
  }

  /// Of a setting that has a value without a word.
  func isOn(_ setting: Setting) -> Bool {
    guard case .isOn(let isOn)? = inForce(setting)?.value else {
      preconditionFailure("\(setting) is not on or off")
    }
    return isOn
  }

  /// Where a node is: in one text, or as an address that is seen from its machine.
  ///
  /// - Throws: what is wrong with that, by the place where it was given.
  func address() throws(CommandFailure) -> NodeAddress {
    // Without a word there is no address: the standard one is for who names no node.
    let baseUrl = given[.baseUrl] == nil ? nil : text(.baseUrl)
    do {
      if let baseUrl, given[.unix] == nil, given[.ssh] == nil { return try NodeAddress(baseUrl) }
      return try NodeAddress(baseUrl: baseUrl, unix: text(.unix), ssh: text(.ssh))
    } catch {
      guard case .configuration(let key, let problem) = error,
        let setting = Setting(rawValue: key), let given = given[setting] ?? given[.baseUrl]
      else { throw CommandFailure(error) }
      throw given.source.fault(setting, problem)
    }
  }

  /// Reads the token, wherever it is.
  func token() throws(CommandFailure) -> BearerToken? {
    if case .secret(let token)? = given[.token]?.value { return token }
    guard let file = given[.tokenFile], case .text(let path) = file.value else { return nil }
    do {
      return try BearerToken(file: path)
    } catch {
      throw file.source.fault(.tokenFile, SettingFault(error).problem)
    }
  }
}

extension SettingValues {
  /// What one source says, as it was written.
  ///
  /// - Parameter source: where a setting's value comes from.
  init(
    _ texts: [Setting: String], from source: (Setting) -> SettingSource
  ) throws(CommandFailure) {
    // In the order of the table: of several faults always the same one is told.
    for setting in Setting.allCases {
      guard let text = texts[setting] else { continue }
      let source = source(setting)
      do {
        self[setting] = GivenValue(value: try setting.value(of: text), source: source)
      } catch {
        throw source.fault(setting, error.problem)
      }
    }
  }
}
