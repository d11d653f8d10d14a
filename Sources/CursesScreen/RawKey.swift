import CNCurses

/// What ncurses has read, before it is given a meaning.
package enum RawKey: Sendable, Equatable {
  /// A Unicode scalar value.
  case character(UInt32)
  /// The code of a function key, as ncurses numbers them.
  case function(Int32)
  case press(x: Int, y: Int)
  /// Negative is up.
  case wheel(lines: Int, x: Int, y: Int)
}

extension RawKey {
  /// Lines a step of the wheel stands for.
  private static let wheelStep = 3

  /// nil for buttons that mean nothing.
  init?(_ key: nc_key_t) {
    let place = (x: Int(key.x), y: Int(key.y))
    switch key.kind {
    case NC_CHARACTER: self = .character(UInt32(bitPattern: key.code))
    case NC_FUNCTION: self = .function(key.code)
    case NC_MOUSE:
      switch nc_button(UInt32(bitPattern: key.code)) {
      case NC_LEFT_PRESS: self = .press(x: place.x, y: place.y)
      case NC_WHEEL_UP: self = .wheel(lines: -Self.wheelStep, x: place.x, y: place.y)
      case NC_WHEEL_DOWN: self = .wheel(lines: Self.wheelStep, x: place.x, y: place.y)
      default: return nil
      }
    default: return nil
    }
  }

  /// All that has arrived, without waiting.
  @MainActor static func pending() -> [RawKey] {
    var keys: [RawKey] = []
    while true {
      let key = nc_read_key()
      if key.kind == NC_NO_KEY { return keys }
      if let raw = RawKey(key) { keys.append(raw) }
    }
  }
}
