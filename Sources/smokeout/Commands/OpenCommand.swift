import ArgumentParser
import CursesScreen
import Foundation
import Jobs
import Terminal
import Workbench

/// `smokeout [FILE]`: opens the workbench.
struct OpenCommand: ParsableCommand {
  enum ColorChoice: String, ExpressibleByArgument {
    case none = "0"
    case eight = "8"
    case indexed = "256"

    var depth: ColorDepth {
      switch self {
      case .none: .none
      case .eight: .eight
      case .indexed: .indexed
      }
    }
  }

  enum GlyphChoice: String, ExpressibleByArgument {
    case braille
    case block
    case ascii

    var tier: GlyphTier {
      switch self {
      case .braille: .braille
      case .block: .block
      case .ascii: .ascii
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the workbench on FILE or on sample data (the default).")

  @Argument(help: "The dataset to open (default: sample data).")
  var file: String?
  @Option(help: "The theme to start with; see 'smokeout list themes'.")
  var theme: String?
  @Option(help: "Colors to use: 0, 8 or 256 (default: what the terminal has).")
  var colors: ColorChoice?
  @Option(
    help: """
      What to draw with: braille, block (half blocks, for fonts without braille) or ascii \
      (default: what the terminal is known to show).
      """)
  var glyphs: GlyphChoice?
  @Flag(help: "The same as --glyphs ascii.")
  var ascii = false
  @Flag(help: "Let the mouse choose panes; off, it selects text as usual.")
  var mouse = false
  @Flag(name: .customLong("public"), help: "The file holds nobody's real data: mask no values.")
  var isPublic = false
  @Option(help: "The class column (default: as for the other commands).")
  var target: String?
  @Option(help: "Whether the first line names the columns: yes, no or auto.")
  var header = HeaderChoice.auto
  @Option(help: "Threads to use (default: all processors).")
  var threads: Int?

  /// Opens the screen and works until the user leaves.
  ///
  /// - Returns: the exit status.
  /// - Throws: `ScreenError`, or a `ValidationError` for an unknown theme.
  @MainActor func open() throws -> Int32 {
    let found = ThemeLocator.themes()
    let chosen = try chosenTheme(among: found.themes)
    let path =
      try file
      ?? Home.sample.orThrow(
        ValidationError("no sample data was found; name a file to open"))
    var options = ScreenOptions()
    options.forceASCII = ascii
    options.glyphs = glyphs?.tier
    options.colors = colors?.depth
    options.mouse = mouse
    let screen = try CursesScreen(options: options)
    defer { screen.close() }
    let mailbox = Mailbox(wake: screen.waker)
    let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let jobs = JobQueue(width: 3, threads: cores) { mailbox.post($0) }
    var state = WorkbenchState(
      panes: PaneCatalog.mainPanes(), theme: chosen, themes: found.themes)
    if let problem = found.problems.first { state.session.say(.warning, problem) }
    let loop = EventLoop(
      host: screen, state: state,
      services: WorkbenchFiles.services(
        target: target, hasHeader: header.hasHeader, isPublic: isPublic),
      jobs: jobs, mailbox: mailbox)
    return loop.run(opening: path)
  }

  private func chosenTheme(among themes: [Theme]) throws -> Theme {
    guard let theme else { return themes.first ?? .plain }
    guard let match = themes.first(where: { $0.name.lowercased() == theme.lowercased() }) else {
      let names = themes.map { $0.name.lowercased() }.joined(separator: ", ")
      throw ValidationError("--theme: found '\(theme)', expected one of \(names)")
    }
    return match
  }
}

extension Optional {
  fileprivate func orThrow(_ error: any Error) throws -> Wrapped {
    guard let self else { throw error }
    return self
  }
}
