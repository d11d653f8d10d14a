import Foundation
import Jobs
import Tabular
import Workbench

/// Files, as the workbench sees them.
enum WorkbenchFiles {
  /// - Parameters:
  ///   - target: the class column of the files that have one of this name.
  ///   - hasHeader: whether the first line names the columns; nil to find out.
  ///   - isPublic: every file counts as public, as sample data always does.
  static func services(
    target: String?, hasHeader: Bool?, isPublic: Bool
  ) -> WorkbenchServices {
    WorkbenchServices(
      load: { path, context in
        try load(
          expanded(path), ReadOptions(hasHeader: hasHeader, target: target), isPublic: isPublic,
          in: context)
      },
      listFolder: { try listing(of: expanded($0)) },
      audit: { open, context in try AuditJob(dataset: open.dataset).work(in: context) })
  }

  private static func load(
    _ path: String, _ options: ReadOptions, isPublic: Bool, in context: RunContext<Fraction>
  ) throws -> OpenDataset {
    let result = try DatasetFile.read(
      path, options: options, in: context.folding { Fraction(0.8 * $0.value) })
    let profile = try DatasetProfile(
      result.dataset, in: context.folding { Fraction(0.8 + 0.2 * $0.value) })
    return OpenDataset(
      path: path, name: URL(fileURLWithPath: path).lastPathComponent, dataset: result.dataset,
      profile: profile,
      warnings: result.warnings.map { "\($0)" } + profile.warnings.map { "\($0)" },
      isPublic: isPublic || Home.isSample(path), isTestPart: KeptPartMark.of(path) != nil)
  }

  /// Folders first, then files, each by name.
  private static func listing(of folder: String) throws -> FolderListing {
    let files = FileManager.default
    let names: [String]
    do {
      names = try files.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    } catch {
      throw FileProblem.cannotOpen(folder, errno)
    }
    let entries = names.sorted().map { name in
      let path = (folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/") + name
      var isFolder: ObjCBool = false
      let exists = files.fileExists(atPath: path, isDirectory: &isFolder)
      let size = (try? files.attributesOfItem(atPath: path)[.size]) as? Int
      let isEntered = exists && isFolder.boolValue
      return FolderEntry(
        name: name, path: path, isFolder: isEntered, size: isEntered ? nil : size)
    }
    return FolderListing(
      folder: folder, entries: entries.filter(\.isFolder) + entries.filter { !$0.isFolder })
  }

  /// With `~` for the user's own folder written out.
  private static func expanded(_ path: String) -> String {
    (path as NSString).expandingTildeInPath
  }
}
