import CKernels

/// Numbered texts of a column; the Swift face of the dictionary kernel.
///
/// Its texts point into the file, which must outlive it. Filled by one thread, then only read.
final class TextDictionary: Sendable {
  nonisolated(unsafe) let handle: OpaquePointer

  init() { handle = csv_dictionary_create() }

  deinit { csv_dictionary_destroy(handle) }

  var count: Int { csv_dictionary_size(handle) }

  /// The bytes of text `code`; they live as long as the dictionary and the file.
  func bytes(_ code: Int) -> UnsafeRawBufferPointer {
    let text = csv_dictionary_text(handle, code)
    return UnsafeRawBufferPointer(start: text.bytes, count: text.length)
  }

  func string(_ code: Int) -> String { String(decoding: bytes(code), as: UTF8.self) }

  /// Cells that hold text `code`.
  func cells(_ code: Int) -> Int { csv_dictionary_cells(handle, code) }

  /// The byte of the file where text `code` first stands.
  func first(_ code: Int) -> Int { csv_dictionary_first(handle, code) }

  /// Adds the texts of a later part of the file; answers what became of its codes.
  func merge(_ other: TextDictionary) -> [Int32] {
    let count = other.count
    return [Int32](unsafeUninitializedCapacity: max(1, count)) { buffer, initialized in
      if let start = buffer.baseAddress { csv_dictionary_merge(handle, other.handle, start) }
      initialized = count
    }
  }

  /// The place of every code when the texts are sorted by their bytes.
  func ranks() -> [Int32] {
    let count = count
    return [Int32](unsafeUninitializedCapacity: max(1, count)) { buffer, initialized in
      if let start = buffer.baseAddress { csv_dictionary_rank(handle, start) }
      initialized = count
    }
  }
}
