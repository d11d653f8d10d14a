import Parameters
import Testing

@Suite struct ParameterValuesTests {
  private let specs = [
    ParameterSpec.integer("k", in: 1...50, default: 5, help: "neighbors"),
    ParameterSpec.real("share", in: 0...1, default: 0.5, help: "share"),
    ParameterSpec.choice("rule", of: ["lines", "paper"], help: "rule"),
    ParameterSpec.flag("exact", default: false, help: "exact"),
  ]

  @Test func defaultsHoldUntilSomethingIsSet() {
    let values = ParameterValues(specs)
    #expect(values.integer("k") == 5)
    #expect(values.real("share") == 0.5)
    #expect(values.choice("rule") == "lines")
    #expect(!values.flag("exact"))
  }

  @Test func textsAreParsedByKind() throws {
    let texts = ["k": "7", "share": "0.25", "rule": "paper", "exact": "on"]
    let values = try ParameterValues(specs, texts: texts)
    #expect(values.integer("k") == 7)
    #expect(values.real("share") == 0.25)
    #expect(values.choice("rule") == "paper")
    #expect(values.flag("exact"))
  }

  @Test(arguments: [
    ("k", "0", "k: found 0, expected 1 to 50"),
    ("k", "51", "k: found 51, expected 1 to 50"),
    ("k", "five", "k: found 'five', expected a whole number"),
    ("share", "1.5", "share: found 1.5, expected 0.0 to 1.0"),
    ("share", "nan", "share: found 'nan', expected a number"),
    ("rule", "mine", "rule: found mine, expected lines or paper"),
    ("exact", "maybe", "exact: found 'maybe', expected on or off"),
    ("kk", "1", "there is no setting 'kk'; the settings are k, share, rule, exact"),
  ])
  func aRefusalSaysWhatWasFoundAndExpected(name: String, text: String, message: String) {
    var values = ParameterValues(specs)
    let error = #expect(throws: ParameterError.self) { try values.set(name, text: text) }
    #expect(error?.description == message)
    #expect(values == ParameterValues(specs))
  }

  @Test func aNumberTooLargeForAWholeOneIsRefusedLikeAnyOther() {
    #expect(throws: ParameterError.outside(name: "share", found: "1e+300", allowed: "0.0 to 1.0")) {
      try ParameterValues(specs, texts: ["share": "1e300"])
    }
  }
}
