import Jobs

/// Where other threads leave work for the loop: done in order, on the loop's own thread.
package final class Mailbox: Sendable {
  private let letters = Locked<[@Sendable () -> Void]>([])
  private let wake: @Sendable () -> Void

  /// - Parameter wake: ends the sleep of the loop; called from any thread.
  package init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Leaves work and wakes the loop. From any thread.
  package func post(_ work: @escaping @Sendable () -> Void) {
    letters.withLock { $0.append(work) }
    wake()
  }

  /// Does what has been left until now; what comes meanwhile waits for the next time.
  package func empty() {
    let work = letters.withLock { letters in
      defer { letters = [] }
      return letters
    }
    for letter in work { letter() }
  }
}
