import CKernels

/// What a search costs, in nanoseconds for one query on one thread: the rule by which the way to
/// search is chosen.
///
/// Fitted to processor times on a 3.7 GHz Zen 4 core with AVX-512, 20,000 rows among themselves,
/// microseconds a query (plain, screened, tree; leaves and nodes looked at):
///
///     6 neighbors, normal, 3 columns         18      6    0.9      5      7
///     6 neighbors, normal, 6 columns         23      7    2.8     39     24
///     6 neighbors, normal, 10 columns        28      9     14    233     86
///     6 neighbors, normal, 30 columns        66     19    131   1250    181
///     6 neighbors, 3 factors, 30 columns     64     19    1.8      6      8
///     6 neighbors, one-hot, 30 columns       62     21     45    372    108
///     6 neighbors, log-normal, 30 columns    63     19     71    606    148
///     6 neighbors, all rows ten times, 30    63     18    0.8      2      4
///     6 neighbors, 4 columns, 6 categories   27     10     41    892    144
///     200 neighbors, normal, 6 columns       54     41     49    231     72
///     200 neighbors, normal, 30 columns      99     57    195   1250    181
///
/// With integers, where there are no categories: 4.6 (normal, 6 columns), 6 (10), 9.2 (30), 9.9
/// (log-normal, 30), 33 (30, 100,000 rows), 43 (30, 200 neighbors).
///
/// With normal columns a tree stops paying at 8 of them with 20,000 rows and at 9 with 100,000; but
/// how many leaves a search looks at depends on the data, not on the number of columns alone, so
/// a few trial searches count them.
enum NeighborCosts {
  /// Fewer rows are compared plainly: nothing is gained by preparing them.
  static let leastRows = 512
  /// Queries that come before rows are rounded for a screen.
  static let leastScreened = 64
  /// A tree is tried once there have been this many queries per thousand rows; building and trying
  /// it costs about as much as searching for these.
  static let leastPerThousand = 60
  /// Searches that try a tree.
  static let trials = 48

  /// Comparing all rows in double precision.
  static func plain(_ rows: SearchRows, _ count: Int) -> Double {
    140 * Double(count) + Double(rows.count) * (0.6 + 0.1 * Double(rows.width))
  }

  /// Comparing all rows as integers, or, with categories, in single precision.
  static func screened(_ rows: SearchRows, _ count: Int) -> Double {
    let width = Double(rows.width)
    guard canUseIntegers(rows) else {
      return 150 * Double(count) + Double(rows.count) * (0.2 + 0.025 * width)
    }
    return 2000 + 190 * Double(count) + Double(rows.count) * (0.02 + 0.0095 * width)
  }

  /// Whether it is worth trying to compare rows as integers.
  static func canUseIntegers(_ rows: SearchRows) -> Bool {
    rows.categories.columns == 0 && ck_multiplies_pairs()
  }

  /// Searching a tree, from what a search looked at.
  static func tree(_ rows: SearchRows, _ count: Int, _ visits: ck_tree_visits) -> Double {
    let width = Double(rows.width)
    return 200 * Double(count) + Double(visits.leaves) * (20 + 2 * width)
      + Double(visits.nodes) * (35 + 3 * width)
  }

  /// Queries between two looks at the cancel flag, each of which costs `cost`: about 3 ms, so that
  /// neither an older processor nor a query far costlier than most makes it 100.
  static func grain(_ cost: Double, most: Int) -> Int {
    max(1, Int(min(Double(most), 3e6 / max(1, cost))))
  }
}
