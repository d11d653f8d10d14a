import Attacks
import Experiments
import Terminal
import TestSupport
import Testing
import Workbench

/// Where room is short, what matters most stays in sight, and what is out of sight is told.
@MainActor struct RoomTests {
  private func measures(_ width: Int, _ height: Int) -> [String] {
    let trial = WorkbenchTrial(
      "(jobs) (jobs) (jobs) Y (jobs)", size: Size(width: width, height: height))
    _ = trial.loop.run(opening: "clinic.csv")
    return frame(
      trial.loop.state, size: Size(width: width, height: height), glyphs: .braille
    ).canvas.text
  }

  /// A finished run with attacks on people that are done.
  private func people() throws -> WorkbenchState {
    var state = WorkbenchTrial.finished()
    state.session.people.offered = PeopleFixture.offered
    for entry in PeopleFixture.offered {
      _ = reduce(&state, .sampling(.toggleAttack(entry.name)))
    }
    for index in state.session.people.attacks.indices {
      state.session.people.attacks[index].state = .done
      state.session.people.attacks[index].result = PeopleFixture.result(
        state.session.people.attacks[index].entry.question)
    }
    _ = reduce(&state, .layout(.focus(3)))
    return state
  }

  @Test func namesOfMeasuresComeBeforeBars() {
    for (width, height, name) in [
      (60, 20, "Share nea"), (80, 24, "Share nearer"), (40, 16, "Share nea"),
    ] {
      #expect(measures(width, height).contains { $0.contains(name) }, "\(width)")
    }
    #expect(measures(60, 20).contains { $0.contains("NO: blind") })
    #expect(!measures(60, 20).contains { $0.contains("─●─") })
  }

  @Test(arguments: [110, 120, 200])
  func wideTablesHaveWholeIntervals(_ width: Int) {
    let text = measures(width, 40)
    #expect(text.contains { $0.contains("[0.0300, 0.0610]") })
    #expect(text.contains { $0.contains("0.0412 ↑") })
    #expect(text.contains { $0.contains("Median distance to the closest record") || width < 200 })
  }

  @Test func howLikeTheRowsAreIsNoVerdict() throws {
    let row = try #require(measures(120, 40).first { $0.contains("Kolmogorov-Smirnov") })
    #expect(!row.contains("unclear"))
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 40)])
  func aLongNameLeavesTheFiguresOfTheOthers(_ width: Int, _ height: Int) throws {
    let size = Size(width: width, height: height)
    let text = frame(try people(), size: size, glyphs: .braille).canvas.text
    let row = try #require(text.first { $0.contains("ReconSMOTE") })
    #expect(row.contains("1.00 [0.74, 1.00]"))
    if width >= 80 { #expect(row.contains("1.00 [0.74, 1.00] 0.92 [0.64, 0.99]")) }
  }

  @Test func aShortPaneOfAttacksHasTheSelectedAndTheRunningOne() throws {
    var state = try people()
    let first = state.session.picture.attacks.count
    for index in state.session.people.attacks.indices {
      state.session.people.attacks[index].state = index == 0 ? .running : .waiting
      state.session.people.attacks[index].result = nil
    }
    let size = Size(width: 80, height: 24)
    for place in 0..<3 {
      _ = reduce(&state, .attack(.select(attack: first + place, claim: 0)))
      let rows = frame(state, size: size, glyphs: .braille).canvas.text
      #expect(rows.contains { $0.contains("▶ run") }, "\(place)")
      #expect(rows.count { $0.contains("· wait") } >= 2)
    }
  }

  @Test func theMenuOfAttacksSaysHowManyThereAreAndWhatItsColumnsMean() {
    let size = Size(width: 80, height: 24)
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .layout(.show(.attackMenu)))
    let text = frame(state, size: size, glyphs: .braille).canvas.text
    let all = AttackCatalog.all.count + state.session.people.offered.count
    #expect(text.contains { $0.contains("1 of \(all)") })
    #expect(text.contains { $0.contains("about") && $0.contains("more below") })
    #expect(text.count { $0.contains("[ ]") || $0.contains("[x]") } >= 11)
  }

  @Test func theMenuOfAttacksSaysHowManyShadowRunsAreMade() {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .layout(.show(.attackMenu)))
    func text() -> String {
      drawn(AttackMenuPane(), state.session, 118, 60).text.joined(separator: "\n")
    }
    #expect(text().contains("80 about each of 20 people; p: 600 about 100"))
    _ = reduce(&state, .people(.toggleThoroughness))
    #expect(text().contains("600 about each of 100 people; p: 80 about 20"))
  }

  @Test func theRatioOfClassesIsSeenOnANarrowScreen() {
    let size = Size(width: 60, height: 20)
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) E (jobs)", size: size)
    _ = trial.loop.run(opening: "clinic.csv")
    let text = frame(trial.loop.state, size: size, glyphs: .braille).canvas.text
    #expect(text.contains { $0.contains("ratio") })
    // Without a title line the strip says what is open, and whether values are shown.
    #expect(text[0].contains("clinic.csv") && text[0].contains("MASKED"))
  }

  @Test func settingsOutOfSightAreCounted() {
    let state = WorkbenchTrial.finished()
    let count = state.session.settingFields.count
    let text = frame(state, size: Size(width: 120, height: 40), glyphs: .braille).canvas.text
    #expect(text.contains { $0.contains("Settings  1 of \(count)") })
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 40), (200, 50)])
  func whatASettingDoesIsNotCutWithoutASign(_ width: Int, _ height: Int) {
    var state = WorkbenchTrial.finished()
    let size = Size(width: width, height: height)
    for row in state.session.settingRows {
      let text = frame(state, size: size, glyphs: .braille).canvas.text.joined(separator: " ")
        .split { " │┃".contains($0) }.joined(separator: " ")
      let isWhole = text.contains(row.help.split(separator: " ").last.map(String.init) ?? "")
      // Warnings come first, also where they take all the room.
      let isWarned = !state.session.warnings(beside: row.field).isEmpty
      #expect(isWhole || isWarned || text.contains("more lines: "), "\(row.label)")
      if let action = state.response(to: .down, size: size) { _ = reduce(&state, action) }
    }
  }

  @Test func aStudyThatCannotBeMadeSaysWhy() {
    var state = WorkbenchTrial.finished()
    state.session.prepared = .failed("all rows are of class 'case'")
    #expect(reduce(&state, .layout(.show(.exposure))).isEmpty)
    #expect(state.session.notice?.text == "all rows are of class 'case'")
    let text = drawn(ExposurePane(), state.session, 78, 20).text.joined(separator: "\n")
    #expect(text.contains("Nothing can be studied: all rows are of class 'case'."))
  }

  @Test func theTitleSaysHowManyOfTheClassAreKeptApart() {
    let trial = WorkbenchTrial(
      "(jobs) (jobs) (jobs) Y (jobs) h (300) (jobs) (jobs) (jobs) <esc>",
      size: Size(width: 120, height: 40))
    _ = trial.loop.run(opening: "clinic.csv")
    let size = Size(width: 120, height: 40)
    #expect(
      frame(trial.loop.state, size: size, glyphs: .braille).canvas.text[0].contains("8 of 12"))
  }
}
