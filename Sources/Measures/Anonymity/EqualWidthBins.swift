/// Numbers grouped into bins of equal width between the least and the largest of a reference. What
/// lies outside goes to the outermost bins.
///
/// Source: `pandas.cut` and `numpy.histogram_bin_edges`, as SDMetrics uses them.
struct EqualWidthBins: Sendable {
  /// To which side a value on the edge between two bins belongs.
  enum Edge: Sendable {
    /// To the lower bin, as `pandas.cut` has it.
    case lower
    /// To the upper bin, as `numpy.digitize` has it.
    case upper
  }

  /// Bins, 1 or more; they are numbered from 0.
  let count: Int
  private let edge: Edge
  /// The edges between bins, ascending.
  private let inner: [Double]

  /// - Parameters:
  ///   - reference: where the ends come from; NaN in it is passed over.
  ///   - count: 1 or more.
  init(_ reference: [Double], count: Int, edge: Edge) {
    self.count = count
    self.edge = edge
    let values = reference.lazy.filter { $0.isFinite }
    var low = values.min() ?? 0
    var high = values.max() ?? 0
    if low == high {
      let margin = edge == .upper ? 0.5 : low == 0 ? 0.001 : 0.001 * abs(low)
      low -= margin
      high += margin
    }
    let step = (high - low) / Double(count)
    inner = (1..<max(1, count)).map { Double($0) * step + low }
  }

  /// The bin of a number that is not NaN.
  func bin(of value: Double) -> Int {
    var low = 0
    var high = inner.count
    while low < high {
      let middle = (low + high) / 2
      let isBelow = edge == .lower ? inner[middle] < value : inner[middle] <= value
      if isBelow { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
