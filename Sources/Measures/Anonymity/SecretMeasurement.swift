import Jobs

/// What l-diversity and t-closeness have in common: a number for each class of the release and each
/// secret, of which the worst counts.
struct SecretMeasurement: Sendable {
  /// The worst number of all.
  let worst: Double
  /// The worst number of each secret.
  let parts: [MeasurePart]
  /// Classes that are too weak in one secret or another.
  let weakClasses: Int
  /// People in a weak class whose secret is among those released for it.
  let people: ExposedPeople

  /// - Parameters:
  ///   - number: of one class; classes without released rows are not asked for.
  ///   - weakness: how much too weak a number is, the more the worse; nil if it is not.
  /// - Throws: `MeasureError`, `CancellationError`.
  init(
    _ classes: AnonymityClasses, secrets: [String], of input: MeasureInput, bins: Int,
    in context: RunContext<Fraction>, worse: (Double, Double) -> Bool,
    weakness: (Double) -> Double?, number: @Sendable (SecretDistribution, Int) -> Double
  ) throws {
    var parts: [MeasurePart] = []
    var isWeak = [Bool](repeating: false, count: classes.tuples.count)
    var badness: [Table: [Double?]] = [:]
    for name in secrets {
      let secret = try SecretDistribution(
        of: name, in: classes.tuples, of: input, bins: bins, in: context)
      let chunks = try parallelChunks(of: secret.ofClasses.count, grain: 64, in: context) {
        $0.map { secret.ofClasses[$0].isEmpty ? nil : number(secret, $0) }
      }
      let numbers = chunks.flatMap(\.self)
      let weak = numbers.map { $0.flatMap(weakness) }
      for index in weak.indices where weak[index] != nil { isWeak[index] = true }
      for table in input.tables {
        let own = secret.badness(of: table, weak, in: classes.tuples)
        badness[table] = badness[table].map { Self.larger($0, own) } ?? own
      }
      if let most = numbers.compactMap(\.self).min(by: worse) { parts.append(.init(name, most)) }
    }
    worst = parts.map(\.value).min(by: worse) ?? 0
    self.parts = parts
    weakClasses = isWeak.count { $0 }
    people = ExposedPeople(of: input) { badness[$0] ?? [] }
  }

  private static func larger(_ one: [Double?], _ other: [Double?]) -> [Double?] {
    zip(one, other).map { one, other in
      guard let one, let other else { return one ?? other }
      return max(one, other)
    }
  }
}
