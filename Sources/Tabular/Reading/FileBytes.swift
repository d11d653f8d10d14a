/// The content of a file, wherever it lies in memory.
///
/// Copying is O(1). The bytes must not change while any copy exists.
public struct FileBytes: Sendable {
  // Unsafe only in that the compiler cannot see that `owner` keeps the bytes in place and that
  // nobody writes to them.
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer
  private let owner: any AnyObject & Sendable

  /// Bytes that stay where they are as long as `owner` lives, such as a mapped file.
  public init(owner: any AnyObject & Sendable, bytes: UnsafeRawBufferPointer) {
    self.owner = owner
    self.bytes = bytes
  }

  /// A copy of `bytes`.
  public init(_ bytes: [UInt8]) {
    let copy = BytesCopy(bytes)
    self.init(owner: copy, bytes: copy.bytes)
  }

  /// Bytes of the file.
  public var count: Int { bytes.count }

  /// Lends the bytes to `body`; the pointer is not valid afterwards.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(owner) {} }
    return try body(bytes)
  }

  /// The bytes of a range that lies inside the file.
  func array(_ range: Range<Int>) -> [UInt8] { withBytes { Array($0[range]) } }

  /// True if `bytes` stand at `offset`.
  func has(_ text: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, count - offset >= text.count else { return false }
    return withBytes { $0[offset..<offset + text.count].elementsEqual(text) }
  }
}

/// A copy of bytes at an address that does not move.
private final class BytesCopy: Sendable {
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  init(_ source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 16)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(copy)
  }

  deinit { bytes.deallocate() }
}
