import Jobs
import Numeric
import Parameters
import Projection
import TestSupport
import Testing

private struct Expected: Decodable {
  let rows: [String]
  let mean: String
  let explained_variance_ratio: String
  let components: [String]
}

@Suite struct PrincipalComponentsTests {
  private func fit(_ rows: Matrix, standardize: Bool) throws -> PlaneMap {
    var values = ParameterValues(PrincipalComponents.parameters)
    try values.set("standardize", to: .flag(standardize))
    return try PrincipalComponents(values).fit(rows, in: .unattended(threads: 2))
  }

  @Test func axesAreThoseOfScikitLearnUpToSign() throws {
    let expected = try Fixture.load("components.json", as: Expected.self, besides: #filePath)
    let map = try fit(Fixture.matrix(expected.rows), standardize: false)
    for (axis, line) in zip([map.horizontal, map.vertical], expected.components) {
      let known = Fixture.doubles(line)
      let sign: Double = zip(axis, known).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? -1 : 1
      for (own, other) in zip(axis, known) { #expect(abs(own - sign * other) < 1e-10) }
    }
    let shares = Fixture.doubles(expected.explained_variance_ratio)
    #expect(abs(map.shares.horizontal - shares[0]) < 1e-10)
    #expect(abs(map.shares.vertical - shares[1]) < 1e-10)
    for (own, other) in zip(map.center, Fixture.doubles(expected.mean)) {
      #expect(abs(own - other) < 1e-10)
    }
  }

  @Test func unitsDoNotMatterWhenStandardized() throws {
    let rows = RandomRows.normal(200, 4)
    var other = rows
    for row in 0..<rows.rows { other[row, 1] *= 1000 }
    let first = try fit(rows, standardize: true).places(of: rows)
    let second = try fit(other, standardize: true).places(of: other)
    for (one, two) in zip(first, second) { #expect(abs(one - two) < 1e-9) }
  }

  @Test func aConstantColumnHasNoSay() throws {
    var rows = RandomRows.normal(50, 3)
    for row in 0..<50 { rows[row, 2] = 7 }
    let map = try fit(rows, standardize: true)
    #expect(map.horizontal[2] == 0)
    #expect(map.shares.horizontal + map.shares.vertical > 0.999)
  }

  /// The same rows five times have the same axes, and are more than their columns.
  @Test(arguments: [true, false]) func moreColumnsThanRowsHaveTheSameAxes(_ standardize: Bool)
    throws
  {
    let few = RandomRows.normal(30, 120)
    let many = few.rows((0..<150).map { $0 % 30 })
    let wide = try fit(few, standardize: standardize)
    let tall = try fit(many, standardize: standardize)
    for (one, other) in [(wide.horizontal, tall.horizontal), (wide.vertical, tall.vertical)] {
      let lengths = [one, other].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      for (a, b) in zip(one, other) { #expect(abs(a / lengths[0] - b / lengths[1]) < 1e-9) }
    }
    #expect(abs(wide.shares.horizontal - tall.shares.horizontal) < 1e-9)
    #expect(abs(wide.shares.vertical - tall.shares.vertical) < 1e-9)
  }

  @Test func tenThousandColumnsAreNoMatter() throws {
    let map = try fit(RandomRows.normal(24, 10_000), standardize: true)
    #expect(map.shares.horizontal >= map.shares.vertical && map.shares.vertical > 0)
  }

  @Test func oneColumnIsDrawnOnALine() throws {
    let rows = RandomRows.normal(20, 1)
    let places = try fit(rows, standardize: true).places(of: rows)
    #expect(stride(from: 1, to: places.count, by: 2).allSatisfy { places[$0] == 0 })
    #expect(places[0] != places[2])
  }

  @Test func catalogueNamesAreUnique() {
    let names = ProjectorCatalog.all.map { $0.name }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { ProjectorCatalog.named($0) != nil })
  }

  @Test func aConstantColumnHasNoSayEvenIfItsSumIsRounded() throws {
    var rows = RandomRows.normal(999, 3)
    for row in 0..<rows.rows { rows[row, 1] = 0.1 }
    let map = try fit(rows, standardize: true)
    #expect(map.horizontal[1] == 0)
    #expect(map.vertical[1] == 0)
    #expect(abs(map.shares.horizontal + map.shares.vertical - 1) < 1e-12)
  }
}
