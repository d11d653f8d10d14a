/// How the columns are chosen that an attacker is taken to know of a person.
public enum KnownColumns: Sendable, Equatable {
  /// As named; measures that need some refuse where there are none.
  case named
  /// As named; where there are none, the first few that are suggested.
  case suggested
  /// Sets of the columns named, or of those suggested where there are none; the worst of at most so
  /// many sets is reported, 1 or more.
  case searched(budget: Int)

  /// Sets that are looked at where nobody says how many.
  public static let usualBudget = 200
  /// Columns that are suggested together, and of a set that is searched, at most: whoever knows more
  /// of somebody knows nearly everything.
  public static let largest = 3
  /// Groups that numbers are put into where the columns were not named: nobody knows a number of
  /// somebody else to the last digit.
  public static let groups = 10
}
