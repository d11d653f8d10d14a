import Numeric

/// The scores of the test runs about one person.
public struct ShadowScores: Sendable, Equatable {
  /// Row of the person among the members.
  public let row: Int
  /// Of the runs with the person, in order; higher is more a member.
  public let with: [Float]
  /// Of the runs without, in order; as many.
  public let without: [Float]

  /// - Precondition: as many of both, 2 or more; this is not checked.
  public init(row: Int, with: [Float], without: [Float]) {
    self.row = row
    self.with = with
    self.without = without
  }

  /// How well the scores tell the runs apart: on all of them, on the first half, on the second; nil
  /// if there are less than two of a side.
  public var target: ShadowTarget? {
    let half = with.count / 2
    guard let all = Self.ranking(with[...], without[...]),
      let ranking = Self.ranking(with[..<half], without[..<half]),
      let reported = Self.ranking(with[half...], without[half...])
    else { return nil }
    return ShadowTarget(row: row, all: all, ranking: ranking, reported: reported)
  }

  private static func ranking(_ with: ArraySlice<Float>, _ without: ArraySlice<Float>) -> Ranking? {
    Ranking(
      scores: (with + without).map { Double($0) },
      isReal: with.map { _ in true } + without.map { _ in false })
  }
}
