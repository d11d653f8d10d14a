/// Why a model could not be trained or asked. The description is shown to the user as it is.
public enum LearnerError: Error, Equatable, Sendable {
  /// All rows are of one class, or there is none.
  case oneClass(rows: Int)
  /// What XGBoost said.
  case library(String)
}

extension LearnerError: CustomStringConvertible {
  /// A sentence for the user.
  public var description: String {
    switch self {
    case .oneClass(let rows):
      "a classifier needs rows of two classes, and \(rows) row\(rows == 1 ? "" : "s") of one class "
        + "were given"
    case .library(let message): "XGBoost: \(message)"
    }
  }
}
