import Jobs
import Workbench

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A job queue whose events wait in a mailbox until a test, or the loop under test, takes them.
package struct HandDrivenJobs: Sendable {
  package let queue: JobQueue
  package let mailbox: Mailbox

  /// - Parameter wake: called when there is something in the mailbox.
  package init(threads: Int = 2, wake: @escaping @Sendable () -> Void = {}) {
    let mailbox = Mailbox(wake: wake)
    self.mailbox = mailbox
    queue = JobQueue(width: 3, threads: threads) { mailbox.post($0) }
  }

  /// Waits until every job has ended, at most 20 s, then lets all events through.
  package func finish() {
    for _ in 0..<40_000 where queue.unfinished > 0 { usleep(500) }
    mailbox.empty()
  }
}
