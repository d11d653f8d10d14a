import Jobs
import Terminal
import TestSupport
import Testing
import Workbench

@Suite struct OpenPaneTests {
  private let session: Session

  init() {
    var session = Session()
    session.browsing = .finished(
      FolderListing(
        folder: ".",
        entries: [
          FolderEntry(name: "clinic.csv", path: "clinic.csv", isFolder: false, size: 44_000),
          FolderEntry(name: "clinic-old.csv", path: "clinic-old.csv", isFolder: false, size: 812),
          FolderEntry(name: "notes.md", path: "notes.md", isFolder: false, size: 10),
          FolderEntry(name: "Samples", path: "Samples", isFolder: true),
          FolderEntry(name: ".hidden.csv", path: ".hidden.csv", isFolder: false, size: 1),
        ]))
    self.session = session
  }

  private func pane(typing text: String) -> OpenPane {
    var pane = OpenPane()
    for character in text { _ = pane.handle(.character(character), seeing: session) }
    return pane
  }

  private func text(_ pane: OpenPane) -> String {
    drawn(pane, session, 60, 12).text.joined(separator: "\n")
  }

  private func opened(_ response: Response) -> String? {
    guard case .act(.dataset(.open(let path))) = response else { return nil }
    return path
  }

  private func browsed(_ response: Response) -> String? {
    guard case .act(.dataset(.browse(let folder))) = response else { return nil }
    return folder
  }

  @Test func theListLooksAsRecorded() {
    #expect(
      expectGolden(drawn(OpenPane(), session, 60, 12), named: "open-60x12") == .matching)
  }

  @Test func onlyFoldersAndDataFilesAreListed() {
    #expect(text(OpenPane()).contains("Samples/"))
    #expect(text(OpenPane()).contains("44.0 kB"))
    #expect(!text(OpenPane()).contains("notes.md"))
    #expect(!text(OpenPane()).contains("hidden"))
  }

  @Test func hiddenFilesAreListedOnceTheirDotIsTyped() {
    #expect(text(pane(typing: ".")).contains(".hidden.csv"))
  }

  @Test func tabCompletesWhatIsCommon() {
    var pane = pane(typing: "c")
    _ = pane.handle(.tab, seeing: session)
    #expect(text(pane).hasPrefix("File clinic "))
  }

  @Test func tabOnAFolderEntersItAndAsksForItsList() {
    var pane = pane(typing: "S")
    #expect(browsed(pane.handle(.tab, seeing: session)) == "Samples")
    #expect(text(pane).hasPrefix("File Samples/"))
  }

  @Test func enterOpensWhatIsTyped() {
    var pane = pane(typing: "clinic.csv")
    #expect(opened(pane.handle(.enter, seeing: session)) == "clinic.csv")
  }

  @Test func pathsArePassedOnAsTyped() {
    var pane = pane(typing: "~/data/../x.csv")
    #expect(opened(pane.handle(.enter, seeing: session)) == "~/data/../x.csv")
  }

  @Test func arrowsChooseFromTheList() {
    var pane = OpenPane()
    _ = pane.handle(.down, seeing: session)
    #expect(opened(pane.handle(.enter, seeing: session)) == "clinic.csv")
  }

  @Test func aChosenFolderIsEntered() {
    var pane = OpenPane()
    _ = pane.handle(.down, seeing: session)
    _ = pane.handle(.up, seeing: session)
    #expect(browsed(pane.handle(.enter, seeing: session)) == "Samples")
  }

  @Test func anotherFolderIsAskedForAsSoonAsItIsTyped() {
    var pane = pane(typing: "Samples")
    #expect(browsed(pane.handle(.character("/"), seeing: session)) == "Samples")
    var root = OpenPane()
    #expect(browsed(root.handle(.character("/"), seeing: session)) == "/")
  }

  @Test func enterOnAnEmptyLineTakesWhatIsMarked() {
    var pane = OpenPane()
    #expect(browsed(pane.handle(.enter, seeing: session)) == "Samples")
  }

  @Test func enterOnTheBeginningOfANameOpensTheMarkedFile() {
    var pane = pane(typing: "clinic-")
    #expect(opened(pane.handle(.enter, seeing: session)) == "clinic-old.csv")
  }

  @Test func aFileOfAnyNameOpensWhenTypedInFull() {
    var pane = pane(typing: "notes.md")
    #expect(opened(pane.handle(.enter, seeing: session)) == "notes.md")
  }

  @Test func shiftTabGoesToTheFolderAbove() {
    var pane = pane(typing: "Samples/x")
    _ = pane.handle(.backTab, seeing: session)
    #expect(text(pane).hasPrefix("File Samples/ "))
    #expect(PathCompletion("Samples/").folderAbove == "")
    #expect(PathCompletion("a/b/").folderAbove == "a/")
    #expect(PathCompletion("/a/").folderAbove == "/")
    #expect(PathCompletion("/").folderAbove == "/")
    #expect(PathCompletion("").folderAbove == "../")
    #expect(PathCompletion("../").folderAbove == "../../")
    #expect(PathCompletion("~/").folderAbove == "~/../")
  }

  @Test func itBeginsInTheFolderOfTheOpenFile() throws {
    var state = WorkbenchState(panes: [], theme: .plain, themes: [])
    state.session.dataset = .finished(try TinyDatasets.openRegister(isPublic: true))
    var pane = OpenPane()
    pane.open(over: state)
    #expect(text(pane).hasPrefix("File data/private/ "))
    let effects = reduce(&state, .layout(.show(.open)))
    #expect(effects == [.list(JobID(1), folder: "data/private")])
  }

  @Test func enterOnNothingDoesNothing() {
    var pane = OpenPane()
    var empty = session
    empty.browsing = .finished(FolderListing(folder: ".", entries: []))
    guard case .redraw = pane.handle(.enter, seeing: empty) else {
      Issue.record("something happened")
      return
    }
  }

  @Test func qIsALetterHere() {
    #expect(text(pane(typing: "q")).hasPrefix("File q"))
  }

  @Test func itBeginsInTheFolderSeenLast() {
    var state = WorkbenchState(panes: [], theme: .plain, themes: [])
    state.session.browsing = .finished(FolderListing(folder: "Samples", entries: []))
    var pane = OpenPane()
    pane.open(over: state)
    #expect(text(pane).hasPrefix("File Samples/"))
  }

  @Test func whyAFolderCannotBeListedIsSaid() {
    var broken = session
    broken.browsing = .failed("x: no such folder")
    #expect(
      drawn(OpenPane(), broken, 60, 12).text.joined().contains("x: no such folder"))
  }

  @Test func hostileNamesAreMadeVisible() {
    var hostile = session
    hostile.browsing = .finished(
      FolderListing(
        folder: ".",
        entries: [FolderEntry(name: "a\u{1B}[2J.csv", path: "a", isFolder: false, size: 1)]))
    let shown = drawn(OpenPane(), hostile, 60, 12).text.joined()
    #expect(!shown.contains("\u{1B}"))
    #expect(shown.contains("[2J.csv"))
  }

  @Test func noSizeTraps() {
    var chosen = OpenPane()
    _ = chosen.handle(.pageDown, seeing: session)
    for pane in [OpenPane(), chosen, pane(typing: "Samples/x")] {
      #expect(survivesEverySize(pane, session))
      #expect(survivesEverySize(pane, Session()))
    }
  }
}
