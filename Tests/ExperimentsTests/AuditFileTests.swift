import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Tabular
import TestSupport
import Testing

/// Tables taken apart for an audit.
@Suite struct AuditFileTests {
  private func table(_ text: String) throws -> Dataset {
    try TableReader.read(
      FileBytes(Array(text.utf8)), fileName: "t.csv", in: .unattended()
    ).dataset
  }

  private let mixed = """
    age,dose,ward,sex,target
    41,2.5,east,m,sick
    52,3.25,west,f,well
    ,1.5,west,m,sick
    63,4.75,north,f,well
    38,0.5,east,f,well
    """

  @Test func everyClassIsARequestAndRowsWithGapsAreLeftOut() throws {
    let file = try AuditFile(try table(mixed))
    #expect(file.requests.map(\.className) == ["sick", "well"])
    #expect(file.requests.map(\.sourceRows) == [[0], [1, 3, 4]])
    #expect(file.requests[0].columnNames == ["age", "dose"])
    #expect(file.requests[0].others.rows == 3)
    #expect(file.requests[0].classesTested == 2)
    #expect(file.requests[1].categories?.names == ["ward", "sex"])
    #expect(file.notes.first?.hasPrefix("1 row was left out") == true)
  }

  @Test func aClassCanBeNamed() throws {
    let file = try AuditFile(try table(mixed), minority: "well")
    #expect(file.requests.map(\.className) == ["well"])
    #expect(throws: AuditError.unknownClass("ill", known: ["sick", "well"])) {
      _ = try AuditFile(try table(mixed), minority: "ill")
    }
  }

  @Test func aGuessedClassMayBeACategory() throws {
    let text = mixed.replacing("target", with: "region")
    #expect(try AuditFile(try table(text)).requests.map(\.className) == ["sick", "well", nil])
  }

  @Test func aReferenceNeedsTheSameColumns() throws {
    let real = try table("age,weight,target\n41,80.5,sick\n52,71,well\n")
    #expect(throws: AuditError.referenceLacks(["dose"])) {
      _ = try AuditFile(try table(mixed), reference: real)
    }
    let file = try AuditFile(try table(mixed), reference: try table(mixed))
    #expect(file.requests.map { $0.reference?.rows } == [1, 3])
  }

  /// Made rows alone have one class, and the real table others as well.
  @Test(arguments: ["target", "state"]) func aReferenceCountsInTheClassThatIsReleased(
    name: String
  ) throws {
    let made = try table("age,dose,\(name)\n41,2.5,sick\n43,2.75,sick\n46,3.5,sick\n")
    let real = try table("age,dose,\(name)\n41,2.5,sick\n52,3.25,well\n63,4.75,well\n")
    #expect(made.schema.label == nil)
    let file = try AuditFile(made, reference: real)
    #expect(file.requests.map(\.className) == ["sick"])
    #expect(file.requests.map { $0.reference?.rows } == [1])
  }

  @Test func theClassWithTheStrongestSignIsShown() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(50, 4), majorityCount: 200)
    trial.goal = .ratio(3)
    let release = try trial.publication().release(.augmented)
    let rows = release.minority.stacked(on: release.others)
    let classes = (0..<rows.rows).map { $0 < release.minority.rows ? "ill" : "fine" }
    let columns = (0..<4).map { column in
      Column(
        name: "x\(column)", kind: .decimal(decimals: 17),
        values: .numeric((0..<rows.rows).map { rows[$0, column] }))
    }
    let label = ClassLabels(codes: classes.map { $0 == "ill" ? 1 : 0 }, levels: ["fine", "ill"])
      .column(named: "target")
    let dataset = try Dataset(
      schema: Schema([.feature, .feature, .feature, .feature, .label]), columns: columns + [label])
    let chosen = try #require(
      try AuditFile(dataset).choose(in: RunContext<Never>.unattended(threads: 2)))
    #expect(chosen.request.className == "ill")
    #expect(chosen.notes == ["No signs of made rows in class 'fine'."])
  }
}
