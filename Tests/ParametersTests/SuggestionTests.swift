import Parameters
import Testing

@Suite struct SuggestionTests {
  private let known = ["smote", "smote-nc", "adasyn", "reconsmote"]

  @Test(arguments: [
    ("smoat", "smote"), ("SMOTE", "smote"), ("smote_nc", "smote-nc"), ("reconsmot", "reconsmote"),
    ("adasin", "adasyn"),
  ])
  func aSlipOfTheHandIsRecognized(name: String, meant: String) {
    #expect(Suggestion.nearest(to: name, among: known) == meant)
    #expect(Suggestion.text(for: name, among: known) == " (did you mean '\(meant)'?)")
  }

  @Test(arguments: ["", "7", "xy", "gan", "vae", String(repeating: "smote", count: 1000)])
  func otherNamesSuggestNothing(name: String) {
    #expect(Suggestion.nearest(to: name, among: known) == nil)
    #expect(Suggestion.text(for: name, among: known).isEmpty)
  }
}
