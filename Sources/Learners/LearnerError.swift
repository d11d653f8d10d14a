/// Why a model could not be trained or asked. The description is shown to the user as it is.
public enum LearnerError: Error, Equatable, Sendable {
  /// All rows are of one class, or there is none.
  case oneClass(rows: Int)
  /// A value does not fit into the 32 bits that XGBoost computes with.
  case tooLarge(Double)
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
    case .tooLarge(let value):
      "a classifier of trees computes with 32 bits, and the value \(value) was given; expected at "
        + "most 3.4e38; scale the columns, or write them in another unit"
    case .library(let message): "XGBoost: \(message)"
    }
  }
}
