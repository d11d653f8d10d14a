/// What rows of a release are called in a proof, and which numbers a reader knows them by.
public struct RowNames: Sendable, Equatable {
  /// In the singular and without a capital: "synthetic row".
  public let noun: String
  /// The number a reader knows each row by; nil if that is its own number, counted from 1.
  private let numbers: [Int]?
  /// The number a reader knows each claim of the attack by; nil if that is its own, from 1.
  private let claims: [Int]?

  /// - Parameters:
  ///   - noun: in the singular: "released row".
  ///   - numbers: one per minority row of the release; nil to count them from 1.
  ///   - claims: one per claim of the attack; nil to count them from 1.
  public init(_ noun: String, numbers: [Int]? = nil, claims: [Int]? = nil) {
    self.noun = noun
    self.numbers = numbers
    self.claims = claims
  }

  /// Rows counted from 1, by what the release is made of.
  public init(_ kind: ReleaseKind) {
    self.init(kind == .synthetic ? "synthetic row" : "released row")
  }

  /// The number that a reader knows a row by. O(1).
  public func number(_ row: Int) -> Int {
    guard let numbers, numbers.indices.contains(row) else { return row + 1 }
    return numbers[row]
  }

  /// The number that a reader knows an earlier claim by. O(1).
  public func number(ofClaim claim: Int) -> Int {
    guard let claims, claims.indices.contains(claim) else { return claim + 1 }
    return claims[claim]
  }

  /// `synthetic rows 17, 203 and 981`; of many rows the first few are named.
  func phrase(_ rows: [Int]) -> String {
    noun + (rows.count == 1 ? " " : "s ") + list(rows)
  }

  /// `17, 203 and 981`, `1, 2, 3, 4, 5, 6 and 3 more`.
  private func list(_ rows: [Int]) -> String {
    let shown = rows.prefix(Self.limit).map { "\(number($0))" }
    let rest = rows.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Of more rows than this the first ones are named.
  private static let limit = 6
}

extension String {
  /// For a word that begins a sentence.
  var sentenceStart: String { prefix(1).uppercased() + dropFirst() }
}
