/// The sum of `term` over `range`, with the roundings of NumPy's sum over contiguous numbers: in
/// order if they are few, else eight sums side by side, else half by half.
func pairwiseSum(_ range: Range<Int>, _ term: (Int) -> Double) -> Double {
  let lanes = 8
  let most = 128
  guard range.count >= lanes else { return range.reduce(0) { $0 + term($1) } }
  if range.count > most {
    let half = range.count / 2
    let middle = range.lowerBound + half - half % lanes
    return pairwiseSum(range.lowerBound..<middle, term)
      + pairwiseSum(middle..<range.upperBound, term)
  }
  var sums = (0..<lanes).map { term(range.lowerBound + $0) }
  let whole = range.lowerBound + range.count / lanes * lanes
  for position in (range.lowerBound + lanes)..<whole {
    sums[(position - range.lowerBound) % lanes] += term(position)
  }
  let even = (sums[0] + sums[1]) + (sums[2] + sums[3])
  let odd = (sums[4] + sums[5]) + (sums[6] + sums[7])
  return (whole..<range.upperBound).reduce(even + odd) { $0 + term($1) }
}
