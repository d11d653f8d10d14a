import Foundation

/// Files beside the project that benchmarks use where they exist.
enum SharedFiles {
  /// `../shared/<name>` seen from the project's root, or nil.
  static func folder(_ name: String) -> String? {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.deletingLastPathComponent().appendingPathComponent("shared/\(name)").path
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }
}

/// What the benchmarks run on.
enum Machine {
  static let threads = ProcessInfo.processInfo.activeProcessorCount
}
