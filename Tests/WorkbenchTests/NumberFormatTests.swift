import Testing
import Workbench

@Suite struct NumberFormatTests {
  @Test func fixedDigitsAreRoundedAndFilled() {
    #expect(NumberFormat.fixed(2.345, digits: 1) == "2.3")
    #expect(NumberFormat.fixed(0.05, digits: 2) == "0.05")
    #expect(NumberFormat.fixed(-1.999, digits: 2) == "-2.00")
    #expect(NumberFormat.fixed(7, digits: 0) == "7")
    #expect(NumberFormat.fixed(0.999, digits: 2) == "1.00")
  }

  @Test func roundingToNothingLeavesNoSign() {
    #expect(NumberFormat.fixed(-0.001, digits: 2) == "0.00")
  }

  @Test func whatIsNoNumberIsADash() {
    #expect(NumberFormat.fixed(.nan, digits: 2) == "-")
    #expect(NumberFormat.significant(.nan) == "-")
    #expect(NumberFormat.seconds(.nan) == "-")
    #expect(NumberFormat.progress(.nan) == "-")
  }

  @Test func hugeNumbersDoNotTrap() {
    #expect(NumberFormat.fixed(1e300, digits: 15) == "1e+300")
    #expect(NumberFormat.fixed(-.infinity, digits: 2) == "-inf")
    #expect(NumberFormat.significant(1e300) == "1.00e300")
    #expect(NumberFormat.seconds(1e300) == "-")
    #expect(NumberFormat.value(1e300, decimals: 12) == "1.0000e300")
  }

  @Test(arguments: [
    (0.0016, "0.00160"), (27.34, "27.3"), (24.666, "24.7"), (12345, "12345"), (1.2e-13, "1.20e-13"),
    (-0.5, "-0.500"), (3.4e7, "3.40e7"), (0, "0"),
  ])
  func significantDigitsCountFromTheFirstOne(value: Double, text: String) {
    #expect(NumberFormat.significant(value) == text)
  }

  @Test func aValueHasTheDecimalsOfItsColumnOrItsOwn() {
    #expect(NumberFormat.value(27.1, decimals: 1) == "27.1")
    #expect(NumberFormat.value(27.100_000_000_000_3, decimals: 1) == "27.1")
    #expect(NumberFormat.value(27.123_456, decimals: 1) == "27.123")
    #expect(NumberFormat.value(5, decimals: nil) == "5.0000")
  }

  @Test func onlyAllIsWrittenAsOneAndOnlyNothingAsZero() {
    #expect(NumberFormat.share(1) == "1.00")
    #expect(NumberFormat.share(0.9999) == "0.99")
    #expect(NumberFormat.share(0.0001) == "0.01")
    #expect(NumberFormat.share(0) == "0.00")
    #expect(NumberFormat.share(0.784) == "0.78")
  }

  @Test func progressIsOnlyFullAtTheEnd() {
    #expect(NumberFormat.progress(0.999) == "99 %")
    #expect(NumberFormat.progress(1) == "100 %")
  }

  @Test func anIntervalIsRoundedOutwards() {
    #expect(NumberFormat.interval(low: 0.9216, high: 0.9931) == "[0.92, 1.00]")
    #expect(NumberFormat.interval(low: 0.34, high: 0.48) == "[0.34, 0.48]")
    #expect(NumberFormat.interval(low: 0, high: 1) == "[0.00, 1.00]")
  }

  @Test func percentHasTheDigitsAskedFor() {
    #expect(NumberFormat.percent(0.0375, digits: 1) == "3.8 %")
    #expect(NumberFormat.percent(0.614) == "61 %")
  }

  @Test(arguments: [
    (0.0004, "<0.01 s"), (0.021, "0.02 s"), (9.99, "9.99 s"), (12.34, "12.3 s"), (125, "2:05 min"),
    (3725, "1:02:05 h"),
  ])
  func timeIsInTheUnitThatFits(seconds: Double, text: String) {
    #expect(NumberFormat.seconds(seconds) == text)
  }

  @Test func thousandsAreSetApart() {
    #expect(NumberFormat.thousands(999) == "999")
    #expect(NumberFormat.thousands(1_284_000) == "1,284,000")
    #expect(NumberFormat.thousands(-20_000) == "-20,000")
    #expect(NumberFormat.thousands(.min) == "-9,223,372,036,854,775,808")
  }

  @Test func oneIsNotPlural() {
    #expect(NumberFormat.count(1, "record") == "1 record")
    #expect(NumberFormat.count(1110, "record") == "1,110 records")
  }

  @Test func listsEndWithAnd() {
    #expect(NumberFormat.list([]) == "")
    #expect(NumberFormat.list([17]) == "17")
    #expect(NumberFormat.list([17, 203, 981]) == "17, 203 and 981")
  }

  @Test func bytesAreInTheUnitThatFits() {
    #expect(NumberFormat.bytes(812) == "812 B")
    #expect(NumberFormat.bytes(4_400) == "4.4 kB")
    #expect(NumberFormat.bytes(106_000_000) == "106 MB")
  }
}
