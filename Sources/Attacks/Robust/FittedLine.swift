/// A line of best fit through rows that are off it by their errors.
struct FittedLine: Sendable {
  /// Mean of the rows on it.
  let center: [Double]
  /// A unit vector.
  let direction: [Double]
  /// The rows on it, in order along it.
  let members: [Int32]
  /// Where each of them is, from the center.
  let along: [Double]

  /// Where the first row is.
  var low: Double { along.first ?? 0 }
  /// Where the last row is.
  var high: Double { along.last ?? 0 }
  /// Distance between the outermost rows.
  var span: Double { high - low }
  /// Sum of the squares of `along`: how well the direction is known.
  var inertia: Double { along.reduce(0) { $0 + $1 * $1 } }
}
