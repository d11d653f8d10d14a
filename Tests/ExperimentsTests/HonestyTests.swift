import Attacks
import Experiments
import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import TestSupport
import Testing

/// Measures that the panel is tried on; each calls a leak what its rule says.
private enum Yardsticks {
  static let rules = MeasureRules(
    scaling: "none", ties: "none", degenerate: "none", interval: "none", threshold: "none")

  static func measurement(_ value: Double?, _ isLeak: Bool) -> Measurement {
    Measurement(value, verdict: isLeak ? .leak : .clean, sentence: "A number.")
  }
}

private protocol Yardstick: Measure {}
extension Yardstick {
  static var title: String { name }
  static var summary: String { name }
  static var source: Citation { Citation("a test", link: "https://example.org") }
  static var parameters: [ParameterSpec] { [] }
  static var group: MeasureGroup { .copies }
  static var direction: Direction { .lowerIsSafer }
  static var needs: Set<MeasureNeed> { [] }
  static var rules: MeasureRules { Yardsticks.rules }
}

/// Share of released rows that are training rows.
private struct Copies: Yardstick {
  static let name = "copies"
  init(_ values: ParameterValues) {}
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) throws -> Measurement {
    let nearest = try input.distances.nearest(from: .synthetic, to: .training, in: context)
    let zeros = nearest?.nearest.count { $0 == 0 } ?? 0
    return Yardsticks.measurement(Double(zeros), zeros > 0)
  }
}

private struct CallsAllClean: Yardstick {
  static let name = "all-clean"
  init(_ values: ParameterValues) {}
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) -> Measurement {
    Yardsticks.measurement(0, false)
  }
}

private struct CallsAllLeaks: Yardstick {
  static let name = "all-leaks"
  init(_ values: ParameterValues) {}
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) -> Measurement {
    Yardsticks.measurement(1, true)
  }
}

/// Calls the copy a leak, and has a worse value for everything else.
private struct CopyIsNotTheWorst: Yardstick {
  static let name = "not-the-worst"
  init(_ values: ParameterValues) {}
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) -> Measurement {
    let isCopy = input.synthetic == input.training
    return Yardsticks.measurement(isCopy ? 0.52 : 0.841, isCopy)
  }
}

/// Calls the copy a leak and leaves all else open.
private struct NeverSure: Yardstick {
  static let name = "never-sure"
  init(_ values: ParameterValues) {}
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) -> Measurement {
    let isCopy = input.synthetic == input.training
    return Measurement(
      isCopy ? 1 : 0.5, verdict: isCopy ? .leak : .unclear, sentence: "Too few rows to tell.")
  }
}

/// The same by its definition.
private struct NeverClean: Yardstick {
  static let name = "never-clean"
  static let canBeClean = false
  private let other: NeverSure
  init(_ values: ParameterValues) { other = NeverSure(values) }
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) -> Measurement {
    other.measure(input, in: context)
  }
}

private struct UndefinedOnCopies: Yardstick {
  static let name = "undefined"
  init(_ values: ParameterValues) {}
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) -> Measurement {
    Measurement(nil, verdict: .unclear, sentence: "Nothing divided by nothing.")
  }
}

private struct RefusesCopies: Yardstick {
  static let name = "refuses"
  init(_ values: ParameterValues) {}
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) throws -> Measurement {
    if input.synthetic == input.training {
      throw MeasureError.notApplicable(measure: "refuses", because: "both tables are one")
    }
    return Yardsticks.measurement(0, false)
  }
}

private struct Fidelity: Yardstick {
  static let name = "fidelity"
  static let group = MeasureGroup.fidelity
  static let direction = Direction.none
  init(_ values: ParameterValues) {}
  func measure(_ input: MeasureInput, in context: RunContext<Fraction>) -> Measurement {
    Yardsticks.measurement(1, false)
  }
}

@Suite struct HonestyTests {
  private static let catalog: [any Measure.Type] = [
    Copies.self, CallsAllClean.self, CallsAllLeaks.self, UndefinedOnCopies.self,
    RefusesCopies.self, Fidelity.self, CopyIsNotTheWorst.self, NeverSure.self, NeverClean.self,
  ]

  private static func table(_ rows: Int, seed: UInt32) throws -> Dataset {
    let matrix = RandomRows.normal(rows, 2, seed: seed)
    return try Dataset(
      schema: Schema([.feature, .feature]),
      columns: (0..<2).map { column in
        Column(
          name: "x\(column)", kind: .decimal(decimals: 3),
          values: .numeric((0..<rows).map { matrix[$0, column] }))
      })
  }

  private static func rows(holdout: Bool) throws -> [String: HonestyRow] {
    let input = try MeasureInput(
      training: table(30, seed: 1), synthetic: table(40, seed: 2),
      holdout: holdout ? table(20, seed: 3) : nil)
    let rows = try HonestyPanel.run(
      catalog.map { Selection($0) }, on: input, from: catalog, in: .unattended())
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.release.measure, $0) })
  }

  @Test func eachMeasureIsPutToBothTests() throws {
    let rows = try Self.rows(holdout: true)
    #expect(rows["copies"]?.test == .passed)
    #expect(
      (rows["all-clean"]?.failure ?? "") + "."
        == "it does not call a verbatim copy of the real rows a leak; of the copy it says: "
        + "\(rows["all-clean"]?.copy.measurement?.sentence ?? "")")
    #expect(rows["all-leaks"]?.failure?.hasPrefix("it calls fresh people's rows a leak") == true)
    #expect(rows["undefined"]?.failure?.hasPrefix("it is not defined for a verbatim copy") == true)
  }

  /// Trap 1: the value has to say it too.
  @Test func aCopyThatIsNotTheWorstFailsWithBothNumbers() throws {
    let row = try #require(try Self.rows(holdout: true)["not-the-worst"])
    let failure = try #require(row.failure)
    #expect(failure.contains("is not the worst to it: the release has 0.841, the copy 0.52"))
    #expect(failure.hasSuffix("lower is safer"))
    #expect(row.sight(isProved: true) == .notAsked)
  }

  @Test func freshPeopleHaveToBeClean() throws {
    let rows = try Self.rows(holdout: true)
    #expect(
      rows["never-sure"]?.test
        == .halfPassed(
          "there are too few fresh people to call them clean with confidence"))
    #expect(
      rows["never-clean"]?.test
        == .halfPassed("it never calls anything clean, fresh people neither"))
    #expect(rows["never-clean"]?.failure == nil)
  }

  /// What all measures do with a small holdout: none may have a worse value than that of the copy
  /// and pass; the distances of a copy are the worst.
  @Test func onRealPeopleTheCopyIsTheWorstOfWhatPasses() throws {
    let input = try MeasureInput(
      training: Self.table(60, seed: 1), synthetic: Self.table(200, seed: 2),
      holdout: Self.table(12, seed: 3))
    let rows = try HonestyPanel.run(
      MeasureCatalog.all.map { Selection($0) }, on: input, in: .unattended(threads: 2))
    for row in rows where row.isAboutPrivacy {
      guard case .passed = row.test, let copy = row.copy.measurement?.value else { continue }
      for other in [row.release, row.fresh].compactMap({ $0?.measurement?.value }) {
        let isWorse = row.direction == .higherIsSafer ? other < copy : other > copy
        #expect(!isWorse || abs(other - copy) <= 1e-3 * max(abs(copy), abs(other)))
      }
    }
    let share = try #require(rows.first { $0.release.measure == "dcr-share" })
    #expect(share.copy.measurement?.value == 1)
    #expect(share.failure == nil)
    let hausdorff = try #require(rows.first { $0.release.measure == "hausdorff" })
    #expect(
      hausdorff.test == .halfPassed("it never calls anything clean, fresh people neither"))
  }

  @Test func whatCannotBeTestedIsNeitherPassedNorFailed() throws {
    let rows = try Self.rows(holdout: true)
    #expect(
      rows["refuses"]?.test
        == .untested(
          "it cannot be taken of a verbatim copy: refuses does not apply: both tables are one"))
    #expect(rows["fidelity"]?.test == .untested("it says how good data is, not how safe"))
    #expect(rows["fidelity"]?.failure == nil && rows["refuses"]?.failure == nil)
  }

  @Test func withoutAHoldoutOneTestIsMissing() throws {
    let rows = try Self.rows(holdout: false)
    #expect(
      rows["copies"]?.test == .halfPassed("there is no holdout to take fresh people from"))
    #expect(
      rows["all-leaks"]?.test == .halfPassed("there is no holdout to take fresh people from"))
  }

  @Test func freshPeopleAreHalfOfTheHoldout() throws {
    let counts = Locked<[Int]>([])
    let input = try MeasureInput(
      training: Self.table(30, seed: 1), synthetic: Self.table(40, seed: 2),
      holdout: Self.table(21, seed: 3))
    let context = RunContext<HonestyProgress>(
      threads: 1, isCancelled: { false },
      report: { news in counts.withLock { $0.append(news.reports.count) } })
    let rows = try HonestyPanel.run(
      [Selection(Copies.self)], on: input, from: Self.catalog, telling: context)
    #expect(rows[0].fresh?.measurement?.verdict == .clean)
  }

  @Test func aMeasureThatCallsAProvedLeakCleanDoesNotSeeIt() throws {
    let report = try AttackTrial(minority: RandomRows.normal(30, 4)).report(ReconSMOTE.self)
    let rows = try Self.rows(holdout: true)
    let proof = report.score.isProof()
    #expect(rows["copies"]?.sight(isProved: proof) == .blind)
    #expect(rows["never-sure"]?.sight(isProved: proof) == .unsure)
    #expect(rows["copies"]?.sight(isProved: false) == .unproved)
    // The word of a measure that calls everything a leak, or nothing, counts for nothing.
    #expect(rows["all-leaks"]?.sight(isProved: proof) == .notAsked)
    #expect(rows["all-clean"]?.sight(isProved: proof) == .notAsked)
    #expect(rows["fidelity"]?.sight(isProved: proof) == .notAsked)
    let half = try Self.rows(holdout: false)
    #expect(half["all-leaks"]?.sight(isProved: proof) == .sees)
  }

  @Test func blindPickingIsNoProof() throws {
    let report = try AttackTrial(minority: RandomRows.normal(30, 4), majorityCount: 100)
      .report(DistinSMOTE.self)
    #expect(report.score.isProof(realShare: 0.3))
    // Where nearly all rows are real anyway, calling them real proves nothing.
    #expect(!report.score.isProof(realShare: 0.95))
  }
}
