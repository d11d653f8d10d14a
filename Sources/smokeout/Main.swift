import ArgumentParser
import Foundation

/// The program's entry: reads the arguments, runs a command, ends with its exit status.
@main
enum Main {
  @MainActor static func main() {
    do {
      var command = try Smokeout.parseAsRoot()
      if let screen = command as? OpenCommand {
        exit(try screen.open())
      }
      Interruption.listen()
      try command.run()
    } catch is CancellationError {
      exit(ExitStatus.interrupted.rawValue)
    } catch is Undecided {
      exit(ExitStatus.undecided.rawValue)
    } catch {
      exit(explain(error))
    }
  }

  /// Prints what is wrong, or the help that was asked for, and gives the exit status.
  private static func explain(_ error: any Error) -> Int32 {
    if Smokeout.exitCode(for: error).isSuccess {
      print(Smokeout.fullMessage(for: error))
      return 0
    }
    let isUsage = Smokeout.exitCode(for: error) == .validationFailure
    let message = isUsage ? Smokeout.message(for: error) : ErrorText.of(error)
    Console.fail(isUsage ? message + "; see 'smokeout help'" : message)
    return ExitStatus.unusable.rawValue
  }
}

/// How the program ends when it does not do what it was asked to.
enum ExitStatus: Int32 {
  case unusable = 2
  case undecided = 3
  case interrupted = 130
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
