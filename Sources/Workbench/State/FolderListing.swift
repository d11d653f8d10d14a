/// One file or folder to choose from.
package struct FolderEntry: Sendable, Equatable {
  package let name: String
  package let path: String
  package let isFolder: Bool
  /// Bytes; nil for a folder.
  package let size: Int?

  package init(name: String, path: String, isFolder: Bool, size: Int? = nil) {
    self.name = name
    self.path = path
    self.isFolder = isFolder
    self.size = size
  }
}

/// What is in a folder, in the order to show it.
package struct FolderListing: Sendable, Equatable {
  package let folder: String
  package let entries: [FolderEntry]

  package init(folder: String, entries: [FolderEntry]) {
    self.folder = folder
    self.entries = entries
  }
}
