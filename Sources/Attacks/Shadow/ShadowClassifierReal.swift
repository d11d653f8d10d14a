import Jobs
import Learners
import Numeric
import Parameters

/// The shadow attack of the paper on a classifier of real rows: how sure it is of the person is the
/// score.
///
/// The classifier is a network with two hidden layers as wide as the data, trained for 25 passes.
///
/// Source: Ganev et al., "SMOTE and Mirrors", ICLR 2026.
public struct ShadowClassifierReal: ShadowAttack {
  /// On the command line.
  public static let name = "shadow-classifier-real"
  /// In menus and messages.
  public static let title = "Shadow classifier on real rows"
  /// In menus and help.
  public static let summary =
    "Asks classifiers of the real rows, with and without a person, how sure they are of that person."
  /// The paper.
  public static let source = ShadowGenerator.source
  /// `passes`.
  public static let parameters = [ParameterSpec.shadowPasses]
  /// A classifier that can be asked.
  public static let release = ShadowRelease.realClassifier
  /// Nothing is learned: the answer is the score.
  public let trees: Int? = nil
  private let classifier: ShadowNetwork

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    classifier = ShadowNetwork(passes: values.integer("passes"))
  }

  /// The log odds that the classifier gives the person.
  public func features(
    of trial: ShadowTrial, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let (rows, isMinority) = trial.realRows()
    return try classifier.answer(trial, trainedOn: rows, isMinority, in: context)
  }
}

/// The classifier of the paper's shadow attacks.
struct ShadowNetwork: Sendable {
  /// Passes over the rows.
  let passes: Int

  /// The log odds of the class asked about for the person of a trial.
  func answer(
    _ trial: ShadowTrial, trainedOn rows: Matrix, _ isMinority: [Bool],
    in context: RunContext<Fraction>
  ) throws -> [Double] {
    var network = NeuralNetwork()
    network.hidden = [rows.columns, rows.columns]
    network.epochs = passes
    // Another stream than that of the release.
    network.seed = ShadowSeed.short(ShadowSeed.mixed(trial.seed, 1))
    return try network.logOdds(
      of: Matrix([trial.record]), trainedOn: rows, isPositive: isMinority, in: context)
  }
}

extension ParameterSpec {
  /// The setting of shadow attacks on a classifier.
  static let shadowPasses = ParameterSpec.integer(
    "passes", in: 1...10_000, default: 25, help: "passes over the rows when a classifier is trained"
  )
}
