extension TrainingRows {
  /// The labels as places in the order in which NumPy sorts the names of the classes, which is the
  /// order that scikit-learn knows them by. O(rows).
  var classRanks: [Int32] {
    var counts = classNames.map { _ in 0 }
    for label in labels { counts[Int(label)] += 1 }
    let sizes = ClassSizes(counts: counts, names: classNames, target: 0, isNamed: false)
    var ranks = classNames.map { _ in Int32(0) }
    for (rank, code) in sizes.present.enumerated() { ranks[Int(code)] = Int32(rank) }
    return labels.map { ranks[Int($0)] }
  }
}
