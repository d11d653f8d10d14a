import Jobs
import Numeric
import Parameters

/// The shadow attack of the paper on a classifier of an augmented release: how sure it is of the
/// person is the score.
///
/// Source: Ganev et al., "SMOTE and Mirrors", ICLR 2026.
public struct ShadowClassifierAugmented: ShadowAttack {
  /// On the command line.
  public static let name = "shadow-classifier-augmented"
  /// In menus and messages.
  public static let title = "Shadow classifier on augmented rows"
  /// In menus and help.
  public static let summary =
    "Asks classifiers of augmented rows, with and without a person, how sure they are of that person."
  /// The paper.
  public static let source = ShadowGenerator.source
  /// `passes`.
  public static let parameters = [ParameterSpec.shadowPasses]
  /// A classifier that can be asked.
  public static let release = ShadowRelease.augmentedClassifier
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
    let release = try trial.release(isCut: false, in: context)
    return try classifier.answer(
      trial, trainedOn: rows.stacked(on: release),
      isMinority + Array(repeating: true, count: release.rows), in: context)
  }
}
