import CKernels

/// Queries and where their answers go.
struct NeighborAnswers: Sendable {
  let count: Int
  let queries: SearchRows
  let excluded: [Int32]?
  let indices: SharedBuffer<Int32>
  let distances: SharedBuffer<Double>

  /// Lends some of the queries to a kernel.
  func withKernel<Result>(
    _ range: Range<Int>, _ body: (UnsafePointer<ck_queries>) -> Result
  ) -> Result {
    queries.withKernel { rows in
      (excluded ?? []).withUnsafeBufferPointer { excluded in
        let first = range.lowerBound
        var asked = ck_queries(
          numbers: rows.pointee.numbers.map { $0 + first * Int(rows.pointee.d) },
          codes: rows.pointee.codes.map { $0 + first * Int(rows.pointee.c) },
          n: Int64(range.count), count: Int32(count),
          excluded: self.excluded == nil ? nil : excluded.baseAddress.map { $0 + first },
          out_index: indices.start + first * count, out_distance: distances.start + first * count)
        return body(&asked)
      }
    }
  }
}
