import Attacks
import Jobs
import Numeric
import Tabular

/// Why a file cannot be audited. The description is shown to the user as it is.
public enum AuditError: Error, Equatable, Sendable {
  /// No class of that name is in the file.
  case unknownClass(String, known: [String])
  /// Fewer than two columns are left, categories taken apart into their levels.
  case tooFewColumns(found: Int)
  /// All rows have gaps.
  case noCompleteRow
  /// The reference lacks columns of the release.
  case referenceLacks([String])
}

extension AuditError: CustomStringConvertible {
  /// A sentence for the user: what was found, what to do.
  public var description: String {
    switch self {
    case .unknownClass(let name, let known):
      "there is no class '\(name)'; the classes are \(known.joined(separator: ", "))"
    case .tooFewColumns(let found):
      "found \(found) column\(found == 1 ? "" : "s") to look at, at least 2 are needed: what was "
        + "made from other rows shows in how columns go together"
    case .noCompleteRow: "no row has a value in every column; fill the gaps or leave columns out"
    case .referenceLacks(let names):
      "the reference lacks the columns \(names.joined(separator: ", ")) of the release"
    }
  }
}

/// A file to be audited, taken apart into its classes.
public struct AuditFile: Sendable {
  /// One for each class that is looked at; a single one for a file without classes.
  public let requests: [AuditRequest]
  /// What was left out and why, in sentences.
  public let notes: [String]

  /// Takes the features of a table as numbers.
  ///
  /// Where there are no two columns of numbers, categories are taken as zeros and ones. Else, where
  /// categories stand as texts, or as yes and no, a method that kept them apart made the
  /// file, if any: lines are looked for in the columns of numbers, and the categories go beside
  /// them. Rows with gaps are left out: a filled value lies on no line.
  ///
  /// - Parameters:
  ///   - minority: the one class to look at; nil for all.
  ///   - reference: the real table, with the columns of the release.
  /// - Throws: `AuditError`, `EncodingError`.
  /// - Complexity: O(rows × columns).
  public init(
    _ dataset: Dataset, minority: String? = nil, seeds: [UInt32] = SeedList.usual,
    reference: Dataset? = nil
  ) throws {
    var tables = [try AuditColumns(Self.withSingleClass(dataset, like: reference))]
    // A column that only looks like a class may be a category: then the class is the whole file.
    if minority == nil, let whole = Self.withoutGuessedClass(dataset) {
      let single = try AuditColumns(whole)
      // A class column with one value leaves no doubt.
      tables = whole.schema.label == nil ? tables + [single] : [single]
    }
    notes = tables[0].notes
    let classes = try tables.map { try Self.classes($0, minority) }
    let count = classes.reduce(0) { $0 + $1.count }
    requests = try zip(tables, classes).flatMap { table, classes in
      try Self.requests(table, classes, seeds, reference, of: count)
    }
  }

  /// One for each class.
  ///
  /// - Parameter count: classes that are looked at in all.
  private static func requests(
    _ table: AuditColumns, _ classes: [String?], _ seeds: [UInt32], _ reference: Dataset?,
    of count: Int
  ) throws -> [AuditRequest] {
    let real = try reference.map { try AuditColumns($0, like: table) }
    return classes.map { name in
      let own = table.classes.indices.filter { name == nil || table.classes[$0] == name }
      let rest = table.classes.indices.filter { name != nil && table.classes[$0] != name }
      let records = real.map { real in
        real.numbers.rows(
          real.classes.indices.filter {
            name == nil || real.classes[$0] == name || real.classes[$0] == nil
          })
      }
      return AuditRequest(
        minority: table.numbers.rows(own), others: table.numbers.rows(rest),
        columnNames: table.names, className: name, categories: table.categories(own),
        seeds: seeds, reference: records, sourceRows: own.map { table.sourceRows[$0] },
        classesTested: count)
    }
  }

  /// The table with the class that all its rows have, where it has no other: a release of nothing
  /// but made rows.
  ///
  /// - Parameter reference: a table whose class may be a column of this one.
  private static func withSingleClass(_ dataset: Dataset, like reference: Dataset?) -> Dataset {
    guard dataset.schema.label == nil,
      let single = LabelChoice.singleClass(of: dataset.columns, named: reference?.label?.name)
    else { return dataset }
    var roles = dataset.schema.roles
    roles[single.place] = .label
    return (try? dataset.with(Schema(roles))) ?? dataset
  }

  /// The table with its class as a feature, if nothing but its values spoke for its being one; a
  /// column that is named as a class is its class instead, where there is one.
  private static func withoutGuessedClass(_ dataset: Dataset) -> Dataset? {
    func isNamedAsClass(_ place: Int) -> Bool {
      LabelChoice.names.contains(dataset.columns[place].name.lowercased())
    }
    guard let place = dataset.schema.label, !isNamedAsClass(place) else { return nil }
    var roles = dataset.schema.roles
    roles[place] = .feature
    if let named = dataset.columns.indices.first(where: isNamedAsClass) { roles[named] = .label }
    return try? dataset.with(Schema(roles))
  }

  /// Nil for the whole file.
  private static func classes(
    _ table: AuditColumns, _ minority: String?
  ) throws(AuditError) -> [String?] {
    var counts: [String: Int] = [:]
    for name in table.classes.compactMap(\.self) { counts[name, default: 0] += 1 }
    let known = counts.keys.sorted { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
    if let minority {
      guard counts[minority] != nil else {
        throw .unknownClass(minority, known: known.sorted())
      }
      return [minority]
    }
    return known.isEmpty ? [nil] : known
  }

  /// Looks at all classes briefly and names the one with the strongest sign, the rarest where none
  /// has any; and says what was found in the others.
  ///
  /// - Throws: `CancellationError`.
  public func choose<Update>(
    in context: RunContext<Update>
  ) throws -> (request: AuditRequest, notes: [String])? {
    guard requests.count > 1 else { return requests.first.map { ($0, notes) } }
    let signs = try requests.map { try ReleaseAudit.signs(of: $0, in: context).signs }
    var best = 0
    for (place, sign) in signs.enumerated() where (sign?.share ?? 0) > (signs[best]?.share ?? 0) {
      best = place
    }
    let silent = requests.indices.filter { $0 != best && signs[$0] == nil }
    let loud = requests.indices.filter { $0 != best && signs[$0] != nil }
    var said = notes
    if !loud.isEmpty {
      said.append("Class \(names(loud)) shows signs of made rows too; name it to look at it.")
    }
    if !silent.isEmpty {
      said.append("No signs of made rows in class \(names(silent)).")
    }
    return (requests[best], said)
  }

  private func names(_ places: [Int]) -> String {
    let shown = places.prefix(8).map { requests[$0].className.map { "'\($0)'" } ?? "of all rows" }
    let more = places.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
