/// Which of some centers is nearest, with the roundings that scikit-learn has where its linear
/// algebra multiplies and adds in one step, as all do on processors of the last ten years.
///
/// The squared distance is |point|² − 2·point·center + |center|²; as the first term is the same for
/// all centers it is left out. Where two centers are equally far, which happens with columns of
/// zeros and ones, the last digit of this decides, so it matters how it is rounded.
struct CenterDistances {
  let centers: Matrix
  /// The square of the length of each center.
  private let squares: [Double]

  init(_ centers: Matrix) {
    self.centers = centers
    squares = Self.squaredLengths(centers)
  }

  /// The square of the length of each row, added up as NumPy's `einsum` does: two sums side by
  /// side, eight columns at a time, of these the last first.
  static func squaredLengths(_ matrix: Matrix) -> [Double] {
    let (lanes, block) = (2, 8)
    let width = matrix.columns
    let whole = width / block * block
    return matrix.storage.withUnsafeBufferPointer { values in
      (0..<matrix.rows).map { row in
        var sums = (0.0, 0.0)
        func add(_ column: Int) {
          let first = values[row * width + column]
          sums.0 += first * first
          guard column + 1 < width else { return }
          let second = values[row * width + column + 1]
          sums.1 += second * second
        }
        for start in stride(from: 0, to: whole, by: block) {
          for column in stride(from: start + block - lanes, through: start, by: -lanes) {
            add(column)
          }
        }
        for column in stride(from: whole, to: width, by: lanes) { add(column) }
        return sums.0 + sums.1
      }
    }
  }

  /// The inner product of two rows of equal width, column by column, each step rounded once.
  static func product(
    _ one: UnsafePointer<Double>, _ other: UnsafePointer<Double>, width: Int
  ) -> Double {
    var sum = 0.0
    for column in 0..<width { sum.addProduct(one[column], other[column]) }
    return sum
  }

  /// The nearest center of each row in `range` of `points`; of equally near ones the first.
  /// O(range × centers × columns).
  func nearest(to points: Matrix, _ range: Range<Int>) -> [Int32] {
    let width = points.columns
    return points.storage.withUnsafeBufferPointer { points in
      centers.storage.withUnsafeBufferPointer { centers in
        guard let points = points.baseAddress, let centers = centers.baseAddress else {
          return Array(repeating: 0, count: range.count)
        }
        return range.map { row in
          var least = Double.infinity
          var nearest: Int32 = 0
          for center in squares.indices {
            let product = Self.product(
              points + row * width, centers + center * width, width: width)
            let distance = squares[center].addingProduct(-2, product)
            if distance < least {
              least = distance
              nearest = Int32(center)
            }
          }
          return nearest
        }
      }
    }
  }

  /// The squared distance of row `row` of `points` from center `center`, four columns at a time.
  func squaredDistance(_ points: Matrix, _ row: Int, _ center: Int) -> Double {
    let width = points.columns
    let whole = width / 4 * 4
    func square(_ column: Int) -> Double {
      let difference =
        points.storage[row * width + column] - centers.storage[center * width + column]
      return difference * difference
    }
    var sum = 0.0
    for column in stride(from: 0, to: whole, by: 4) {
      sum += square(column) + square(column + 1) + square(column + 2) + square(column + 3)
    }
    for column in whole..<width { sum += square(column) }
    return sum
  }
}
