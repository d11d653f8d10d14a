import Foundation
import Jobs
import Numeric
import Oversampling
import Parameters
import Testing

/// What all catalogues have in common.
private func checkNames(_ types: [any Configurable.Type]) {
  let names = types.map { $0.name }
  #expect(Set(names).count == names.count)
  #expect(Set(types.map { $0.title }).count == names.count)
  for name in names {
    // Colons and equals signs part the settings on the command line.
    #expect(name.allSatisfy { $0 == "-" || $0.isNumber || ($0.isLetter && $0.isLowercase) })
  }
}

private func checkDescription(_ type: any Configurable.Type) {
  #expect(!type.title.isEmpty && !type.summary.isEmpty && !type.source.text.isEmpty)
  #expect(!type.summary.contains("\n"))
  #expect(type.source.link.hasPrefix("https://"))
}

/// Every setting, at its default and at the ends of what it may be, reads back from its text.
private func checkRoundTrip(_ type: any Configurable.Type) throws {
  for spec in type.parameters {
    let values: [ParameterValue] =
      switch spec.domain {
      case .integer(let range): [.integer(range.lowerBound), .integer(range.upperBound)]
      case .real(let range): [.real(range.lowerBound), .real(range.upperBound)]
      case .choice(let words): words.map { .choice($0) }
      case .flag: [.flag(true), .flag(false)]
      }
    for value in values + [spec.defaultValue] {
      var set = ParameterValues(type.parameters)
      try set.set(spec.name, to: value)
      #expect(
        try ParameterValues(type.parameters, texts: [spec.name: "\(value)"]) == set,
        "\(spec.name) = \(value)")
    }
  }
  _ = try type.init(ParameterValues(type.parameters))
}

/// How long work goes on after another thread asked it to stop.
private enum CancelDelay {
  /// - Returns: nil if the work was done before it was asked to stop.
  static func measured(
    after wait: Duration, _ work: (RunContext<Fraction>) throws -> Void
  ) throws -> Duration? {
    let flag = CancellationFlag()
    let raised = Locked<ContinuousClock.Instant?>(nil)
    let seconds =
      Double(wait.components.seconds) + Double(wait.components.attoseconds) / 1e18
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: seconds)
      raised.withLock { $0 = ContinuousClock.now }
      flag.raise()
    }
    do {
      try work(RunContext(threads: 2, isCancelled: { flag.isRaised }, report: { _ in }))
    } catch is CancellationError {}
    let ended = ContinuousClock.now
    return raised.withLock { $0 }.map { ended - $0 }
  }

  /// Other work on the machine can delay anything for a moment, so one of three tries has to do;
  /// one in which the work was done too soon is none.
  ///
  /// - Returns: nil if the work was done too soon in most of them.
  static func bestOfThree(
    after wait: Duration, _ work: (RunContext<Fraction>) throws -> Void
  ) throws -> Duration? {
    var delays: [Duration] = []
    for _ in 0..<6 where delays.count < 3 && (delays.min() ?? .seconds(1)) >= .milliseconds(100) {
      if let delay = try measured(after: wait, work) { delays.append(delay) }
    }
    return delays.min().flatMap { $0 < .milliseconds(100) || delays.count == 3 ? $0 : nil }
  }
}

/// Training rows that suit a method, by the columns that it can work on.
private struct CatalogSample {
  /// Rows of each class: class 0 is the largest and lies around the origin, the others are half
  /// inside it and half beside it.
  var counts = [150, 36]
  /// Columns; with categories the last half, or all, are categories.
  var columns = 4
  let input: FeatureInput
  /// Whether the rows of class 0 come in reverse order.
  var reversesLargest = false

  private func isCategory(_ column: Int) -> Bool {
    switch input {
    case .numbers: false
    case .mixed: column >= columns / 2
    case .categories: true
    }
  }

  private static func levels(_ column: Int) -> Int { 3 + column % 3 }

  private func row(_ code: Int, _ place: Int, _ random: inout NumPyRandom) -> [Double] {
    let isBeside = code > 0 && place.isMultiple(of: 2)
    return (0..<columns).map { column in
      let value = random.normal()
      guard isCategory(column) else {
        let side = (column + code).isMultiple(of: 2) ? 1.0 : -1.0
        return code == 0 ? value : 0.6 * value + side * (isBeside ? 4 : 1)
      }
      // Larger classes prefer low levels.
      let level = Int((value + 1.2 + (isBeside ? 1.5 : 0)).magnitude)
      return Double(min(level, Self.levels(column) - 1))
    }
  }

  var training: TrainingRows {
    var random = NumPyRandom(seed: 12)
    var rows: [[Double]] = []
    for (code, count) in counts.enumerated() {
      let block = (0..<count).map { row(code, $0, &random) }
      rows += code == 0 && reversesLargest ? block.reversed() : block
    }
    return TrainingRows(
      features: Matrix(rows),
      kinds: (0..<columns).map {
        isCategory($0) ? .category(levels: Self.levels($0)) : .number
      },
      labels: counts.indices.flatMap { Array(repeating: Int32($0), count: counts[$0]) },
      classNames: ["common", "rare", "rarer"])
  }

  /// As many rows of each smaller class as make it as large as the largest.
  var balance: [ClassDemand] {
    counts.indices.dropFirst().map {
      ClassDemand(code: Int32($0), count: counts[0] - counts[$0])
    }
  }
}

/// What every oversampler in the catalogue has to do; a new one is checked by being listed.
@Suite struct OversamplerCatalogChecks {
  /// Methods that take parents of other classes by definition.
  private static let crossingClasses: Set = ["borderline-smote-2", "geometric-smote"]
  /// Methods whose definition depends on the order of all rows: starting points of k-means are
  /// drawn by row number, and a support vector machine is solved row by row.
  private static let dependingOnOrder: Set = ["kmeans-smote", "svm-smote"]
  /// Methods that copy rows, for which one is enough.
  private static let copying: Set = ["random", "rose"]
  private static let names = OversamplerCatalog.all.map { $0.name }

  private func type(_ name: String) throws -> any Oversampler.Type {
    try #require(OversamplerCatalog.named(name))
  }

  private func method(_ name: String) throws -> any Oversampler {
    let type = try type(name)
    return try type.init(ParameterValues(type.parameters))
  }

  private func samples(_ name: String) throws -> [CatalogSample] {
    let input = try type(name).input
    return [
      CatalogSample(input: input), CatalogSample(counts: [150, 36, 28], input: input),
    ]
  }

  private func made(
    _ name: String, _ sample: CatalogSample, seed: UInt32 = 3, style: SeedStyle = .imblearn,
    recipe: DrawingRecipe = DrawingRecipe(), threads: Int = 2
  ) throws -> SyntheticRows {
    try method(name).synthesize(
      OversamplingRequest(
        training: sample.training, demands: sample.balance, seed: seed, seedStyle: style,
        recipe: recipe), in: .unattended(threads: threads))
  }

  @Test func namesAreUnique() {
    checkNames(OversamplerCatalog.all)
    #expect(Self.names.allSatisfy { OversamplerCatalog.named($0)?.name == $0 })
    #expect(OversamplerCatalog.named("nothing") == nil)
  }

  @Test(arguments: names) func itIsDescribedAndItsSettingsReadBack(_ name: String) throws {
    try checkDescription(type(name))
    try checkRoundTrip(type(name))
  }

  /// Trap 11.
  @Test(arguments: names) func itMakesWhatIsDemandedOrSaysHowMuch(_ name: String) throws {
    for sample in try samples(name) {
      let synthetic = try made(name, sample)
      #expect(synthetic.rows.rows > 0)
      #expect(synthetic.rows.columns == sample.columns)
      #expect(synthetic.rows.storage.allSatisfy { $0.isFinite })
      #expect(synthetic.labels == synthetic.labels.sorted(), "not in the order of the demands")
      #expect(Set(synthetic.labels).isSubset(of: sample.balance.map(\.code)))
      for demand in sample.balance { checkCount(of: demand, synthetic, sample.training) }
    }
  }

  private func checkCount(
    of demand: ClassDemand, _ synthetic: SyntheticRows, _ training: TrainingRows
  ) {
    let made = synthetic.labels.filter { $0 == demand.code }.count
    let className = training.name(of: demand.code)
    let missed = OversamplingRemark.missedCount(
      className: className, requested: demand.count, made: made)
    let isSaid =
      synthetic.remarks.contains(missed)
      || (made == 0 && synthetic.remarks.contains(.nothingInDanger(className: className)))
    #expect(made == demand.count || isSaid, "\(made) of \(demand.count)")
    for case .missedCount(className, let requested, let said) in synthetic.remarks {
      #expect(requested == demand.count && said == made && made != requested)
    }
  }

  @Test(arguments: names) func itRemovesRealRowsByNumberAndEachOnce(_ name: String) throws {
    for sample in try samples(name) {
      let removed = try made(name, sample).removed
      #expect(removed == Set(removed).sorted())
      #expect(removed.allSatisfy { (0..<sample.training.features.rows).contains($0) })
    }
  }

  @Test(arguments: names) func parentsAreRowsOfTheClassAndMakeTheRow(_ name: String) throws {
    for sample in try samples(name) {
      try checkParents(made(name, sample), sample.training, name)
    }
  }

  private func checkParents(
    _ synthetic: SyntheticRows, _ training: TrainingRows, _ name: String
  ) throws {
    for (row, parentage) in synthetic.parents.enumerated() {
      let others = [parentage.neighbor] + parentage.further.map(\.row)
      let numbers = ([parentage.base] + others).map(Int.init)
      try #require(numbers.allSatisfy { training.labels.indices.contains($0) })
      #expect(training.labels[numbers[0]] == synthetic.labels[row])
      if !Self.crossingClasses.contains(name) {
        #expect(numbers.allSatisfy { training.labels[$0] == synthetic.labels[row] })
      }
      guard !parentage.step.isNaN else { continue }
      for column in training.kinds.indices where training.kinds[column].isNumber {
        let sum = Self.sum(parentage, training.features, column)
        #expect((sum - synthetic.rows[row, column]).magnitude < 1e-9)
      }
    }
  }

  /// base + step · (neighbor − base) + Σ weight · (further − base)
  private static func sum(_ parentage: Parentage, _ features: Matrix, _ column: Int) -> Double {
    let base = features[Int(parentage.base), column]
    let toNeighbor = features[Int(parentage.neighbor), column] - base
    return parentage.further.reduce(base + parentage.step * toNeighbor) { sum, further in
      sum + further.weight * (features[Int(further.row), column] - base)
    }
  }

  @Test(arguments: names) func categoriesComeFromTheirLevels(_ name: String) throws {
    for sample in try samples(name) {
      let synthetic = try made(name, sample)
      for (column, kind) in sample.training.kinds.enumerated() {
        guard case .category(let levels) = kind else { continue }
        let allowed = Set((0..<levels).map(Double.init))
        #expect(
          (0..<synthetic.rows.rows).allSatisfy { allowed.contains(synthetic.rows[$0, column]) })
      }
    }
  }

  /// Trap 14.
  @Test(arguments: names, SeedStyle.allCases)
  func theSeedDecidesAndThreadsDoNot(_ name: String, style: SeedStyle) throws {
    for sample in try samples(name) {
      let one = try made(name, sample, style: style, threads: 1)
      let again = try made(name, sample, style: style, threads: 1)
      let four = try made(name, sample, style: style, threads: 4)
      #expect(Bits(one) == Bits(again) && Bits(one) == Bits(four))
      #expect(try Bits(one) != Bits(made(name, sample, seed: 4, style: style)))
    }
  }

  /// Everything that was made, in a form in which two steps that are no numbers are equal.
  private struct Bits: Equatable {
    let rows: [UInt64]
    let steps: [UInt64]
    let parents: [[Int32]]
    let weights: [[UInt64]]
    let removed: [Int]
    let remarks: [OversamplingRemark]

    init(_ synthetic: SyntheticRows) {
      rows = synthetic.rows.storage.map(\.bitPattern)
      steps = synthetic.parents.map { $0.step.isNaN ? 0 : $0.step.bitPattern }
      parents = synthetic.parents.map { [$0.base, $0.neighbor] + $0.further.map(\.row) }
      weights = synthetic.parents.map { $0.further.map(\.weight.bitPattern) }
      removed = synthetic.removed
      remarks = synthetic.remarks
    }
  }

  @Test(arguments: names) func theOrderOfTheOtherClassDoesNotMatter(_ name: String) throws {
    guard !Self.dependingOnOrder.contains(name) else { return }
    let sample = try samples(name)[0]
    var reversed = sample
    reversed.reversesLargest = true
    let here = try made(name, sample).rows
    let there = try made(name, reversed).rows
    try #require(here.rows == there.rows)
    #expect(zip(here.storage, there.storage).allSatisfy { ($0 - $1).magnitude < 1e-9 })
  }

  @Test(arguments: names) func methodsThatDrawLinesFollowTheRecipe(_ name: String) throws {
    guard try type(name).drawsLines else { return }
    let sample = try samples(name)[0]
    for choice in [DrawingRecipe.NeighborChoice.listed, .anywhere, .shortened] {
      for combination in [DrawingRecipe.Combination.line, .box, .triangle] {
        let synthetic = try made(
          name, sample, recipe: DrawingRecipe(choice: choice, combination: combination))
        try checkParents(synthetic, sample.training, name)
        #expect(synthetic.rows.rows > 0)
        switch combination {
        case .line: break
        case .box: #expect(synthetic.parents.allSatisfy { $0.step.isNaN })
        case .triangle: #expect(synthetic.parents.allSatisfy { $0.further.count == 1 })
        }
      }
    }
  }

  @Test(arguments: names) func aClassOfOneRowIsAnErrorThatTellsWhatToDo(_ name: String) throws {
    guard !Self.copying.contains(name) else { return }
    let sample = CatalogSample(counts: [60, 1], input: try type(name).input)
    let error = #expect(throws: OversamplingError.self) { _ = try made(name, sample) }
    let message = try #require(error).description
    #expect(message.contains("'rare'"), "\(message)")
    let advice = ["choose", "give", "collect", "the largest", "try", "use"]
    #expect(advice.contains { message.contains($0) }, "\(message)")
  }

  /// Trap 10: of a class of k rows, no row has k neighbors: k is not cut down in silence, and nothing
  /// is no answer.
  @Test(arguments: names) func aClassOfKRowsIsAnError(_ name: String) throws {
    let type = try type(name)
    // By definition it takes neighbors from all classes, of which there are enough.
    guard name != BorderlineSMOTE2.name else { return }
    guard type.parameters.contains(where: { $0.name == "k" }) else { return }
    var values = ParameterValues(type.parameters)
    try values.set("k", to: .integer(6))
    let sample = CatalogSample(counts: [60, 6], input: type.input)
    let request = OversamplingRequest(
      training: sample.training, demands: sample.balance, seed: 3)
    let error = #expect(throws: OversamplingError.self) {
      _ = try type.init(values).synthesize(request, in: .unattended())
    }
    #expect(error?.description.contains("'rare'") == true)
  }

  /// With more rows until the work takes longer than the wait.
  @Test(.serialized, arguments: names, [Duration.milliseconds(20), .milliseconds(150)])
  func aCancelIsHeardWithin100Milliseconds(_ name: String, wait: Duration) throws {
    let method = try method(name)
    for rows in [1500, 6000, 24_000, 96_000] {
      var sample = CatalogSample(counts: [rows, rows / 2], input: try type(name).input)
      sample.columns = 8
      let request = OversamplingRequest(
        training: sample.training, demands: [ClassDemand(code: 1, count: 20 * rows)], seed: 1)
      let delay = try CancelDelay.bestOfThree(after: wait) {
        _ = try method.synthesize(request, in: $0)
      }
      guard let delay else { continue }
      #expect(delay < .milliseconds(100))
      return
    }
    #expect(wait > .milliseconds(20), "the work is done before it is asked to stop")
  }
}

/// What every defence in the catalogue has to do; a new one is checked by being listed.
@Suite struct DefenceCatalogChecks {
  private static let names = DefenceCatalog.all.map { $0.name }

  private func type(_ name: String) throws -> any Defence.Type {
    try #require(DefenceCatalog.named(name))
  }

  private func defence(_ name: String) throws -> any Defence {
    let type = try type(name)
    return try type.init(ParameterValues(type.parameters))
  }

  private func draft(_ rows: Int) -> ReleaseDraft {
    var random = NumPyRandom(seed: 2)
    let columns = (0..<8).map {
      ReleaseColumn(name: "x\($0)", decimals: 2, range: 0...1, isNumber: $0 < 7)
    }
    var features = Matrix(rows: rows, columns: columns.count)
    for row in 0..<rows {
      for column in 0..<7 { features[row, column] = random.uniform() }
      features[row, 7] = row.isMultiple(of: 2) ? 0 : 1
    }
    return ReleaseDraft(
      features: features, labels: (0..<rows).map { $0.isMultiple(of: 2) ? 0 : 1 },
      origins: (0..<rows).map { $0 < rows / 2 ? .real($0) : .synthetic($0 - rows / 2) },
      columns: columns)
  }

  private func treated(_ name: String, _ draft: ReleaseDraft, seed: UInt32) throws -> ReleaseDraft {
    var draft = draft
    var random = NumPyRandom(seed: seed)
    try defence(name).treat(&draft, random: &random, in: .unattended())
    return draft
  }

  @Test func namesAreUnique() {
    checkNames(DefenceCatalog.all)
    #expect(Self.names.allSatisfy { DefenceCatalog.named($0)?.name == $0 })
    #expect(DefenceCatalog.named("nothing") == nil)
    // One word means one thing on the command line.
    #expect(Set(Self.names).isDisjoint(with: OversamplerCatalog.all.map { $0.name }))
  }

  @Test(arguments: names) func itSaysWhatItIsSaidToDoAndItsSettingsReadBack(
    _ name: String
  ) throws {
    try checkDescription(type(name))
    try checkRoundTrip(type(name))
    #expect(try type(name).summary.hasPrefix("said to "))
  }

  @Test(arguments: names) func itWorksInItsStageOnly(_ name: String) throws {
    let stage = try type(name).stage
    var recipe = DrawingRecipe()
    try defence(name).adjust(&recipe)
    #expect(recipe.isPublished == (stage != .drawing))
    let groups = try defence(name).parents(
      draft(40).features, className: "rare", in: .unattended())
    #expect((groups == nil) == (stage != .parents))
    if stage != .release {
      let before = draft(40)
      let after = try treated(name, before, seed: 1)
      #expect(after.features == before.features && after.origins == before.origins)
    }
  }

  @Test(arguments: names) func equalSeedsGiveEqualReleases(_ name: String) throws {
    let before = draft(60)
    let one = try treated(name, before, seed: 1)
    let again = try treated(name, before, seed: 1)
    #expect(one.features == again.features && one.origins == again.origins)
    #expect(one.labels == again.labels && one.columns == before.columns)
    #expect(one.features.rows == one.labels.count && one.labels.count == one.origins.count)
    // Real rows may change, but none goes.
    #expect(one.origins.filter { $0.isReal }.count == 30)
    let types = ["noise", "gaussian", "shuffle"]
    if types.contains(name) {
      #expect(try treated(name, before, seed: 2).features != one.features)
    }
  }

  @Test(.serialized, arguments: names) func aCancelIsHeardWithin100Milliseconds(
    _ name: String
  ) throws {
    let large = draft(300_000)
    let members = draft(12_000).features
    let defence = try defence(name)
    let delay = try CancelDelay.bestOfThree(after: .milliseconds(5)) { context in
      var random = NumPyRandom(seed: 1)
      var draft = large
      _ = try defence.parents(members, className: "rare", in: context)
      try defence.treat(&draft, random: &random, in: context)
    }
    if let delay { #expect(delay < .milliseconds(100)) }
  }

  @Test(arguments: names) func aFlagThatIsUpBeforeStopsIt(_ name: String) throws {
    guard try type(name).stage != .drawing else { return }
    let flag = CancellationFlag()
    flag.raise()
    let context = RunContext<Fraction>(threads: 1, isCancelled: { flag.isRaised }) { _ in }
    let members = draft(100).features
    #expect(throws: CancellationError.self) {
      var random = NumPyRandom(seed: 1)
      var draft = draft(100)
      _ = try defence(name).parents(members, className: "rare", in: context)
      try defence(name).treat(&draft, random: &random, in: context)
    }
  }
}
