import Foundation
import Tabular

/// Writes files that options name.
enum OutputFile {
  /// Writes `content` to the file at `path`.
  ///
  /// A file is replaced in one step, so that nobody ever sees half of it; it keeps its permissions,
  /// and a link keeps pointing to it. What is no file, such as a pipe or a device, is written to as
  /// it stands.
  ///
  /// - Throws: `FileProblem`.
  static func write(_ content: [UInt8], to path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return try create(content, path, errno) }
    if let descriptor = openDescriptor(like: status) {
      if descriptor == STDOUT_FILENO { try StandardOutput.flush() }
      return try pour(content, into: descriptor, named: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return try writeThrough(content, to: path) }
    // The owner of the machine may write anywhere, but means to keep what is protected.
    guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else {
      throw FileProblem.cannotWrite(path, EACCES)
    }
    guard let target = realpath(path, nil) else { throw FileProblem.cannotWrite(path, errno) }
    defer { free(target) }
    try replace(String(cString: target), with: content, status.st_mode & 0o7777, named: path)
  }

  /// Finds out whether `path` can be written to before any work is done for it.
  ///
  /// - Throws: `FileProblem`.
  static func checkAppending(to path: String) throws {
    let isNew = access(path, F_OK) != 0
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { throw FileProblem.cannotWrite(path, errno) }
    close(descriptor)
    if isNew { unlink(path) }
  }

  /// Standard output or standard error, if the file is what they are.
  private static func openDescriptor(like status: stat) -> Int32? {
    [STDOUT_FILENO, STDERR_FILENO].first { descriptor in
      var own = stat()
      guard fstat(descriptor, &own) == 0 else { return false }
      return own.st_dev == status.st_dev && own.st_ino == status.st_ino
    }
  }

  /// A file that is not there yet, or a link to one.
  private static func create(_ content: [UInt8], _ path: String, _ problem: Int32) throws {
    guard problem == ENOENT else { throw FileProblem.cannotWrite(path, problem) }
    var link = stat()
    guard lstat(path, &link) != 0 else { return try writeThrough(content, to: path) }
    try replace(path, with: content, nil, named: path)
  }

  private static func writeThrough(_ content: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileProblem.cannotWrite(path, errno) }
    defer { close(descriptor) }
    try pour(content, into: descriptor, named: path)
  }

  /// - Parameter mode: the permissions of the file that is replaced; nil for a new one.
  private static func replace(
    _ target: String, with content: [UInt8], _ mode: mode_t?, named path: String
  ) throws {
    let temporary = target + ".part-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      // A file can be open to all in a folder that is not.
      if mode != nil, errno == EACCES || errno == EROFS || errno == ENAMETOOLONG {
        return try writeThrough(content, to: target)
      }
      throw FileProblem.cannotWrite(path, errno)
    }
    do {
      defer { close(descriptor) }
      if let mode { fchmod(descriptor, mode) }
      try pour(content, into: descriptor, named: path)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw FileProblem.cannotWrite(path, code)
    }
  }

  private static func pour(
    _ content: [UInt8], into descriptor: Int32, named path: String
  ) throws {
    try TerminalGuard.check(content, for: descriptor)
    let code = Descriptor.write(content, to: descriptor)
    guard code == 0 else { throw FileProblem.cannotWrite(path, code) }
  }
}

/// Bytes into an open file.
enum Descriptor {
  /// Writes all of `bytes`.
  ///
  /// - Returns: 0, or the number of the error.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Glibc.write(descriptor, all.baseAddress.map { $0 + written }, all.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      written += count
    }
    return 0
  }
}

/// Keeps what is in a table from steering a terminal.
enum TerminalGuard {
  /// - Throws: `FileProblem.steersTerminal` for control characters on their way to a terminal.
  static func check(_ content: [UInt8], for descriptor: Int32) throws {
    guard isatty(descriptor) == 1 else { return }
    let isSteering = String(decoding: content, as: UTF8.self).unicodeScalars.contains { scalar in
      !["\n", "\r", "\t"].contains(scalar) && !VisibleText.isVisible(scalar)
    }
    if isSteering { throw FileProblem.steersTerminal }
  }
}
