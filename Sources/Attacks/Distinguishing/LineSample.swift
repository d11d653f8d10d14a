/// Tells a release without lines, such as one with noise, by a sample of its rows.
///
/// Looking at every row among all others takes long, and where neighbors show hardly a line it
/// mostly shows nothing either. A few rows are looked at first.
enum LineSample {
  /// Rows looked at: if one in a hundred was synthetic, none would be among them once in twenty.
  private static let size = 300
  /// Of so few rows all are looked at.
  private static let fewRows = 2000
  /// Share of rows with a line through them up to which there is hardly a line.
  private static let hardly = 0.005

  /// Some of `plain`, spread evenly, or nil if all of them have to be looked at.
  ///
  /// - Parameters:
  ///   - plain: rows through which neighborhoods showed no line.
  ///   - decided: rows that neighborhoods showed to be synthetic.
  ///   - rows: all of them.
  static func of(_ plain: [Int32], decided: Int, rows: Int) -> [Int32]? {
    guard plain.count > fewRows, Double(decided) < hardly * Double(rows) else { return nil }
    return (0..<size).map { plain[$0 * plain.count / size] }
  }

  /// For the user, once no row of the sample was synthetic.
  static func remark(settled: Int) -> String {
    "hardly a row is on a line with its neighbors, and none of \(size) rows looked at among all "
      + "rows is synthetic by its lines: \(settled) rows were not looked at any further"
  }
}
