/// How values of real and rebuilt records are drawn while they may not be seen.
///
/// The dots say nothing about the value: not its length and not its sign.
package enum MaskText {
  package static let dots = "●●●●"

  /// `text`, or dots in its place.
  package static func of(_ text: String, isMasked: Bool) -> String { isMasked ? dots : text }

  /// Whether values are seen, in one word.
  static func word(_ session: Session, isMasked: Bool) -> String {
    if session.openDataset?.isPublic == true { return "PUBLIC" }
    return isMasked ? "MASKED" : "SHOWN"
  }
}
