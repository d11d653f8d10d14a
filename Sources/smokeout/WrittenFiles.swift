import Foundation

/// The files that a command is about to write: none may be one that it reads, or that it writes for
/// something else.
struct WrittenFiles {
  /// What a file is for, and its name; nil for an option that was not given.
  typealias Use = (role: String, path: String?)

  private let written: [Use]
  private let read: [Use]

  /// - Parameters:
  ///   - written: by the option that names each.
  ///   - read: by what each is to the command.
  init(_ written: [Use], reading read: [Use]) {
    self.written = written
    self.read = read
  }

  /// - Throws: `FileProblem.sameFile`.
  func check() throws {
    var seen = read.compactMap { use in
      use.path.map { (identity: Self.identity(of: $0), text: "\(use.role), which is read") }
    }
    for use in written {
      guard let path = use.path, let identity = Self.identity(of: path) else { continue }
      if let other = seen.first(where: { $0.identity == identity }) {
        throw FileProblem.sameFile(path: path, option: use.role, other: other.text)
      }
      seen.append((identity, "what \(use.role) writes"))
    }
  }

  /// The same text for all names of one file; nil for what is no file, such as a pipe: that can be
  /// written to more than once.
  private static func identity(of path: String) -> String? {
    var status = stat()
    if stat(path, &status) == 0 {
      return status.st_mode & S_IFMT == S_IFREG ? "\(status.st_dev) \(status.st_ino)" : nil
    }
    let url = URL(fileURLWithPath: path)
    return url.deletingLastPathComponent().resolvingSymlinksInPath().path + "/"
      + url.lastPathComponent
  }
}
