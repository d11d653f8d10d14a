import Oversampling
import Parameters

/// Names of methods for people.
enum MethodText {
  static func title(of name: String) -> String { OversamplerCatalog.named(name)?.title ?? name }

  /// A title for little room: `Borderline 1`. Most methods have SMOTE in their name.
  static func short(_ title: String) -> String {
    let words = title.split(separator: " ").map { word in
      word.split(separator: "-").filter { $0 != "SMOTE" }.joined(separator: "-")
    }
    let short = words.filter { !$0.isEmpty }.joined(separator: " ")
    return short.isEmpty ? title : short
  }
}
