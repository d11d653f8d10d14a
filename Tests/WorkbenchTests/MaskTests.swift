import Attacks
import Terminal
import Testing
import Workbench

@Suite struct MaskTests {
  private let fixture: PaneFixture

  init() throws { fixture = try PaneFixture() }

  private func words(_ canvas: Canvas) -> Set<String> {
    Set(canvas.text.flatMap { $0.split(separator: " ").map(String.init) })
  }

  private func evidence(_ session: Session) -> Canvas {
    drawn(EvidencePane(), session, 200, 80)
  }

  @Test func noPaneShowsAMaskedValue() {
    let values = fixture.realValueTexts
    #expect(values.count > 40)
    for (number, attack) in fixture.session.picture.attacks.enumerated() {
      for claim in attack.claims.indices {
        let session = fixture.with {
          $0.selectedAttack = number
          $0.selectedClaim = claim
        }
        for pane in [EvidencePane(), AttackPane(), ProjectionPane()] as [any Pane] {
          #expect(words(drawn(pane, session, 200, 80)).isDisjoint(with: values))
        }
      }
    }
  }

  @Test func revealedValuesAreThoseOfTheRecord() throws {
    let session = fixture.with { $0.revealedClaim = 0 }
    let record = try #require(SelectedClaim(session)?.counterpart)
    let expected = Set(record.values.map { NumberFormat.fixed($0, digits: 2) })
    #expect(expected.isSubset(of: words(evidence(session))))
  }

  @Test func revealingOneClaimLeavesTheOthersMasked() {
    let session = fixture.with {
      $0.revealedClaim = 0
      $0.selectedClaim = 1
    }
    #expect(words(evidence(session)).isDisjoint(with: fixture.realValueTexts))
    #expect(words(evidence(session)).contains(MaskText.dots))
  }

  @Test func publicDataNeedsNoMask() throws {
    let session = try PaneFixture(isPublic: true).session
    #expect(!words(evidence(session)).contains(MaskText.dots))
    #expect(!words(evidence(session)).isDisjoint(with: fixture.realValueTexts))
  }

  @Test func aReleasedRowThatIsARealRecordIsMaskedAsOne() throws {
    let picture = fixture.session.picture
    #expect(picture.isRealRecord(row: 0, of: .augmented))
    #expect(picture.isRealRecord(row: 11, of: .augmented))
    #expect(!picture.isRealRecord(row: 12, of: .augmented))
    #expect(!picture.isRealRecord(row: 0, of: .synthetic))
  }

  @Test func marksAndDistancesAreShownUnderTheMask() {
    let session = fixture.with { $0.selectedAttack = fixture.attack("reconsmote") }
    let text = evidence(session).text.joined(separator: "\n")
    #expect(text.contains("= age"))
    #expect(text.contains("4 of 4 columns exact."))
    #expect(text.contains("off by <1e-12 of a column's range"))
  }

  @Test func theMaskSaysNothingAboutTheValue() {
    #expect(MaskText.of("1", isMasked: true) == MaskText.of("-123.456", isMasked: true))
    #expect(MaskText.of("1", isMasked: false) == "1")
  }
}
