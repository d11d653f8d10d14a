import Tabular
import Testing

@Suite struct LevelTests {
  private let real = "age,sex,smoker,city,class\n1.5,f,yes,Ulm,a\n2.5,m,no,Kiel,b\n3.5,f,no,Ulm,a\n"

  @Test func categoriesAreTakenApartAsInTheRelease() throws {
    let release = try readText(
      "age,sex_f,sex_m,smoker,city_Kiel,city_Rom,city_Ulm,class\n1.7,1,0,0.3,0,0,1,a\n"
        + "2.7,0.4,0.6,0,1,0,0,b\n")
    let (table, columns) = try readText(real).dataset.withLevels(like: release.dataset)
    #expect(table.names == release.dataset.names)
    #expect(
      columns == [
        "sex": ["sex_f", "sex_m"], "smoker": ["smoker"],
        "city": ["city_Kiel", "city_Rom", "city_Ulm"],
      ])
    #expect(table.column("sex_f")?.numbers == [1, 0, 1])
    #expect(table.column("smoker")?.numbers == [1, 0, 0])
    #expect(table.column("city_Rom")?.numbers == [0, 0, 0])
    #expect(table.label?.name == "class")
  }

  @Test func whatTheReleaseHasAsCategoryStaysOne() throws {
    let dataset = try readText(real).dataset
    let (table, columns) = try dataset.withLevels(like: dataset)
    #expect(table == dataset && columns.isEmpty)
  }

  @Test func aReleaseThatLacksALevelIsNotTakenForOne() throws {
    let release = try readText("age,sex_f,smoker,city,class\n1.7,1,no,Ulm,a\n2,0,yes,Kiel,b\n")
    let dataset = try readText(real).dataset
    #expect(try dataset.withLevels(like: release.dataset).columns.isEmpty)
  }
}
