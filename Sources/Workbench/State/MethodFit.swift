import Experiments
import Oversampling
import Parameters

/// What goes together: methods with the data, defences with the method.
extension Session {
  /// Why a method cannot work on the prepared data; nil if it can, or if nothing is prepared.
  package func objection(to method: any Oversampler.Type) -> String? {
    guard let layout = preparedPicture?.data.layout, method.input == .mixed else { return nil }
    if layout.categories.isEmpty { return "needs a category, and all columns are numbers" }
    if layout.numberColumns.isEmpty { return "needs a number, and all columns are categories" }
    return nil
  }

  /// Why a defence does nothing with the method in use, or keeps it from working; nil if it works.
  package func objection(to defence: any Defence.Type) -> String? {
    guard let method = OversamplerCatalog.named(plan.method) else { return nil }
    switch defence.stage {
    case .drawing:
      return method.drawsLines
        ? nil : "changes how rows are drawn on lines, and \(method.title) draws none"
    case .parents:
      let hasCategories = preparedPicture?.data.layout.categories.isEmpty == false
      let isCoded = method.input == .categories || (method.input == .mixed && hasCategories)
      return isCoded ? "makes means of records, and categories have none" : nil
    case .release: return nil
    }
  }

  /// The defences in use that do not work, by title, and why not.
  var idleDefences: [(title: String, reason: String)] {
    plan.defences.enumerated().compactMap { place, selection in
      guard let type = DefenceCatalog.named(selection.name) else { return nil }
      if let reason = objection(to: type) { return (type.title, reason) }
      return isOverruled(place) ? (type.title, "a later one takes its place") : nil
    }
  }

  /// Whether rows are drawn in the same way without the defence at `place`.
  private func isOverruled(_ place: Int) -> Bool {
    guard let type = DefenceCatalog.named(plan.defences[place].name), type.stage == .drawing else {
      return false
    }
    var others = plan.defences
    others.remove(at: place)
    return Self.recipe(of: plan.defences) == Self.recipe(of: others)
  }

  private static func recipe(of defences: [Selection]) -> DrawingRecipe {
    var recipe = DrawingRecipe()
    for selection in defences {
      let type = DefenceCatalog.named(selection.name)
      (try? type?.init(selection.values))?.adjust(&recipe)
    }
    return recipe
  }
}

/// What columns a method takes, in a sentence.
extension FeatureInput {
  package var sentence: String {
    switch self {
    case .numbers: "Takes numbers; a category becomes a column of zeros and ones for each level."
    case .mixed: "Takes numbers and categories, at least one of each."
    case .categories: "Takes categories; every different number counts as a level of its own."
    }
  }
}
