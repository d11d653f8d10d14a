import Experiments
import Jobs
import Numeric
import Parameters
import Projection
import Tabular

/// Makes a dataset ready for runs and finds the places of its rows in the plane.
struct PrepareJob: Sendable {
  let dataset: Dataset
  let preparation: Preparation

  /// - Throws: `PlanError`, `EncodingError`, `CancellationError`.
  func picture(in context: RunContext<Fraction>) throws -> PreparedPicture {
    let data = try prepared()
    try context.checkCancellation()
    context.report(Fraction(1, of: 3))
    let projector = try PrincipalComponents(ParameterValues(PrincipalComponents.parameters))
    let map = try projector.fit(data.features, in: context.silenced(Fraction.self))
    try context.checkCancellation()
    context.report(Fraction(2, of: 3))
    return PreparedPicture(
      data: data, map: map,
      minorityPlaces: map.places(of: data.features.rows(data.minorityRows)),
      otherPlaces: map.places(of: data.features.rows(data.otherRows)))
  }

  private func prepared() throws -> PreparedData {
    do {
      return try PreparedData(dataset, preparation)
    } catch PlanError.oneClass(let name) {
      throw NothingToBalance(reason: "all rows are of class '\(name)'")
    } catch PlanError.noLabel {
      throw NothingToBalance(reason: "no column can be the class (it needs two values or more)")
    }
  }
}

/// A file that cannot be oversampled: perhaps because it is what somebody released.
private struct NothingToBalance: Error, CustomStringConvertible {
  let reason: String

  var description: String {
    reason + ", so there is nothing to balance; if the rows were made from others, A tells what "
      + "they give away"
  }
}
