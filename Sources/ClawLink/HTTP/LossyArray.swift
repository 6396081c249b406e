/// An array of which elements that cannot be read are left out: one bad event must not hide all
/// others (CONTRACT quirk 32).
struct LossyArray<Element: Decodable & Sendable>: Decodable, Sendable {
  let elements: [Element]

  private struct Attempt: Decodable {
    let element: Element?

    init(from decoder: any Decoder) throws {
      element = try? Element(from: decoder)
    }
  }

  init(from decoder: any Decoder) throws {
    elements = try decoder.singleValueContainer().decode([Attempt].self).compactMap(\.element)
  }
}
