/// The two things that happen because nobody does anything. Times are in milliseconds.
package struct Timers: Sendable {
  /// How long revealed values stay without a key.
  package static let revealTime = 60_000

  private var settling: (change: Int, due: Int)?
  private var lastKey = 0

  package init() {}

  /// Settings have changed; a later change takes the place of an earlier one.
  package mutating func settle(change: Int, due: Int) { settling = (change, due) }

  package mutating func keyPressed(at now: Int) { lastKey = now }

  /// How long until something is due; nil for never.
  package func delay(at now: Int, isRevealing: Bool) -> Int? {
    let dues = [settling?.due, isRevealing ? lastKey + Self.revealTime : nil].compactMap(\.self)
    return dues.min().map { max(0, $0 - now) }
  }

  /// What is due now, once.
  package mutating func actions(at now: Int, isRevealing: Bool) -> [Action] {
    var actions: [Action] = []
    if let settling, settling.due <= now {
      self.settling = nil
      actions.append(.sampling(.settled(change: settling.change)))
    }
    if isRevealing, lastKey + Self.revealTime <= now { actions.append(.attack(.hideValues)) }
    return actions
  }
}
