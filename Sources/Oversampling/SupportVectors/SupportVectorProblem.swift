import CLibSVM
import Jobs
import Numeric

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rows and classes in the memory that libsvm reads.
///
/// Everything is released with the last reference; a thread that was left behind holds one.
package final class SupportVectorProblem: @unchecked Sendable {
  // Unchecked: after `init` only the one thread that is in `solved` touches the memory.
  private let nodes: UnsafeMutableBufferPointer<svm_node>
  private let rows: UnsafeMutableBufferPointer<UnsafeMutablePointer<svm_node>?>
  private let targets: UnsafeMutableBufferPointer<Double>
  private let leaving: CancellationFlag
  /// As scikit-learn's.
  private static let cacheMegabytes = 200.0
  private static let tolerance = 1e-3

  /// Copies the values that are not zero.
  ///
  /// - Parameters:
  ///   - order: row numbers of `features` in the order in which libsvm is to see them.
  ///   - classes: a number for the class of each of `order`, in ascending order.
  ///   - leaving: once raised, nobody waits for the answer any more.
  package init(
    _ features: Matrix, order: [Int], classes: [Int32], leaving: CancellationFlag
  ) {
    precondition(order.count == classes.count, "one class per row")
    let values = features.storage.count { $0 != 0 }
    nodes = .allocate(capacity: values + order.count)
    rows = .allocate(capacity: order.count)
    targets = .allocate(capacity: order.count)
    self.leaving = leaving
    var place = 0
    for (position, row) in order.enumerated() {
      rows.initializeElement(at: position, to: nodes.baseAddress.map { $0 + place })
      targets.initializeElement(at: position, to: Double(classes[position]))
      for column in 0..<features.columns where features[row, column] != 0 {
        nodes.initializeElement(
          at: place, to: svm_node(index: Int32(column + 1), value: features[row, column]))
        place += 1
      }
      nodes.initializeElement(at: place, to: svm_node(index: -1, value: 0))
      place += 1
    }
  }

  deinit {
    nodes.deallocate()
    rows.deallocate()
    targets.deallocate()
  }

  /// Positions of the support vectors in the order given, class by class.
  ///
  /// - Parameter gamma: above 0.
  package func solved(gamma: Double) -> [Int] {
    SolverThread.current(is: self)
    defer { SolverThread.current(is: nil) }
    var problem = svm_problem(l: Int32(rows.count), y: targets.baseAddress, x: rows.baseAddress)
    var parameters = svm_parameter()
    parameters.svm_type = Int32(C_SVC)
    parameters.kernel_type = Int32(RBF)
    parameters.gamma = gamma
    parameters.cache_size = Self.cacheMegabytes
    parameters.eps = Self.tolerance
    parameters.C = 1
    parameters.shrinking = 1
    if let complaint = svm_check_parameter(&problem, &parameters) {
      preconditionFailure(String(cString: complaint))
    }
    var model = svm_train(&problem, &parameters)
    defer { svm_free_and_destroy_model(&model) }
    var positions = [Int32](repeating: 0, count: Int(svm_get_nr_sv(model)))
    svm_get_sv_indices(model, &positions)
    return positions.map { Int($0) - 1 }
  }

  /// Ends a computation that nobody waits for: with values that are no numbers the solver finds
  /// nothing left to improve. Called on the thread that is in `solved`.
  fileprivate func starveIfLeft() {
    guard leaving.isRaised else { return }
    for row in rows { row?.pointee.value = .nan }
  }
}

/// Tells the callback of libsvm, which is not told anything, what its thread works on.
private enum SolverThread {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    // libsvm would write its progress on standard output, which is the screen.
    svm_set_print_string_function { _ in SolverThread.showProgress() }
    return key
  }()

  static func current(is problem: SupportVectorProblem?) {
    pthread_setspecific(key, problem.map { Unmanaged.passUnretained($0).toOpaque() })
  }

  private static func showProgress() {
    guard let problem = pthread_getspecific(key) else { return }
    Unmanaged<SupportVectorProblem>.fromOpaque(problem).takeUnretainedValue().starveIfLeft()
  }
}
