/// Shares as text for sentences.
enum Percent {
  /// `12.3 %`; at most one digit after the point.
  static func text(_ share: Double) -> String {
    guard share.isFinite else { return "an unknown share" }
    let tenths = (share * 1000).rounded() / 10
    let text = tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    return "\(text) %"
  }
}
