#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where messages go while the screen is open, if nobody has said.
package enum LogPlace {
  /// The folders to make, outermost first, and the file in the last of them.
  package struct Place: Sendable, Equatable {
    package let folders: [String]
    package let file: String
  }

  /// - Parameter environment: the value of a variable, nil if it has none.
  package static func standard(_ environment: (String) -> String?) -> Place {
    if let state = nonEmpty(environment("XDG_STATE_HOME")), state.hasPrefix("/") {
      return inside([state])
    }
    if let home = nonEmpty(environment("HOME")) {
      return inside([home + "/.local", home + "/.local/state"])
    }
    let temporary = nonEmpty(environment("TMPDIR")) ?? "/tmp"
    return Place(folders: [], file: "\(temporary)/smokeout-\(geteuid()).log")
  }

  /// Makes what is missing of the folders, for the user alone; returns the file.
  static func make(_ place: Place) -> String {
    for folder in place.folders { mkdir(folder, 0o700) }
    return place.file
  }

  private static func inside(_ parents: [String]) -> Place {
    let folder = (parents.last ?? "") + "/smokeout"
    return Place(folders: parents + [folder], file: folder + "/messages.log")
  }

  private static func nonEmpty(_ value: String?) -> String? {
    value?.isEmpty == false ? value : nil
  }
}

/// The value of an environment variable, nil if it has none.
func environmentValue(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
