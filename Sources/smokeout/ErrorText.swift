import Experiments
import Oversampling
import Tabular

/// What an error of the engine says on the command line: which option helps comes last, as the
/// engine does not know of options.
enum ErrorText {
  static func of(_ error: any Error) -> String {
    let text = "\(error)"
    return option(for: error).map { "\(text); \($0)" } ?? text
  }

  private static func option(for error: any Error) -> String? {
    switch error {
    case EncodingError.missingValues: "use --impute median, mean or drop"
    case PlanError.noLabel: "name one with --target"
    case PlanError.wrongRelease: "use --release auto"
    case OversamplingError.nothingToMake: "use --ratio, or --strategy NAME=ROWS"
    case PlanError.givenForSeveral: "use --minority"
    default: nil
    }
  }
}
