/// A mailbox for pictures of progress: the newest wins, and one delivery is under way at most.
///
/// A worker may call `put` a million times a second; the receiver is asked to look once, and sees
/// the newest value when it does.
final class LatestValue<Value: Sendable>: Sendable {
  private struct State: Sendable {
    var newest: Value?
    var isAnnounced = false
  }

  private let state = Locked(State())

  /// Stores `value`; true if the receiver has to be told to come and take it.
  func put(_ value: Value) -> Bool {
    state.withLock { state in
      state.newest = value
      defer { state.isAnnounced = true }
      return !state.isAnnounced
    }
  }

  /// The newest value, once.
  func take() -> Value? {
    state.withLock { state in
      state.isAnnounced = false
      defer { state.newest = nil }
      return state.newest
    }
  }
}
