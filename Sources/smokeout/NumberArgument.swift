import ArgumentParser

/// Reads numbers on the command line. What is no number is refused with what was expected; the
/// options check their ranges themselves.
enum NumberArgument {
  /// - Parameter range: which numbers are expected, for the message.
  static func whole(_ range: String) -> @Sendable (String) throws -> Int {
    { text in
      guard let number = Int(text) else {
        throw ValidationError("expected a whole number, \(range)")
      }
      return number
    }
  }

  /// - Parameter range: which numbers are expected, for the message.
  static func decimal(_ range: String) -> @Sendable (String) throws -> Double {
    { text in
      guard let number = Double(text) else { throw ValidationError("expected a number, \(range)") }
      return number
    }
  }

  /// A random seed.
  @Sendable static func seed(_ text: String) throws -> UInt32 {
    guard let seed = UInt32(text) else {
      throw ValidationError("expected a whole number, 0 to \(UInt32.max)")
    }
    return seed
  }
}
