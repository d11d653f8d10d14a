/// Something about how a class was oversampled that other libraries keep silent about.
public enum OversamplingRemark: Sendable, Equatable {
  /// No row of the class is in danger, so nothing was made of it.
  case nothingInDanger(className: String)
  /// Not as many rows were made as asked for.
  case missedCount(className: String, requested: Int, made: Int)
  /// Anything else, as a sentence; `setting` names the setting that causes it, if one does.
  case note(String, setting: String?)

  /// The setting that causes it: the name of one of the method's parameters, or nil for the method
  /// as such.
  public var setting: String? {
    switch self {
    case .nothingInDanger: "m"
    case .missedCount: nil
    case .note(_, let setting): setting
    }
  }
}

extension OversamplingRemark: CustomStringConvertible {
  /// A sentence for the user: what happened and what can be done about it.
  public var description: String {
    switch self {
    case .nothingInDanger(let className):
      "no row of class '\(className)' is in danger (half or more, but not all, of its m neighbors "
        + "of other classes): nothing was made of it; give another m, or another method"
    case .missedCount(let className, let requested, let made):
      "\(requested) rows of class '\(className)' were requested, \(made) were made; exact tops up "
        + "or cuts down"
    case .note(let sentence, _): sentence
    }
  }
}
