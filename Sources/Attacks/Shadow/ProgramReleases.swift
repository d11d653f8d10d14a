import Jobs
import Numeric

/// Releases of any program, run anew for every shadow run.
public struct ProgramReleases: ShadowReleases {
  /// As given.
  public let identity: String
  /// As given.
  public let leastRows: Int
  private let members: Matrix
  private let program: GeneratorAccess

  /// - Parameters:
  ///   - program: it hears a cancel by itself.
  ///   - members: the rows it is run on.
  ///   - leastRows: rows a release has, with or without a person, whichever are fewer.
  ///   - identity: names the program and all its settings.
  public init(
    _ program: GeneratorAccess, members: Matrix, leastRows: Int, identity: String
  ) {
    self.program = program
    self.members = members
    self.leastRows = leastRows
    self.identity = identity
  }

  /// What the program makes.
  public func rows(
    without leftOut: Int?, seed: UInt64, in context: RunContext<Fraction>
  ) throws -> Matrix {
    try context.checkCancellation()
    let training = leftOut.map { row in members.rows((0..<members.rows).filter { $0 != row }) }
    return try program.make(from: training ?? members, seed: ShadowSeed.short(seed))
  }
}
