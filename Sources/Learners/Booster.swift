import CXGBoost
import Numeric

/// A model of XGBoost while it is trained and asked; it never leaves the thread that made it.
///
/// One thread each: several models are trained side by side instead, which costs less on a busy
/// machine, and every answer is the same for every number of threads.
final class Booster {
  private let handle: BoosterHandle
  private let training: Table

  /// - Parameters:
  ///   - rows: missing values are NaN.
  ///   - targets: one per row.
  ///   - settings: names and values as XGBoost knows them.
  /// - Throws: `LearnerError.library`.
  convenience init(
    _ rows: Matrix, targets: [Float], settings: [(String, String)]
  ) throws(LearnerError) {
    try self.init(on: Table(rows, targets: targets), settings: settings)
  }

  /// A model of rows that several models are grown on.
  init(on table: Table, settings: [(String, String)]) throws(LearnerError) {
    handle = try Self.empty(for: table.handle)
    training = table
    for (name, value) in [("nthread", "1"), ("verbosity", "0")] + settings {
      try Self.check(XGBoosterSetParam(handle, name, value))
    }
  }

  deinit { XGBoosterFree(handle) }

  private static func empty(for table: DMatrixHandle) throws(LearnerError) -> BoosterHandle {
    var tables: [DMatrixHandle?] = [table]
    var handle: BoosterHandle?
    try check(XGBoosterCreate(&tables, 1, &handle))
    guard let handle else { throw .library("no model was made") }
    return handle
  }

  /// Adds `rounds` rounds of trees.
  func train(rounds: Int) throws(LearnerError) {
    for round in 0..<rounds {
      try Self.check(XGBoosterUpdateOneIter(handle, Int32(round), training.handle))
    }
  }

  /// One answer per row, in the unit of the objective.
  func predictions(for rows: Matrix) throws(LearnerError) -> [Double] {
    guard rows.rows > 0 else { return [] }
    return try predictions(for: Table(rows), count: rows.rows)
  }

  /// The same for `count` rows that several models are asked about.
  func predictions(for table: Table, count: Int) throws(LearnerError) -> [Double] {
    var shape: UnsafePointer<bst_ulong>?
    var dimensions: bst_ulong = 0
    var result: UnsafePointer<Float>?
    let config =
      #"{"type": 0, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": false}"#
    try Self.check(
      XGBoosterPredictFromDMatrix(handle, table.handle, config, &shape, &dimensions, &result))
    guard let result else { throw .library("no prediction was made") }
    return UnsafeBufferPointer(start: result, count: count).map { Double($0) }
  }

  private static func check(_ status: Int32) throws(LearnerError) {
    guard status != 0 else { return }
    // What follows the first line is a stack trace.
    let message = String(cString: XGBGetLastError())
    throw .library(Self.plain(String(message.prefix { !$0.isNewline })))
  }

  /// Without the clock time and the place in the sources of XGBoost that it begins with.
  static func plain(_ message: String) -> String {
    guard message.hasPrefix("["), let end = message.firstRange(of: ": ") else { return message }
    return String(message[end.upperBound...])
  }

  /// Rows as XGBoost keeps them.
  final class Table {
    fileprivate let handle: DMatrixHandle

    init(_ rows: Matrix, targets: [Float] = []) throws(LearnerError) {
      handle = try Self.filled(rows)
      guard !targets.isEmpty else { return }
      try Booster.check(
        XGDMatrixSetFloatInfo(handle, "label", targets, bst_ulong(targets.count)))
    }

    deinit { XGDMatrixFree(handle) }

    /// Has each row count so often in what is grown from now on.
    ///
    /// - Parameter weights: one per row, 0 or more.
    func count(_ weights: [Float]) throws(LearnerError) {
      try Booster.check(
        XGDMatrixSetFloatInfo(handle, "weight", weights, bst_ulong(weights.count)))
    }

    private static func filled(_ rows: Matrix) throws(LearnerError) -> DMatrixHandle {
      let values = rows.storage.map { Float($0) }
      if let place = values.firstIndex(where: \.isInfinite) {
        throw .tooLarge(rows.storage[place])
      }
      var handle: DMatrixHandle?
      try Booster.check(
        XGDMatrixCreateFromMat(
          values, bst_ulong(rows.rows), bst_ulong(rows.columns), .nan, &handle))
      guard let handle else { throw .library("no table was made") }
      return handle
    }
  }
}
