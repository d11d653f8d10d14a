#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A value behind a lock.
///
/// A pthread lock rather than `Synchronization.Mutex`: the thread sanitizer on Linux does not see
/// the latter and reports races inside it.
public final class Locked<Value>: @unchecked Sendable {
  // Unchecked because the compiler cannot see that `lock` guards every access to `value`.
  private var value: Value
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  /// - Parameter value: what the lock guards from now on; keep no other reference to it.
  public init(_ value: Value) {
    self.value = value
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Runs `body` alone with the value. Never call anything slow or another lock from inside.
  public func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body(&value)
  }
}
