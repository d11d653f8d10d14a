import Jobs
import Numeric
import Parameters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Random oversampling examples, a smoothed bootstrap: a new row is a real row of the class with
/// normal noise added to every column.
///
///     row = base + h · s · z,  z standard normal,  s the column's standard deviation in the class,
///     h = shrinkage · (4 / ((columns + 2) · rows)) ^ (1 / (columns + 4))
///
/// As in imbalanced-learn `rows` counts the rows of all classes: counted by class, there would be
/// more noise, and the real row would be harder to guess.
///
/// Equal integer seeds give the rows of imbalanced-learn's `RandomOverSampler(shrinkage=…)`: the
/// same rows and draws, all bases of a class and then all noise, one stream for all classes; the
/// logarithms and powers behind the noise are those of the machine's C library. A class of one row
/// has no spread, and yields copies.
///
/// Source: Menardi, Torelli 2014, section 3, as in imbalanced-learn 0.14. Status: verified bit for
/// bit on one machine.
public struct ROSE: Oversampler {
  /// On the command line.
  public static let name = "rose"
  /// In menus.
  public static let title = "ROSE"
  /// In menus and help.
  public static let summary = "Real rows of the class with normal noise in every column."
  /// The paper that defined it.
  public static let source = Citation(
    "Menardi, Torelli: Training and assessing classification rules with imbalanced data, "
      + "Data Mining and Knowledge Discovery 28, 2014",
    link: "https://doi.org/10.1007/s10618-012-0295-5")
  /// `shrinkage`: the more, the more noise.
  public static let parameters = [
    ParameterSpec.real(
      "shrinkage", in: 0...1000, default: 1,
      help: "width of the noise, as a multiple of the rule of thumb; 0 copies rows")
  ]
  /// It adds noise, and draws no lines.
  public static let drawsLines = false

  private let shrinkage: Double

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    shrinkage = values.real("shrinkage")
  }

  /// The noisy rows, per demand in the order of the request; base and neighbor of each are the row
  /// that noise was added to, the step is not a number. A remark says if no column got any noise.
  ///
  /// - Throws: `OversamplingError` for a class without rows; `CancellationError`.
  /// - Complexity: O((count + class rows) × columns).
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let training = request.training
    var draft = SyntheticDraft(width: training.features.columns)
    var last: NumPyRandom?
    for demand in request.demands where demand.count > 0 {
      var random = request.stream(after: last, for: demand.code)
      let drawn = try request.bootstrap(
        demand, method: Self.title, random: &random, in: context)
      let widths = noiseWidths(training, demand.code)
      if widths.allSatisfy({ $0 == 0 }) {
        draft.remarks.append(noNoise(className: training.name(of: demand.code)))
      }
      draft.append(
        try noisy(drawn, of: training.features, widths, random: &random, in: context),
        code: demand.code)
      last = random
    }
    context.report(Fraction(1))
    return draft.finished()
  }

  /// What a standard normal number is multiplied by in each column.
  private func noiseWidths(_ training: TrainingRows, _ code: Int32) -> [Double] {
    let features = training.features
    let columns = Double(features.columns)
    let ruleOfThumb = pow(
      4 / ((columns + 2) * Double(features.rows)), 1 / (columns + 4))
    return columnDeviations(features.rows(training.rows(of: code)))
      .map { shrinkage * ruleOfThumb * $0 }
  }

  private func noisy(
    _ drawn: [Int32], of features: Matrix, _ widths: [Double], random: inout NumPyRandom,
    in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    var block = SyntheticBlock()
    block.rows.reserveCapacity(drawn.count * features.columns)
    for (row, base) in drawn.enumerated() {
      if row.isMultiple(of: LineDrawing.grain) { try context.checkCancellation() }
      for column in 0..<features.columns {
        let noise = random.normal() * widths[column]
        block.rows.append(noise + features[Int(base), column])
      }
    }
    block.parents = drawn.map { Parentage(base: $0, neighbor: $0, step: .nan) }
    return block
  }

  private func noNoise(className: String) -> OversamplingRemark {
    guard shrinkage > 0 else {
      return .note(
        "with a shrinkage of 0 every row made of class '\(className)' is a copy of a real one",
        setting: "shrinkage")
    }
    return .note(
      "the rows of class '\(className)' are all equal, so every row made of them is a copy",
      setting: nil)
  }
}
