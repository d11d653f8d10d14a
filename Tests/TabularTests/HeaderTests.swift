import Tabular
import Testing

@Suite struct HeaderTests {
  @Test(arguments: [
    "0,1,2,3\n2.5,26,0.26,yes\n2.4,81,0.76,no\n",
    ",0,1,2\nr1,26,0.26,yes\nr2,81,0.76,no\n",
    "2019,2020,2021,class\n2.5,26,0.26,yes\n2.4,81,0.76,no\n",
    "2019,bmi,sex\n2.5,26,f\n2.4,81,m\n",
  ])
  func numbersInAHeaderAreNamesWhereTheRowCanHardlyBeData(text: String) throws {
    let result = try readText(text)
    #expect(result.layout.hasHeader)
    #expect(result.dataset.rowCount == 2)
    #expect(result.warnings.contains { $0.text.contains("--header no") })
  }

  @Test(arguments: [
    "5.1,3.5,setosa\n4.9,3.0,setosa\n7.0,3.2,virginica\n", "0,1\n2,3\n4,5\n",
    "0,1,3\n2,3,4\n", "1,NA,x\n2,3,y\n3,4,x\n", "1,yes\n2,no\n3,yes\n",
    "0.5,class\n0.7,other\n0.9,class\n",
  ])
  func aRowOfDataStaysARow(text: String) throws {
    let result = try readText(text)
    #expect(!result.layout.hasHeader)
    #expect(result.dataset.rowCount == text.split(separator: "\n").count)
    #expect(result.warnings.contains { $0.text.contains("--header yes") })
  }

  @Test func whatIsSaidCountsMoreThanWhatIsSeen() throws {
    let text = "0,1,2\n3,4,x\n5,6,y\n"
    let plain = try readText(text, options: ReadOptions(hasHeader: false))
    #expect(
      plain.dataset.rowCount == 3 && plain.warnings.allSatisfy { !$0.text.contains("--header") })
    let headed = try readText("5,6,x\n3,4,x\n7,8,y\n", options: ReadOptions(hasHeader: true))
    #expect(headed.dataset.names == ["5", "6", "x"])
  }

  @Test func quotedNumbersAreNamesWithoutAWarning() throws {
    let result = try readText("\"1\",\"2\",\"class\"\n3,4,x\n5,6,y\n")
    #expect(result.layout.hasHeader)
    #expect(result.warnings.isEmpty)
  }
}
