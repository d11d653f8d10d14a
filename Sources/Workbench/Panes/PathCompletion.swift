/// A path that is being typed, and what of a folder could complete it.
package struct PathCompletion: Sendable, Equatable {
  /// The folder to list, as typed: `.` if none was.
  package let folder: String
  /// What of the last part of the path has been typed.
  package let prefix: String
  private let typedFolder: String

  /// What files with tables are called.
  private static let endings = [".csv", ".tsv", ".arff", ".dat", ".npz", ".npy", ".txt"]

  package init(_ text: String) {
    let slash = text.lastIndex(of: "/")
    typedFolder = slash.map { String(text[...$0]) } ?? ""
    prefix = slash.map { String(text[text.index(after: $0)...]) } ?? text
    folder = Self.normalized(typedFolder)
  }

  /// Without slashes at its end, `.` for nothing: two names of one folder compare equal.
  package static func normalized(_ folder: String) -> String {
    var name = folder[...]
    while name.count > 1, name.last == "/" { name = name.dropLast() }
    return name.isEmpty ? "." : String(name)
  }

  /// Folders, then files with tables, whose name begins as typed. Hidden ones only if their dot
  /// was typed. O(entries).
  package func candidates(in listing: FolderListing) -> [FolderEntry] {
    let wanted = listing.entries.filter { entry in
      guard entry.name.hasPrefix(prefix) else { return false }
      guard prefix.hasPrefix(".") || !entry.name.hasPrefix(".") else { return false }
      return entry.isFolder || Self.isData(entry.name)
    }
    return wanted.filter(\.isFolder) + wanted.filter { !$0.isFolder }
  }

  private static func isData(_ name: String) -> Bool {
    let lower = name.lowercased()
    return endings.contains { lower.hasSuffix($0) }
  }

  /// The text with everything in it that all candidates share; a single folder gets its slash.
  package func completed(with candidates: [FolderEntry]) -> String {
    guard let first = candidates.first else { return typedFolder + prefix }
    let shared = candidates.dropFirst().reduce(first.name) { shared, entry in
      String(zip(shared, entry.name).prefix { $0 == $1 }.map(\.0))
    }
    let isFolder = candidates.count == 1 && first.isFolder
    return typedFolder + shared + (isFolder ? "/" : "")
  }

  /// The folder of the text without its last part; with a part of a name typed, the folder itself.
  package var folderAbove: String {
    guard prefix.isEmpty else { return typedFolder }
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
    guard folder != "/", let last = parts.last else { return "/" }
    if folder == "." { return "../" }
    if last == ".." || last == "." || folder == "~" { return folder + "/../" }
    return parts.count == 1 ? "" : parts.dropLast().joined(separator: "/") + "/"
  }

  /// The text with the last part replaced by `entry`.
  package func replaced(by entry: FolderEntry) -> String {
    typedFolder + entry.name + (entry.isFolder ? "/" : "")
  }
}
