/// The different texts of a category column, numbered from 0 as they come.
///
/// Texts are equal if their bytes are: "é" in one character and in two are two categories, as they
/// are to whoever compares files.
struct CategoryTexts: Sendable {
  private var numbers: [[UInt8]: Int] = [:]
  /// Bytes by number.
  private(set) var texts: [[UInt8]] = []

  /// The number of a text, a new one where it was not seen yet.
  mutating func number(of text: String) -> Int {
    let bytes = Array(text.utf8)
    if let number = numbers[bytes] { return number }
    numbers[bytes] = texts.count
    texts.append(bytes)
    return texts.count - 1
  }

  /// For each text of these its number among `others`; one that they do not have gets a number of
  /// its own behind theirs. O(texts).
  func numbers(among others: CategoryTexts) -> [Double] {
    var unseen = others.texts.count
    return texts.map { text in
      if let number = others.numbers[text] { return Double(number) }
      defer { unseen += 1 }
      return Double(unseen)
    }
  }
}
