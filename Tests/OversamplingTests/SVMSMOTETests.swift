import Jobs
import Numeric
import Oversampling
import TestSupport
import Testing

private struct Support: Decodable {
  let support: String

  init(_ name: String) throws {
    self = try Fixture.load("svm-smote/\(name).json", besides: #filePath)
  }

  var rows: [Int] { support.split(separator: " ").compactMap { Int($0) } }
}

private let cases = [
  "binary", "three_classes", "five_columns", "only_safe", "only_in_danger", "grid", "copies",
]

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct SVMSMOTETests {
  @Test(arguments: cases) func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try PeerCase(name, of: SVMSMOTE.self).check(SVMSMOTE.self)
  }

  @Test(arguments: cases) func supportVectorsAreThoseOfScikitLearn(name: String) throws {
    let found = try SupportVectorMachine(PeerCase(name, of: SVMSMOTE.self).training)
      .supportRows(for: "test", in: .unattended())
    #expect(try found == Support(name).rows.sorted())
    #expect(!found.isEmpty)
  }

  @Test(arguments: cases) func basesAreSupportVectorsAndParentsMakeTheRow(name: String) throws {
    let peer = try PeerCase(name, of: SVMSMOTE.self)
    let support = try Set(Support(name).rows)
    let outStep = peer.options["out-step"] ?? 0.5
    let made = try peer.synthesized(SVMSMOTE.self)
    for (row, parents) in made.parents.enumerated() {
      #expect(support.contains(Int(parents.base)))
      #expect(peer.training.labels[Int(parents.neighbor)] == made.labels[row])
      #expect(parents.step < 1 && parents.step > -outStep)
      for column in 0..<made.rows.columns {
        let base = peer.training.features[Int(parents.base), column]
        let neighbor = peer.training.features[Int(parents.neighbor), column]
        #expect(made.rows[row, column] == base + parents.step * (neighbor - base))
      }
    }
  }

  @Test func withBothSortsAllRowsAreMadeTowardsNeighborsFirst() throws {
    let peer = try PeerCase("binary", of: SVMSMOTE.self)
    let made = try peer.synthesized(SVMSMOTE.self)
    #expect(made.parents.count == peer.demands[0][1])
    let towards = made.parents.prefix { $0.step >= 0 }.count
    #expect(towards > 0 && towards < made.parents.count)
    #expect(made.parents.dropFirst(towards).allSatisfy { $0.step < 0 })
    #expect(made.remarks.isEmpty)
  }

  @Test(arguments: [("only_safe", "safe", "in danger"), ("only_in_danger", "in danger", "safe")])
  func rowsOfASortThatDoesNotOccurAreMissedAndThatIsSaid(
    name: String, there: String, absent: String
  ) throws {
    let peer = try PeerCase(name, of: SVMSMOTE.self)
    let made = try peer.synthesized(SVMSMOTE.self)
    let requested = peer.demands[0][1]
    #expect(made.parents.count < requested)
    #expect(made.parents.allSatisfy { there == "safe" ? $0.step <= 0 : $0.step >= 0 })
    #expect(
      made.remarks.first
        == .missedCount(
          className: "class 1", requested: requested, made: made.parents.count))
    let note = try #require(made.remarks.last?.description)
    #expect(note.contains("all \(there)") && note.contains("from vectors \(absent)"))
    #expect(made.remarks.last?.setting == "m")
  }

  @Test func whereAllSupportVectorsAreNoiseTheErrorTellsWhatToDo() throws {
    // Every rare row sits alone between common ones.
    let common = (0..<40).map { [Double($0)] }
    let rows = SmallRows.pair(common: common, rare: [[5.4], [15.4], [25.4], [35.4]])
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(SVMSMOTE.self, ["k": 1, "m": 3], of: rows, [1: 10])
    }
    #expect(
      error?.description == "SVM-SMOTE: all 4 support vectors of class 'rare' are noise: their "
        + "m = 3 nearest rows are all of other classes; give a larger m, or choose another method")
  }

  @Test func oneClassAloneHasNoBorder() {
    let rows = TrainingRows(
      features: Matrix([[1], [2], [3], [5]]), labels: [0, 0, 0, 0], classNames: ["only"])
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(SVMSMOTE.self, ["k": 1, "m": 2], of: rows, [0: 10])
    }
    #expect(error?.description.contains("one class only") == true)
  }

  @Test func valuesTooLargeToSquareAreRefused() {
    let rows = SmallRows.pair(
      common: [[1e200], [-1e200], [3e200], [2e200]], rare: [[0], [1], [2]])
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(SVMSMOTE.self, ["k": 1, "m": 2], of: rows, [1: 10])
    }
    #expect(error?.description.contains("scale the columns") == true)
  }

  @Test func columnsWithoutAnySpreadAreFine() throws {
    let rows = SmallRows.pair(
      common: Array(repeating: [2, 2], count: 6), rare: Array(repeating: [2, 2], count: 4))
    let found = try SupportVectorMachine(rows).supportRows(for: "test", in: .unattended())
    #expect(found.contains { rows.labels[$0] == 1 })
  }

  @Test func theOrderOfClassesIsThatOfTheirNames() throws {
    let peer = try PeerCase("three_classes", of: SVMSMOTE.self).training
    // The same classes under other codes: 0 was 2, 1 was 0, 2 was 1.
    let recoded = TrainingRows(
      features: peer.features, labels: peer.labels.map { ($0 + 1) % 3 },
      classNames: ["class 2", "class 0", "class 1"])
    let one = try SupportVectorMachine(peer).supportRows(for: "test", in: .unattended())
    let other = try SupportVectorMachine(recoded).supportRows(for: "test", in: .unattended())
    #expect(one == other)
  }

  @Test func independentStreamsDoNotDependOnOtherClasses() throws {
    let training = try PeerCase("three_classes", of: SVMSMOTE.self).training
    try SmallRows.checkIndependence(SVMSMOTE.self, of: training, settings: ["k": 3, "m": 6])
  }

  /// Rows without a border to find, many enough that the kernel of all of them does not fit the
  /// solver's cache; the whole solution takes more than a minute.
  private static func cloud() -> TrainingRows {
    let rows = 40_000
    var random = NumPyRandom(seed: 1)
    let values = (0..<rows * 6).map { _ in random.normal() }
    return TrainingRows(
      features: Matrix(rows: rows, columns: 6, storage: values),
      labels: (0..<rows).map { $0 < rows / 2 ? 0 : 1 }, classNames: ["one", "other"])
  }

  @Test func aSolverThatIsLeftBehindGivesUpSoon() {
    let cloud = Self.cloud()
    let leaving = CancellationFlag()
    leaving.raise()
    let problem = SupportVectorProblem(
      cloud.features, order: Array(cloud.labels.indices), classes: cloud.labels,
      leaving: leaving)
    let start = ContinuousClock.now
    _ = problem.solved(gamma: 1.0 / 6)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func aCancelDuringTheSolutionIsHeardWithin100Milliseconds() {
    let cloud = Self.cloud()
    let cancelled = ContinuousClock.now + .milliseconds(300)
    let context = RunContext<Fraction>(
      threads: 1, isCancelled: { ContinuousClock.now >= cancelled }, report: { _ in })
    #expect(throws: CancellationError.self) {
      _ = try SupportVectorMachine(cloud).supportRows(for: "test", in: context)
    }
    #expect(ContinuousClock.now - cancelled < .milliseconds(100))
  }
}
