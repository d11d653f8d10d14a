extension Matrix {
  /// The variance of all values together, whatever their row and column: the mean square of the
  /// distance from their mean. Not a number if there are none.
  ///
  /// With the roundings of NumPy's `var()`. O(rows × columns).
  public var variance: Double {
    let count = Double(storage.count)
    return storage.withUnsafeBufferPointer { values in
      let mean = pairwiseSum(values.indices) { values[$0] } / count
      let squares = pairwiseSum(values.indices) { place in
        let difference = values[place] - mean
        return difference * difference
      }
      return squares / count
    }
  }
}
