import Jobs

/// What the workbench has others do, because it touches no files itself.
package struct WorkbenchServices: Sendable {
  /// Reads a file; called in the background. Its error is shown to the user as it is.
  package let load: @Sendable (String, RunContext<Fraction>) throws -> OpenDataset
  /// What is in a folder; called in the background.
  package let listFolder: @Sendable (String) throws -> FolderListing

  package init(
    load: @escaping @Sendable (String, RunContext<Fraction>) throws -> OpenDataset,
    listFolder: @escaping @Sendable (String) throws -> FolderListing
  ) {
    self.load = load
    self.listFolder = listFolder
  }
}
