import Foundation
import Jobs

/// Ctrl-C in a command without a screen: the first asks the work to stop, the second ends it.
enum Interruption {
  private static let flag = CancellationFlag()

  static func listen() {
    // The flag has to exist before a signal can arrive: making it is not safe in a handler.
    _ = flag
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if Interruption.flag.isRaised { _exit(ExitStatus.interrupted.rawValue) }
        Interruption.flag.raise()
      }
    }
  }

  /// A context for the work of a command.
  static func context<Update: Sendable>(
    threads: Int, report: @escaping @Sendable (Update) -> Void = { _ in }
  ) -> RunContext<Update> {
    RunContext(threads: threads, isCancelled: { flag.isRaised }, report: report)
  }
}
