import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

@Suite struct SeedReplayTests {
  /// Ratio and the least recall.
  @Test(arguments: [UInt32(0), 42, 2024], [(2.0, 0.6), (3, 0.84), (5, 0.93)])
  func recordsAreSolvedFromFewRows(
    seed: UInt32, target: (ratio: Double, recall: Double)
  ) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(120, 4))
    trial.goal = .ratio(target.ratio)
    trial.seed = seed
    let report = try trial.report(SeedReplayAttack.self)
    #expect(report.score.precision == 1)
    #expect(report.score.recall >= target.recall)
    #expect(report.estimate.k == 5)
    #expect(report.estimate.kRange == 5...5)
    #expect(report.estimate.ratioRange?.contains(target.ratio) == true)
    #expect(report.claims.allSatisfy { ($0.distance ?? 1) < 1e-9 })
  }

  @Test(arguments: [1, 2, 4, 7, 10]) func theNumberOfNeighborsIsRead(k: Int) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(80, 5))
    trial.k = k
    trial.goal = .ratio(6)
    trial.seed = 7
    let report = try trial.report(SeedReplayAttack.self)
    #expect(report.estimate.k == k)
    #expect(report.estimate.ratio == 6)
    #expect(report.score.precision == 1)
    #expect(report.score.recall > 0.9)
  }

  /// Lines meet everywhere in the plane, and rows on one line have no other geometry than order.
  @Test(arguments: [1, 2]) func fewColumnsDoNotMatter(columns: Int) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(60, columns, decimals: 9))
    trial.goal = .ratio(5)
    let score = try trial.report(SeedReplayAttack.self).score
    #expect(score.precision == 1)
    #expect(score.recall > 0.9)
  }

  @Test func unitsScalingAndCopiesDoNotMatter() throws {
    let once = RandomRows.inMixedUnits(60, 5)
    let rows = once.stacked(on: once.rows([0, 0, 1, 2, 2, 2]))
    for scaling in [Scaling.none, .minmax] {
      var trial = try AttackTrial(minority: rows, scaling: scaling)
      trial.goal = .ratio(4)
      let score = try trial.report(SeedReplayAttack.self).score
      #expect(score.precision == 1)
      #expect(score.recall > 0.9)
    }
  }

  @Test func categoriesAsColumnsOfZerosAndOnesDoNotMatter() throws {
    let rows = RandomRows.grid(90, 8, levels: 2)
    var trial = try AttackTrial(minority: rows)
    trial.goal = .ratio(4)
    let score = try trial.report(SeedReplayAttack.self).score
    #expect(score.precision == 1)
    #expect(score.recall > 0.9)
  }

  @Test(arguments: 0..<20) func aSeedThatIsNotInTheListClaimsNothing(number: Int) throws {
    let rows = [
      RandomRows.normal(60, 5), RandomRows.grid(60, 8, levels: 2), RandomRows.normal(60, 1),
    ][number % 3]
    var trial = try AttackTrial(minority: rows)
    trial.goal = .ratio([1.0, 2, 5, 20][number % 4])
    trial.seed = 5000 + UInt32(number)
    #expect(throws: AttackError.self) { _ = try trial.report(SeedReplayAttack.self) }
  }

  @Test func shuffledRowsClaimNothing() throws {
    for ratio in [2.0, 5, 20] {
      let release = try Self.release(ratio)
      var random = NumPyRandom(seed: 4)
      let shuffled = release.replacing(
        release.minority.rows(random.permutation(release.minority.rows)))
      #expect(try Self.claims(on: shuffled, seeds: SeedList.usual) == nil)
    }
  }

  @Test func onlyTheSeedsGivenAreTried() throws {
    let release = try Self.release(5)
    #expect(try Self.claims(on: release, seeds: [1, 2, 3]) == nil)
    let claims = try #require(try Self.claims(on: release, seeds: Array(30...50)))
    #expect(claims.count > 70)
  }

  /// Each row of a line lies where its step says, and the other end is on it.
  @Test func theEvidenceHolds() throws {
    let release = try Self.release(3)
    let claims = try #require(try Self.claims(on: release, seeds: [42]))
    var lines = 0
    for guess in claims {
      guard case .record(let record) = guess.claim else { continue }
      #expect(guess.evidence.reason == .replayedDraws)
      #expect(guess.evidence.premise == .seed(42, k: 5, classSize: 80))
      #expect(!guess.evidence.lines.isEmpty)
      for line in guess.evidence.lines {
        lines += 1
        #expect(line.steps.count == line.rows.count)
        for (row, step) in zip(line.rows, line.steps) {
          for column in record.indices {
            let expected = record[column] + step * (line.otherEnd[column] - record[column])
            #expect(abs(release.minority[row, column] - expected) < 1e-10)
          }
        }
        if let other = line.record, case .record(let values) = claims[other].claim {
          #expect(values == line.otherEnd)
        }
      }
      guard
        case .otherSeeds(let tried, let agreements, let expected)? =
          guess.evidence.ruledOut.first
      else {
        Issue.record("the chance of it is not stated")
        continue
      }
      #expect(tried == 239 * 10)
      #expect(agreements >= 2)
      #expect(expected < 1e-6)
    }
    #expect(lines > 80)
  }

  @Test func knownRecordsHelpAndAreNotClaimed() throws {
    let rows = RandomRows.normal(80, 4)
    let release = try Self.release(2)
    let alone = try #require(try Self.claims(on: release, seeds: [42]))
    let known = rows.rows(Array(0..<30))
    let helped = try #require(try Self.claims(on: release, seeds: [42], known: known))
    let values = (0..<known.rows).map { known.row($0) }
    for guess in helped {
      guard case .record(let record) = guess.claim else { continue }
      #expect(!values.contains { zip($0, record).allSatisfy { abs($0 - $1) < 1e-8 } })
    }
    #expect(helped.count + 30 > alone.count)
  }

  private static func release(_ ratio: Double) throws -> Release {
    var trial = try AttackTrial(minority: RandomRows.normal(80, 4))
    trial.goal = .ratio(ratio)
    trial.seed = 42
    return try trial.publication().release(.synthetic)
  }

  /// Nil if the attack does not apply.
  private static func claims(
    on release: Release, seeds: [UInt32], known: Matrix? = nil
  ) throws -> [Guess]? {
    let found = Locked<[Guess]>([])
    let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
      if case .guesses(let guesses) = update { found.withLock { $0 += guesses } }
    }
    do {
      _ = try SeedReplayAttack(ParameterValues(SeedReplayAttack.parameters))
        .run(on: AttackerView(release: release, seeds: seeds, known: known), in: context)
    } catch AttackError.notApplicable {
      #expect(found.withLock { $0.isEmpty })
      return nil
    }
    return found.withLock { $0 }
  }
}

extension Release {
  /// The same release with other minority rows.
  func replacing(_ rows: Matrix) -> Release {
    Release(kind: kind, minority: rows, others: others, columnNames: columnNames)
  }
}
