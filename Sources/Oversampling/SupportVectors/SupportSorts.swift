import Jobs
import Parameters

/// The support vectors of a class that rows are drawn from.
struct SupportSorts {
  /// Positions among the rows of the class, ascending: at least half, but not all, of the
  /// surroundings are of other classes.
  let inDanger: [Int]
  /// The others, likewise; noise is left out.
  let safe: [Int]

  /// - Parameters:
  ///   - support: row numbers of the support vectors of all classes.
  ///   - members: the rows of class `code`, ascending.
  ///   - m: nearest rows of all classes that a support vector is judged by.
  ///   - method: its title, for messages.
  /// - Throws: `OversamplingError` if nothing is left, and what the neighbors throw.
  init(
    _ support: Set<Int>, of members: [Int], _ code: Int32, m: Int, method: String,
    request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws {
    let strangers = try request.strangers(
      m, setting: ParameterSpec.m.name, around: members, code, method: method, in: context)
    let positions = members.indices.filter { support.contains(members[$0]) }
    let left = positions.filter { strangers.counts[$0] < strangers.neighbors }
    guard !left.isEmpty else {
      let name = request.training.name(of: code)
      let found =
        positions.isEmpty
        ? "class '\(name)' has no support vectors"
        : "all \(positions.count) support vectors of class '\(name)' are noise: their m = "
          + "\(strangers.neighbors) nearest rows are all of other classes"
      throw OversamplingError.unsuited(
        method: method, reason: "\(found); give a larger m, or choose another method")
    }
    let danger = Set(strangers.inDanger)
    inDanger = left.filter(danger.contains)
    safe = left.filter { !danger.contains($0) }
  }

  /// What is not made of `count` rows because one sort does not occur.
  ///
  /// - Parameter towards: how many were to be drawn from vectors in danger.
  func remarks(className: String, _ count: Int, towards: Int) -> [OversamplingRemark] {
    let missed = (inDanger.isEmpty ? towards : 0) + (safe.isEmpty ? count - towards : 0)
    guard missed > 0 else { return [] }
    let (there, absent) = inDanger.isEmpty ? ("safe", "in danger") : ("in danger", "safe")
    return [
      .missedCount(className: className, requested: count, made: count - missed),
      .note(
        "the support vectors of class '\(className)' are all \(there): the \(missed) rows that "
          + "were to be drawn from vectors \(absent) are not made", setting: "m"),
    ]
  }
}
