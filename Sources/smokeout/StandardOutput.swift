import Foundation
import Jobs

/// Standard output, of which all arrives or it is known that it did not.
enum StandardOutput {
  /// What is not written yet, and the first error.
  private struct State {
    var pending: [UInt8] = []
    var problem: Int32 = 0
  }

  private static let state = Locked(State())
  private static let limit = 1 << 16

  /// Keeps files that are opened later from taking the place of a closed standard stream.
  static func prepare() {
    let isClosed = fcntl(STDOUT_FILENO, F_GETFD) == -1
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
    if isClosed { state.withLock { $0.problem = EBADF } }
  }

  /// Adds to what is printed.
  static func add(_ bytes: some Sequence<UInt8>) {
    state.withLock { state in
      state.pending += bytes
      if state.pending.count >= limit { empty(&state) }
    }
  }

  /// Prints what was added.
  ///
  /// - Throws: `FileProblem.cannotPrint` if anything since the start was lost.
  static func flush() throws {
    let problem = state.withLock { state in
      empty(&state)
      return state.problem
    }
    guard problem == 0 else { throw FileProblem.cannotPrint(problem) }
  }

  private static func empty(_ state: inout State) {
    if state.problem == 0 {
      state.problem = Descriptor.write(state.pending, to: STDOUT_FILENO)
    }
    state.pending = []
  }
}
