import Terminal

/// A value that is being typed in place of another, and why it was refused.
struct ValueEntry: Sendable {
  /// What a key came to.
  enum Outcome: Sendable, Equatable {
    /// Not a key of the entry.
    case ignored
    /// The text has changed, or the entry was closed.
    case changed
    /// Enter: the text is to be taken.
    case entered(String)
  }

  /// What has been typed so far; nil while nothing is being typed.
  private(set) var field: TextField?
  /// Why the typed value was refused.
  private(set) var refusal: String?
  /// Nothing has been typed yet: a character takes the place of the old value.
  private var isUntouched = false

  var isOpen: Bool { field != nil }

  /// Begins with the value as it is.
  mutating func open(_ value: String) {
    field = TextField(value)
    isUntouched = true
    refusal = nil
  }

  mutating func close() {
    field = nil
    refusal = nil
  }

  /// Keeps what was typed, to be mended.
  mutating func refuse(_ reason: String) { refusal = reason }

  /// Puts a completion in place of what was typed.
  mutating func replace(by text: String) {
    field?.set(text)
    isUntouched = false
    refusal = nil
  }

  mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .control("c"), .control("l"), .control("z"): return .ignored
    case .escape: close()
    case .enter: return .entered(field?.text ?? "")
    default:
      if isUntouched, case .character = key { field?.set("") }
      isUntouched = false
      if field?.handle(key) == .changed { refusal = nil }
    }
    return .changed
  }
}
