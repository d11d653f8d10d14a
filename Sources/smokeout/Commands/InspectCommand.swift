import ArgumentParser
import Experiments
import Foundation
import Jobs
import Tabular

/// `smokeout inspect`: what is in a file.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show columns, types, missing values, classes, imbalance and duplicates of FILE.")

  @Argument(help: "The dataset: CSV, TSV, ARFF, KEEL .dat, NPY or NPZ.")
  var file: String
  @OptionGroup var shared: SharedOptions

  func run() throws {
    let progress = ProgressLine(isQuiet: shared.quiet)
    let result = try InputData.read(file, shared, progress)
    let profile = try DatasetProfile(
      result.dataset, minority: shared.minority,
      in: Interruption.context(threads: shared.threadCount))
    progress.clear()
    let report = InspectReport(file, result, profile, advice: try advice(on: result.dataset))
    if shared.json { try JSONOutput.write(report) } else { report.say() }
  }
}

extension InspectCommand {
  /// Which method suits the data; nothing where it cannot be made ready: then warnings tell why.
  private func advice(on dataset: Dataset) throws -> [MethodAdvice] {
    var preparation = Preparation(minority: shared.minority)
    // Gaps are no reason to be silent about the rest.
    preparation.imputation = .median
    guard let data = try? PreparedData(dataset, preparation) else { return [] }
    let traits = try DataTraits(data, in: Interruption.context(threads: shared.threadCount))
    return MethodAdvice.all(for: traits)
  }
}

/// The result of `smokeout inspect`, as it is printed.
struct InspectReport: Encodable {
  struct ColumnReport: Encodable {
    let name: String
    let type: String
    let role: String
    let missing: Int
    let distinct: Int
    let decimals: Int?
    let minimum: Double?
    let maximum: Double?
    let mean: Double?
    let standardDeviation: Double?
    let quartiles: [Double]?
    /// The most frequent values with their counts.
    let top: [Count]
  }

  struct Count: Encodable {
    let value: String
    let rows: Int
  }

  struct Classes: Encodable {
    let target: String
    let counts: [Count]
    let minority: String
    let minorityRows: Int
    let minorityUnique: Int
    let imbalance: Double
  }

  struct Advice: Encodable {
    let method: String
    let reason: String
  }

  let path: String
  let format: String
  let rows: Int
  let columns: [ColumnReport]
  let duplicateRows: Int
  let classes: Classes?
  let warnings: [String]
  /// Methods that suit the data, the first choice first.
  let advice: [Advice]

  init(
    _ path: String, _ result: ReadResult, _ profile: DatasetProfile, advice: [MethodAdvice]
  ) {
    self.advice = advice.map { Advice(method: $0.method, reason: $0.reason) }
    self.path = path
    format = Self.name(of: result.layout)
    rows = profile.rows
    columns = profile.columns.map(Self.report)
    duplicateRows = profile.duplicateRows
    classes = profile.classes.map { classes in
      Classes(
        target: classes.label,
        counts: zip(classes.counts.levels, classes.counts.counts).map {
          Count(value: $0, rows: $1)
        },
        minority: classes.minorityName, minorityRows: classes.minorityRows,
        minorityUnique: classes.minorityUniqueRows, imbalance: classes.counts.imbalance)
    }
    warnings =
      result.warnings.map { "\($0)" }
      + profile.warnings.filter { $0 != .noLabel }.map { "\($0)" }
  }

  private static func name(of layout: FileLayout) -> String {
    switch layout.format {
    case .delimited: layout.delimiter == "\t" ? "tsv" : "csv"
    case .arff: "arff"
    case .npy: "npy"
    case .npz: "npz"
    }
  }

  private static func report(_ column: ColumnProfile) -> ColumnReport {
    let numbers = column.numbers
    return ColumnReport(
      name: column.name, type: typeName(column.kind), role: roleName(column.role),
      missing: column.missing, distinct: column.distinct, decimals: decimals(column.kind),
      minimum: numbers?.minimum, maximum: numbers?.maximum, mean: numbers?.mean,
      standardDeviation: numbers?.standardDeviation,
      quartiles: numbers.map { [$0.lowerQuartile, $0.median, $0.upperQuartile] },
      top: column.top.map { Count(value: $0.text, rows: $0.count) })
  }

  private static func typeName(_ kind: Column.Kind) -> String {
    switch kind {
    case .integer: "integer"
    case .decimal: "decimal"
    case .boolean: "boolean"
    case .category: "category"
    case .identifier: "identifier"
    }
  }

  private static func roleName(_ role: ColumnRole) -> String {
    switch role {
    case .feature: "feature"
    case .label: "label"
    case .identifier: "identifier"
    }
  }

  private static func decimals(_ kind: Column.Kind) -> Int? {
    switch kind {
    case .integer: 0
    case .decimal(let decimals): decimals
    case .boolean, .category, .identifier: nil
    }
  }
}

extension InspectReport {
  /// Prints the report for people.
  func say() {
    Console.say(
      "\(path): \(Counted.text(rows, "row")), \(Counted.text(columns.count, "column")), \(format)")
    Console.say("")
    var table = TextTable("column", "type", "role", "missing", "distinct", "values")
    for column in columns {
      table.add(
        column.name, column.decimals.map { "\(column.type) .\($0)" } ?? column.type, column.role,
        "\(column.missing)", "\(column.distinct)", Self.values(column))
    }
    table.say()
    Console.say("")
    if let classes {
      let counts = classes.counts.map { "'\(PrintedText.cell($0.value))' \($0.rows)" }.joined(
        separator: ", ")
      Console.say("class '\(classes.target)': \(counts)")
      Console.say(
        "minority '\(classes.minority)': "
          + "\(Counted.text(classes.minorityRows, "row")), "
          + "\(classes.minorityUnique) different; imbalance "
          + String(format: "%.1f", classes.imbalance))
    }
    Console.say(
      "\(duplicateRows) row\(duplicateRows == 1 ? " repeats" : "s repeat") the features of an earlier row"
    )
    for warning in warnings { Console.say("warning: \(warning)") }
    if !advice.isEmpty { Console.say("") }
    for (place, choice) in advice.enumerated() {
      let lead = place == 0 ? "suits this data" : "or"
      Console.say("\(lead): \(choice.method): \(choice.reason)")
    }
  }

  private static func values(_ column: ColumnReport) -> String {
    if let low = column.minimum, let high = column.maximum {
      return "from \(NumberText.shortest(low)) to \(NumberText.shortest(high))"
    }
    let top = column.top.prefix(4).map {
      "\(PrintedText.cell($0.value, limit: 30)) (\($0.rows))"
    }.joined(separator: ", ")
    return column.distinct > 4 ? top + ", ..." : top
  }
}
