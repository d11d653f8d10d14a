extension BalanceGoal {
  /// Reads a strategy as it is written: a number, one of imbalanced-learn's words, or counts as
  /// `NAME=ROWS,NAME=ROWS`.
  ///
  /// - Throws: `OversamplingError.strategyText`.
  public init(strategy text: String) throws(OversamplingError) {
    if let number = Double(text) {
      self = .strategy(number)
    } else if let word = StrategyWord(rawValue: text.lowercased()) {
      self = .word(word)
    } else if text.contains("=") {
      self = .counts(try Self.counts(text))
    } else {
      throw .strategyText(text)
    }
  }

  /// The last equals sign parts name and number: a class may have one in its name.
  private static func counts(_ text: String) throws(OversamplingError) -> [String: Int] {
    var counts: [String: Int] = [:]
    for entry in text.split(separator: ",") {
      guard let sign = entry.lastIndex(of: "="),
        let rows = Int(entry[entry.index(after: sign)...]), rows >= 0,
        counts.updateValue(rows, forKey: String(entry[..<sign])) == nil
      else { throw .strategyText(text) }
    }
    return counts
  }
}

extension BalanceGoal: CustomStringConvertible {
  /// As it would be written: `0.5`, `not majority`, `a=120,b=80`.
  public var description: String {
    switch self {
    case .strategy(let value), .ratio(let value):
      Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .word(let word): word.rawValue
    case .counts(let counts):
      counts.keys.sorted().map { "\($0)=\(counts[$0] ?? 0)" }.joined(separator: ",")
    }
  }
}
