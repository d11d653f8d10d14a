/// Decides when to draw: at once for a key, at most 30 times a second for the news of jobs, and
/// never without a reason. Times are in milliseconds.
package struct FrameClock: Sendable {
  /// Between two frames that nobody has pressed a key for.
  package static let interval = 33

  private var isWanted = false
  private var isUrgent = false
  private var lastDraw: Int?

  package init() {}

  /// Asks for a frame; `urgently` for one that answers a key.
  package mutating func request(urgently: Bool) {
    isWanted = true
    isUrgent = isUrgent || urgently
  }

  /// How long to wait for the frame that was asked for; nil if none was.
  package func delay(at now: Int) -> Int? {
    guard isWanted else { return nil }
    guard !isUrgent, let lastDraw else { return 0 }
    return max(0, lastDraw + Self.interval - now)
  }

  /// Says that a frame has been drawn.
  package mutating func drawn(at now: Int) {
    isWanted = false
    isUrgent = false
    lastDraw = now
  }
}
