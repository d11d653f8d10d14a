import Jobs
import Numeric
import Parameters
import Tabular

/// How a correct attribution probability treats keys that nobody in the release has.
enum UnmatchedKeys: Sendable {
  /// They are passed over (CAP).
  case passedOver
  /// Nothing is attributed: 0 (0CAP).
  case nothing
  /// The nearest keys by Hamming's distance stand in (GeneralizedCAP).
  case nearest
}

/// What somebody who knows the keys of people attributes to them, as all measures of CAP's kin count
/// it.
struct Attribution: Sendable {
  /// For each training person the share of the right secret in the release; nil for no match.
  let training: [Double?]
  /// The same for people whose data was not used.
  let holdout: [Double?]
  /// Protection by guessing among all secrets of the training rows, in 0..<1.
  let baseline: Double
  private let rule: UnmatchedKeys
  /// The normal deviate of the intervals.
  private let deviations: Double

  /// - Throws: `MeasureError`, `CancellationError`.
  init(
    of input: MeasureInput, for measure: any Measure.Type, _ rule: UnmatchedKeys, bins: Int,
    in context: RunContext<Fraction>
  ) throws {
    let names = try input.requireQuasiIdentifiers(for: measure)
    let secrets = try input.requireSensitive(for: measure)
    _ = try input.requireHoldout(for: measure)
    let table = try AttributionTable(
      keys: names, secrets: secrets, of: input, bins: bins, in: context)
    let search = AttributionSearch(table, rule)
    training = try search.shares(of: .training, in: context.step(0, of: 2))
    context.report(Fraction(0.5))
    holdout = try search.shares(of: .holdout, in: context.step(1, of: 2))
    baseline = try Self.baseline(secrets, of: input, bins: bins, in: context)
    self.rule = rule
    deviations = input.deviations
  }

  /// `1 − 1 / Π (different values of each secret in the training rows)`, a missing one included.
  private static func baseline(
    _ secrets: [String], of input: MeasureInput, bins: Int, in context: RunContext<Fraction>
  ) throws -> Double {
    let product = try secrets.reduce(1.0) { product, name in
      let codes = try ColumnCodes(name, of: input, bins: bins, in: context).codes[.training] ?? []
      return product * Double(Set(codes).count)
    }
    return 1 - 1 / product
  }

  /// The mean of the shares there are; nil if there are none.
  private func mean(_ shares: [Double?]) -> BoundedMean? {
    let found = shares.compactMap(\.self)
    return found.isEmpty ? nil : BoundedMean(sum: found.reduce(0, +), count: found.count)
  }

  /// The same over all people, with nothing learned of those without a match.
  private func overall(_ shares: [Double?]) -> BoundedMean {
    BoundedMean(sum: shares.reduce(0) { $0 + ($1 ?? 0) }, count: shares.count)
  }

  /// What training people lose more than others, over all people.
  var gap: Interval { overall(training).difference(from: overall(holdout), deviations: deviations) }

  /// What SDMetrics' `DisclosureProtection` says, beside the same on the holdout.
  func measurement(keys: [String], secrets: [String]) -> Measurement {
    let own = mean(training)
    let others = mean(holdout)
    let score = own.flatMap(score)
    let order = training.indices.filter { (training[$0] ?? 0) > 0 }
      .sorted { (training[$0] ?? 0, $1) > (training[$1] ?? 0, $0) }
    return Measurement(
      score, interval: score == nil ? nil : interval(own), reference: others.flatMap(self.score),
      verdict: verdict(score), sentence: sentence(keys, secrets),
      parts: parts(own, others), rows: order, remarks: remarks(own, others))
  }

  private func score(_ attribution: BoundedMean) -> Double? {
    baseline > 0 ? min((1 - attribution.mean) / baseline, 1) : nil
  }

  private func interval(_ attribution: BoundedMean?) -> Interval? {
    attribution.map { mean in
      let bounds = mean.interval(deviations: deviations)
      return Interval(
        low: min((1 - bounds.high) / baseline, 1), high: min((1 - bounds.low) / baseline, 1))
    }
  }

  /// Without a score there is nothing to guess, or nobody to guess about.
  private func verdict(_ score: Double?) -> MeasureVerdict {
    guard let score else { return .unclear }
    if gap.low > 0 { return .leak }
    return gap.high <= 0 || score == 1 ? .clean : .unclear
  }

  private func sentence(_ keys: [String], _ secrets: [String]) -> String {
    let (key, secret) = (keys.joined(separator: ", "), secrets.joined(separator: ", "))
    guard baseline > 0 else {
      return "All training people have the same \(secret), so there is nothing to guess, and the "
        + "release cannot give away more than that."
    }
    return
      "Whoever knows \(key) of somebody and looks into the release gives the right \(secret) a "
      + "chance of \(Percent.text(overall(training).mean)) for training people and of "
      + "\(Percent.text(overall(holdout).mean)) for people whose data was not used; only the "
      + "difference is a leak, the rest is knowledge about everybody."
  }

  private func parts(_ own: BoundedMean?, _ others: BoundedMean?) -> [MeasurePart] {
    let matched = BoundedMean(training.count { $0 != nil }, of: training.count)
    let matchedOthers = BoundedMean(holdout.count { $0 != nil }, of: holdout.count)
    let shared = overall(training).mean - overall(holdout).mean
    return [
      own.map { MeasurePart("protection, training", 1 - $0.mean) },
      others.map { MeasurePart("protection, holdout", 1 - $0.mean) },
      MeasurePart("baseline protection", baseline),
      MeasurePart("matched, training", matched.mean),
      MeasurePart("matched, holdout", matchedOthers.mean),
      own.flatMap { own in
        others.map { MeasurePart("attribution, training less holdout", own.mean - $0.mean) }
      },
      MeasurePart("gap: training less holdout, over all people", shared),
      MeasurePart("gap, least at 95 %", gap.low),
      MeasurePart("gap, most at 95 %", gap.high),
    ].compactMap(\.self)
  }

  private func remarks(_ own: BoundedMean?, _ others: BoundedMean?) -> [String] {
    [
      own == nil ? "No training person's key is in the release: not defined." : nil,
      others == nil ? "No holdout person's key is in the release." : nil,
      baseline > 0
        ? nil : "The secret has one value in the training rows: there is nothing to guess.",
    ].compactMap(\.self)
  }
}

extension Attribution {
  /// The definition in detail, the same for all three but for keys without a match.
  static func rules(unmatched: String) -> MeasureRules {
    MeasureRules(
      scaling: "none; with bins, numbers of one of so many equal-width bins of the training rows' "
        + "range count as equal",
      ties: "a missing value is a value of its own; " + unmatched,
      degenerate: "not defined, and neither leak nor clean, without a matched person and where the "
        + "secret has one value only",
      interval: "Wilson's at 95 % with the sum of the shares in place of the successes, divided by "
        + "the baseline",
      threshold: "leak if training people lose more than holdout people (Newcombe interval of the "
        + "gap over all people above 0), clean if they do not lose more or guessing does as well; "
        + "the score itself has no threshold: knowledge about everybody lowers it too")
  }

  /// The setting that groups numbers.
  static let parameters = [
    ParameterSpec.integer(
      "bins", in: 0...1000, default: 0,
      help: "groups of equal width that numbers are put into; 0: exact numbers")
  ]
}
