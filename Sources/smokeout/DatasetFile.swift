import Foundation
import Jobs
import Tabular

/// Reads tables from files. The content is mapped, not copied.
enum DatasetFile {
  /// Keeps a file mapped as long as anyone looks at its bytes.
  private final class Mapping: Sendable {
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

    init?(_ descriptor: Int32, count: Int) {
      guard count > 0 else {
        bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        return
      }
      guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
        start != MAP_FAILED
      else { return nil }
      bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
      if let start = bytes.baseAddress {
        munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
      }
    }
  }

  /// The table in the file at `path`.
  ///
  /// - Throws: `ReadError`, `FileProblem`, `CancellationError`.
  static func read(
    _ path: String, options: ReadOptions, in context: RunContext<Fraction>
  ) throws -> ReadResult {
    try TableReader.read(try bytes(path), fileName: path, options: options, in: context)
  }

  static func bytes(_ path: String) throws -> FileBytes {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem.cannotOpen(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem.cannotOpen(path, errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw ReadError.directory(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      // A pipe has no size to map: read it to its end.
      let content = try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd()
      return FileBytes(Array(content ?? Data()))
    }
    guard let mapping = Mapping(descriptor, count: Int(status.st_size)) else {
      throw FileProblem.cannotOpen(path, errno)
    }
    return FileBytes(owner: mapping, bytes: mapping.bytes)
  }
}
