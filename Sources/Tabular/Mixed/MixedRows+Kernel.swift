import CKernels

extension MixedRows {
  /// Lends some of the rows, and what their columns are, to a kernel.
  func withKernel<Result>(
    _ range: Range<Int>,
    _ body: (UnsafePointer<ck_mixed_columns>, UnsafePointer<ck_mixed_rows>) -> Result
  ) -> Result {
    let width = space.names.count
    return space.withKernel { columns in
      values.withUnsafeBufferPointer { values in
        var rows = ck_mixed_rows(
          values: values.baseAddress.map { $0 + range.lowerBound * width }, n: Int64(range.count))
        return body(columns, &rows)
      }
    }
  }
}

extension MixedSpace {
  fileprivate func withKernel<Result>(
    _ body: (UnsafePointer<ck_mixed_columns>) -> Result
  ) -> Result {
    let kinds = ranges.map { range in
      guard let range else { return UInt8(ck_mixed_category) }
      return UInt8(range > 0 ? ck_mixed_number : ck_mixed_constant)
    }
    return kinds.withUnsafeBufferPointer { kinds in
      weights.withUnsafeBufferPointer { weights in
        var columns = ck_mixed_columns(
          width: Int32(names.count), is_gower: rule == .gower, kinds: kinds.baseAddress,
          weights: weights.baseAddress, divisor: divisor)
        return body(&columns)
      }
    }
  }
}
