/// How far which classes are to grow.
public enum BalanceGoal: Sendable, Equatable {
  /// A class's rows over those of the largest class after oversampling; 1 balances. For the class
  /// of interest, or, if none is named, for every class that is smaller than that.
  case strategy(Double)
  /// Synthetic over real rows of the class of interest.
  case ratio(Double)
  /// One of imbalanced-learn's words: the classes it means grow to the size of the largest.
  case word(StrategyWord)
  /// Rows of each named class after oversampling, as imbalanced-learn's dictionaries.
  case counts([String: Int])
}

/// The words that imbalanced-learn takes for a strategy.
public enum StrategyWord: String, Sendable, CaseIterable {
  /// The same as `not majority`.
  case auto
  /// The smallest class only.
  case minority
  /// All but the smallest class.
  case notMinority = "not minority"
  /// All but the largest class.
  case notMajority = "not majority"
  /// Every class.
  case all
}

/// The sizes of the classes, as a goal needs them.
public struct ClassSizes: Sendable, Equatable {
  /// Rows of each class, by code; 0 for a class without rows.
  public let counts: [Int]
  /// Names by code.
  public let names: [String]
  /// The class that attacks are about; the rarest unless the user named another.
  public let target: Int32
  /// Whether the user named it: then a plain strategy is for this class only.
  public let isNamed: Bool

  /// - Parameters:
  ///   - counts, names: one entry per class code.
  ///   - target: the class of interest; `isNamed` if the user asked for it.
  public init(counts: [Int], names: [String], target: Int32, isNamed: Bool) {
    self.counts = counts
    self.names = names
    self.target = target
    self.isNamed = isNamed
  }

  /// Rows of the largest class.
  public var largest: Int { counts.max() ?? 0 }
  /// Codes of the classes that have rows, in the order in which NumPy sorts their names: that of
  /// imbalanced-learn.
  var present: [Int32] {
    let codes = counts.indices.filter { counts[$0] > 0 }
    let numbers = codes.compactMap { Double(names[$0]) }
    let sorted =
      numbers.count == codes.count
      ? zip(codes, numbers).sorted { $0.1 < $1.1 }.map(\.0)
      : codes.sorted {
        names[$0].unicodeScalars.lexicographicallyPrecedes(names[$1].unicodeScalars)
      }
    return sorted.map(Int32.init)
  }
  /// Rows of the largest class besides the target.
  var largestOther: Int {
    present.filter { $0 != target }.map { counts[Int($0)] }.max() ?? 0
  }
}

extension BalanceGoal {
  /// Synthetic rows for each real one at most, so that a slip of the hand does not fill the memory.
  private static let largestRatio = 1000.0

  /// The rows to make of each class that is to grow, in the order in which NumPy sorts the names of
  /// the classes; no class twice, no count of 0.
  ///
  /// A strategy is cut down to a whole number as imbalanced-learn does; a ratio is rounded.
  public func demands(_ sizes: ClassSizes) throws(OversamplingError) -> [ClassDemand] {
    switch self {
    case .strategy(let share): try byShare(share, sizes)
    case .ratio(let ratio): try byRatio(ratio, sizes)
    case .word(let word): try byWord(word, sizes)
    case .counts(let counts): try byCounts(counts, sizes)
    }
  }

  private func byShare(
    _ share: Double, _ sizes: ClassSizes
  ) throws(OversamplingError) -> [ClassDemand] {
    guard share > 0, share <= 1 else { throw .strategyOutOfRange(share) }
    let isAlone = sizes.isNamed || sizes.present.count == 2
    let smaller = sizes.present.filter { sizes.counts[Int($0)] < sizes.largest }
    let codes = isAlone ? [sizes.target] : smaller
    let majority = isAlone ? sizes.largestOther : sizes.largest
    var demands: [ClassDemand] = []
    for code in codes {
      let rows = Int(Double(majority) * share - Double(sizes.counts[Int(code)]))
      if rows > 0 { demands.append(ClassDemand(code: code, count: rows)) }
    }
    guard !demands.isEmpty else {
      throw .nothingToMake(
        className: sizes.names[Int(sizes.target)], strategy: share,
        present: Double(sizes.counts[Int(sizes.target)]) / Double(max(1, majority)))
    }
    return demands
  }

  private func byRatio(
    _ ratio: Double, _ sizes: ClassSizes
  ) throws(OversamplingError) -> [ClassDemand] {
    guard ratio > 0, ratio <= Self.largestRatio else { throw .ratioOutOfRange(ratio) }
    let rows = (ratio * Double(sizes.counts[Int(sizes.target)])).rounded()
    return [ClassDemand(code: sizes.target, count: max(1, Int(rows)))]
  }

  private func byWord(
    _ word: StrategyWord, _ sizes: ClassSizes
  ) throws(OversamplingError) -> [ClassDemand] {
    let present = sizes.present
    let smallest = present.min { sizes.counts[Int($0)] < sizes.counts[Int($1)] }
    let largest = present.max { sizes.counts[Int($0)] < sizes.counts[Int($1)] }
    let codes =
      switch word {
      case .minority: present.filter { $0 == smallest }
      case .notMinority: present.filter { $0 != smallest }
      case .auto, .notMajority: present.filter { $0 != largest }
      case .all: present
      }
    let demands = codes.compactMap { code in
      let missing = sizes.largest - sizes.counts[Int(code)]
      return missing > 0 ? ClassDemand(code: code, count: missing) : nil
    }
    guard !demands.isEmpty else { throw .wordMeansNothing(word.rawValue) }
    return demands
  }

  private func byCounts(
    _ counts: [String: Int], _ sizes: ClassSizes
  ) throws(OversamplingError) -> [ClassDemand] {
    var wantedRows: [Int32: Int] = [:]
    for name in counts.keys.sorted() {
      guard let code = sizes.names.firstIndex(of: name), sizes.counts[code] > 0 else {
        throw .strategyClass(name, known: sizes.present.map { sizes.names[Int($0)] })
      }
      let wanted = counts[name] ?? 0
      let present = sizes.counts[code]
      guard wanted >= present else {
        throw .countBelowPresent(className: name, wanted: wanted, present: present)
      }
      let most = max(sizes.largest, present * (1 + Int(Self.largestRatio)))
      guard wanted <= most else {
        throw .countAboveLimit(className: name, wanted: wanted, most: most)
      }
      if wanted > present { wantedRows[Int32(code)] = wanted - present }
    }
    guard !wantedRows.isEmpty else { throw .countsAskForNothing }
    return sizes.present.compactMap { code in
      wantedRows[code].map { ClassDemand(code: code, count: $0) }
    }
  }
}
