/// Names that are like one that does not exist.
public enum Suggestion {
  /// Longer names are not compared.
  private static let longest = 64

  /// ` (did you mean 'smote'?)`, or nothing if no name is much like it.
  public static func text(for name: String, among known: [String]) -> String {
    nearest(to: name, among: known).map { " (did you mean '\($0)'?)" } ?? ""
  }

  /// The name with the fewest letters changed, if they are about a third of it or fewer.
  ///
  /// - Complexity: O(names × length²), lengths up to 64.
  public static func nearest(to name: String, among known: [String]) -> String? {
    guard (1...longest).contains(name.count) else { return nil }
    // Of two letters one is too many to be a slip.
    let most = min((name.count + 1) / 3, (name.count - 1) / 2)
    let near = known.filter { abs($0.count - name.count) <= most && $0.count <= longest }
      .map { (name: $0, changes: changes(Array(name.lowercased()), Array($0.lowercased()))) }
    return near.filter { $0.changes <= most }.min { $0.changes < $1.changes }?.name
  }

  /// Letters to put in, take out or change to get from one name to the other.
  private static func changes(_ from: [Character], _ to: [Character]) -> Int {
    var row = Array(0...to.count)
    for (place, letter) in from.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for (column, other) in to.enumerated() {
        let kept = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(kept, row[column] + 1, diagonal + 1)
      }
    }
    return row[to.count]
  }
}
