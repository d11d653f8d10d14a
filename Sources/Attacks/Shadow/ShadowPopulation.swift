import Jobs
import Numeric

/// Makes releases of the data of a class, with and without one person.
public protocol ShadowReleases: Sendable {
  /// Names the program and its settings; a run is resumed only where this is the same.
  var identity: String { get }
  /// Rows of a release, with the person or without, whichever are fewer. Longer releases are cut to
  /// so many, so that the number of rows tells nothing.
  var leastRows: Int { get }

  /// Synthetic rows made of all members, or of all but one. It may be called from several threads
  /// at once.
  ///
  /// - Parameters:
  ///   - leftOut: a row among the members, or nil.
  ///   - seed: equal seeds give equal rows.
  /// - Throws: what the program throws; `CancellationError`.
  func rows(
    without leftOut: Int?, seed: UInt64, in context: RunContext<Fraction>
  ) throws -> Matrix
}

/// What shadow runs are made from: the people, and a way to make releases of them.
public struct ShadowPopulation: Sendable {
  /// Rows of the class asked about, all columns numbers.
  public let members: Matrix
  /// Real rows of all other classes, as wide.
  public let others: Matrix
  /// The program that is attacked.
  public let releases: any ShadowReleases

  /// - Parameters:
  ///   - members: at least two rows.
  ///   - others: as wide; without rows where nothing is known of other classes.
  public init(members: Matrix, others: Matrix, releases: any ShadowReleases) {
    self.members = members
    self.others = others
    self.releases = releases
  }
}

/// One shadow run: everything is as it was, but somebody's record was used, or was not.
public struct ShadowTrial: Sendable {
  /// The people and the program.
  public let population: ShadowPopulation
  /// Row of the person asked about, among the members.
  public let target: Int
  /// Whether the person's record is used.
  public let isMember: Bool
  /// Decides every random choice of this run.
  public let seed: UInt64
  /// Decides random choices that all runs about this person share.
  public let targetSeed: UInt64

  /// The record of the person asked about.
  public var record: [Double] { population.members.row(target) }

  /// The synthetic rows of this run.
  ///
  /// - Parameter isCut: whether it is cut to the number of rows that releases with and without the
  ///   person share; what is left out comes first.
  public func release(isCut: Bool = true, in context: RunContext<Fraction>) throws -> Matrix {
    let rows = try population.releases.rows(
      without: isMember ? nil : target, seed: seed, in: context)
    let extra = isCut ? rows.rows - population.releases.leastRows : 0
    return extra > 0 ? rows.rows(Array(extra..<rows.rows)) : rows
  }

  /// The real rows of this run, and which of them are of the class asked about.
  public func realRows() -> (rows: Matrix, isMinority: [Bool]) {
    let members = population.members
    let kept =
      isMember ? members : members.rows((0..<members.rows).filter { $0 != target })
    return (
      population.others.stacked(on: kept),
      Array(repeating: false, count: population.others.rows)
        + Array(repeating: true, count: kept.rows)
    )
  }
}
