import Attacks
import Foundation
import Numeric

/// The answers of an audit in words. They name numbers of rows, never a value of one.
enum AuditText {
  static let noSign =
    "No sign of it: rows lie in line with others no more often than chance explains. That is no "
    + "proof: rows made by adding noise to others, or by a model, leave no such signs."

  static func tooLittle(_ table: DetectionTable) -> String {
    "That cannot be told from \(count(table.rows.rows, "different row")) in "
      + "\(count(table.free.count, "independent column")) of numbers; at least "
      + "\(ReleaseAudit.fewest.rows) rows and \(ReleaseAudit.fewest.columns) columns are needed."
  }

  static func signs(_ signs: ReleaseSigns, rows: Int) -> [String] {
    let what =
      switch signs.shape {
      case .lines:
        "\(percent(signs.share)) of the rows lie exactly between two other rows, on a straight "
          + "line; in tables like this one without made rows it would be \(percent(signs.byChance))."
      case .categories:
        "\(percent(signs.share)) of the rows stand between categories: where others have 0 or 1 they "
          + "have a share, and the same share in all categories of the row. Nobody records that; "
          + "values between two other rows look so."
      case .planes:
        "\(percent(signs.share)) of the rows lie exactly in one plane with three others; by chance "
          + "rows do not."
      case .boxes:
        "\(percent(signs.share)) of the rows with many digits lie between two rows with few digits "
          + "in every single column; the rows with few digits do not."
      case .copies:
        "\(percent(signs.share)) of the \(rows) rows are exact copies of other rows; chance would "
          + "make \(percent(signs.byChance))."
      }
    return [
      "Yes. " + what,
      "Without any made row a table looks so in fewer than \(percent(max(0.001, signs.falseAlarm))) "
        + "of cases.",
    ]
  }

  /// - Parameter hasFlags: whether columns that stay zeros and ones stand beside the numbers.
  static func family(_ family: MethodFamily, _ kind: ReleaseKind, hasFlags: Bool) -> [String] {
    let how =
      switch family {
      case .smote:
        "New rows were put on the straight line between two rows of the class (the method SMOTE "
          + "or one of its kin)."
      case .smoteOfMixedData:
        "New rows were put between two rows in the columns of numbers, each at one share of the "
          + "way, and got the categories that rows around have (the method SMOTE-NC)."
      case .smoteWithExtrapolation:
        "New rows were put on the straight line through two rows of the class, between them and "
          + "beyond them (the method SVM-SMOTE)."
      case .smoteAcrossClasses:
        "New rows were put on straight lines from rows of the class towards rows of other classes "
          + "too (the method Borderline-SMOTE 2)."
      case .trianglesOfThree:
        "New rows were mixed from three rows each: they lie in triangles, on no line."
      case .stepPerFeature:
        "New rows were drawn value by value between two rows: each lies in the box that two rows "
          + "span (SMOTE as WEKA makes it)."
      case .duplication: "Rows were copied, some often and some not at all."
      case .unknown: "In a way that is not known."
      }
    let flags =
      family == .smote && hasFlags
      ? [
        "Columns of 0 and 1 hold nothing between them. So the rows between which new ones were put "
          + "agreed there, or the values were voted for as by SMOTE-NC: the file does not tell."
      ] : []
    let rows =
      kind == .augmented
      ? "Original rows are among the made ones."
      : "Only made rows are in the file: the rows that they were made from are not."
    return [how] + flags + [rows]
  }

  static func defences(_ defences: [String]) -> [String] {
    defences.isEmpty
      ? ["Nothing: the values stand as they were computed, to the last digit."]
      : defences.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
  }

  /// Whether the made rows stand in a block of their own; nil if originals are not known.
  static func order(_ originals: [Int], of table: DetectionTable, isCopying: Bool) -> String? {
    guard !originals.isEmpty, originals.count < table.released, let last = originals.last else {
      return nil
    }
    // Copies of an original are as original as it is; the first of them is named.
    let isBlock = last < originals.count + originals.count / 20
    return isBlock
      ? "The made rows stand in a block behind the original ones: their place alone gives them away."
      : "The made rows are mixed among the original ones."
  }

  static func originals(_ rows: [Int], rows total: Int, _ outcome: AuditAttacks.Outcome) -> [String]
  {
    guard !rows.isEmpty else {
      return outcome.refusals.isEmpty
        ? ["None could be told from the made ones."] : outcome.refusals
    }
    return ["\(count(rows.count, "row")) of \(total): these describe real people as they are."]
      + scored(outcome)
  }

  static func rebuilt(_ outcome: AuditAttacks.Outcome, rows: Int) -> [String] {
    let found = outcome.claims.count
    guard found > 0 else {
      return outcome.refusals.isEmpty
        ? ["None: too few of the lines meet, or the values are too blurred."] : outcome.refusals
    }
    let certain = outcome.claims.count { $0.guess.certainty == .certain }
    let surety =
      certain == found ? "" : " Of \(certain) that is certain, of the others it is probable."
    return [
      "\(count(found, "record")) that \(found == 1 ? "is" : "are") not in the file follow\(found == 1 ? "s" : "") "
        + "from its \(rows) rows: where lines of made rows meet there was a real row." + surety
    ] + scored(outcome)
  }

  private static func scored(_ outcome: AuditAttacks.Outcome) -> [String] {
    outcome.scores.sorted { $0.key < $1.key }.map { name, score in
      "Compared with the reference, \(name) names \(score.trueClaims) of "
        + "\(count(score.records, "real record")), and \(score.claims - score.trueClaims) wrong."
    }
  }

  static func settings(_ estimate: SettingsEstimate, seed: UInt32?) -> [String] {
    var said: [String] = []
    if let ratio = estimate.ratio, let range = estimate.ratioRange {
      said.append(
        "About \(number(ratio)) made rows for each original one (between "
          + "\(number(range.lowerBound)) and \(number(range.upperBound))).")
    }
    if let k = estimate.k, let range = estimate.kRange {
      let limits =
        range.count == 1 ? "" : " (between \(range.lowerBound) and \(range.upperBound))"
      said.append("Partners were drawn from the \(k) nearest rows\(limits).")
    }
    if let seed { said.append("The random numbers began from the seed \(seed).") }
    return said.isEmpty ? ["The file does not tell."] : said
  }

  // MARK: - Words

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  static func percent(_ share: Double) -> String {
    switch share {
    case 0: "0 %"
    case ..<0.001: "less than 0.1 %"
    case ..<0.1: String(format: "%.1f %%", 100 * share)
    default: String(format: "%.0f %%", 100 * share)
    }
  }

  static func number(_ value: Double) -> String { String(format: "%.3g", value) }
}
