import Foundation

/// Where the program's own files are: themes and sample data.
enum Home {
  /// The folder that holds `Themes` and `SampleData`, or nil if there is none to be found.
  ///
  /// `SMOKEOUT_HOME` names it; otherwise the folders above the program are looked through, then
  /// the current one.
  static let folder: String? = {
    let files = FileManager.default
    func isHome(_ path: String) -> Bool { files.fileExists(atPath: path + "/Themes") }
    if let named = ProcessInfo.processInfo.environment["SMOKEOUT_HOME"], isHome(named) {
      return named
    }
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath()
    var candidate = program?.deletingLastPathComponent()
    while let folder = candidate, folder.path != "/" {
      if isHome(folder.path) { return folder.path }
      candidate = folder.deletingLastPathComponent()
    }
    return isHome(files.currentDirectoryPath) ? files.currentDirectoryPath : nil
  }()

  static var themes: String? { folder.map { $0 + "/Themes" } }

  /// What is opened when no file is named.
  static var sample: String? {
    folder.map { $0 + "/SampleData/clinic.csv" }
      .flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }

  /// True for sample data: nobody real is in it.
  static func isSample(_ path: String) -> Bool {
    guard let folder else { return false }
    let samples = URL(fileURLWithPath: folder + "/SampleData").resolvingSymlinksInPath().path
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return file.hasPrefix(samples + "/")
  }
}
