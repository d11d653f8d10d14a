import ArgumentParser
import Foundation
import Parameters

/// The program's entry: reads the arguments, runs a command, ends with its exit status.
@main
enum Main {
  @MainActor static func main() {
    StandardOutput.prepare()
    exit(finished(with: run()))
  }

  /// - Returns: the exit status.
  @MainActor private static func run() -> Int32 {
    do {
      var command = try Smokeout.parseAsRoot()
      if let screen = command as? OpenCommand {
        return try screen.open()
      }
      Interruption.listen()
      try command.run()
      return 0
    } catch is CancellationError {
      return ExitStatus.interrupted.rawValue
    } catch is Undecided {
      return ExitStatus.undecided.rawValue
    } catch {
      return explain(error)
    }
  }

  /// Nothing is done before it is printed.
  private static func finished(with status: Int32) -> Int32 {
    do {
      try StandardOutput.flush()
      return status
    } catch FileProblem.cannotPrint(EPIPE) {
      // Whoever reads has seen enough.
      return ExitStatus.unread.rawValue
    } catch {
      return status == 0 || status == ExitStatus.undecided.rawValue ? explain(error) : status
    }
  }

  /// Prints what is wrong, or the help that was asked for, and gives the exit status.
  private static func explain(_ error: any Error) -> Int32 {
    if Smokeout.exitCode(for: error).isSuccess {
      StandardOutput.add((Smokeout.fullMessage(for: error) + "\n").utf8)
      return 0
    }
    let isUsage = Smokeout.exitCode(for: error) == .validationFailure
    let message = isUsage ? misspelledCommand ?? Smokeout.message(for: error) : ErrorText.of(error)
    Console.fail(isUsage ? message + "; see 'smokeout help'" : message)
    return ExitStatus.unusable.rawValue
  }
}

extension Main {
  /// A first argument that is nearly a command was taken for the file to open.
  private static var misspelledCommand: String? {
    let known = Smokeout.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word = CommandLine.arguments.dropFirst().first, !known.contains(word),
      access(word, F_OK) != 0, let near = Suggestion.nearest(to: word, among: known)
    else { return nil }
    return "found '\(word)', which is neither a command nor a file (did you mean '\(near)'?)"
  }
}

/// How the program ends when it does not do what it was asked to.
enum ExitStatus: Int32 {
  case unusable = 2
  case undecided = 3
  case interrupted = 130
  /// As if the signal had come that a reader who leaves usually causes.
  case unread = 141
}

/// Thrown once a result is printed that leaves the question open.
struct Undecided: Error {}

/// The root of the command line.
struct Smokeout: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "smokeout",
    abstract: "Shows what oversampled tabular data gives away about the real people in it.",
    discussion: """
      Without a subcommand it opens the workbench, on FILE or on sample data. Every subcommand \
      works without a terminal and prints a table, or JSON with --json.

      Exit status: 0 done, 2 usage or input error, 3 undecided, 130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      OpenCommand.self, InspectCommand.self, OversampleCommand.self, AttackCommand.self,
      AuditCommand.self, ExposureCommand.self, MeasureCommand.self, ListCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)
}
