import ArgumentParser
import Experiments
import Foundation
import Oversampling
import Parameters
import Tabular

/// Options that say how a file is made ready.
struct PreparationOptions: ParsableArguments {
  @Option(help: "minmax scales every column to -1...1 first, none leaves the file's units.")
  var scale = Scaling.none
  @Option(
    help: """
      What to put in place of missing values: median, mean (categories: the most frequent level), \
      drop (leave the rows out) or none (missing values are an error).
      """)
  var impute = Imputation.none
  @Option(
    parsing: .unconditional,
    help: """
      Share of each class to keep apart as a holdout before anything else is done (0 to 0.9): real \
      people that nothing is made of, the control of every attack and measure. For measure --train: \
      the file that holds such people.
      """)
  var holdout = HoldoutArgument.none
  @Option(
    help: ArgumentHelp(
      """
      File with the rows that are the holdout, in place of a share: row numbers of the file from \
      0, between blanks, commas and line ends.
      """, valueName: "file"))
  var holdoutRows: String?
  @Option(
    parsing: .unconditional,
    help: """
      Share of each class to keep apart for judging classifiers, likewise (0 to 0.9, and no more \
      together with --holdout; default: 0).
      """, transform: NumberArgument.decimal("0 to 0.9"))
  var test = 0.0
  @Option(help: "Number columns that are categories, between commas.")
  var categorical: String?

  /// Whether something is kept apart as a holdout.
  var keepsHoldout: Bool { !holdout.isNone || holdoutRows != nil }

  func validate() throws {
    if holdoutRows != nil, !holdout.isNone {
      throw ValidationError("--holdout and --holdout-rows both name a holdout; give one")
    }
  }

  /// - Parameter seed: decides which rows are kept apart.
  /// - Throws: `ValidationError` for a holdout that is no share.
  func preparation(minority: String?, seed: UInt32) throws -> Preparation {
    var preparation = Preparation(minority: minority, scaling: scale)
    preparation.imputation = impute
    preparation.holdout = try holdout.share()
    preparation.holdoutRows = try holdoutRows.map { try RowNumberFile.read($0) } ?? []
    preparation.test = test
    preparation.splitSeed = seed
    preparation.categories = categorical.map { $0.split(separator: ",").map(String.init) } ?? []
    return preparation
  }
}

/// What is kept apart: a share of the file, or the file that holds it.
struct HoldoutArgument: ExpressibleByArgument {
  let text: String

  static let none = HoldoutArgument("0")

  init(_ text: String) { self.text = text }

  init?(argument: String) { self.init(argument) }

  var defaultValueDescription: String { text }

  var isNone: Bool { Double(text) == 0 }

  /// - Throws: `ValidationError` for something else than a number.
  func share() throws -> Double {
    guard let share = Double(text) else {
      throw ValidationError(
        "--holdout: found '\(text)', expected the share of each class to keep apart, 0 to 0.9")
    }
    return share
  }
}

/// Options that say how synthetic rows are made.
struct OversamplingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Oversampling method; settings follow a colon: borderline-smote-1:k=5:m=10. \
      See 'smokeout list oversamplers'.
      """, valueName: "name"))
  var method = SMOTE.name
  @Option(
    parsing: .unconditional,
    help: "Nearest neighbors to interpolate with (default: the method's, 5 for SMOTE).",
    transform: NumberArgument.whole("1 or more"))
  var k: Int?
  @Option(
    parsing: .unconditional,
    help: """
      Minority over majority rows after oversampling, above 0 and at most 1, as in \
      imbalanced-learn (default: 1); or one of its words (auto, minority, 'not minority', \
      'not majority', all); or rows per class as NAME=ROWS,NAME=ROWS.
      """)
  var strategy: String?
  @Option(
    parsing: .unconditional,
    help: "Synthetic over real minority rows, above 0 and at most 1000; instead of --strategy.",
    transform: NumberArgument.decimal("above 0 and at most 1000"))
  var ratio: Double?
  @Option(
    parsing: .unconditional,
    help: "Random seed, with the meaning it has in imbalanced-learn (0 to 4294967295; default: 0).",
    transform: NumberArgument.seed)
  var seed: UInt32 = 0
  @Option(
    help: """
      imblearn starts the stream of random numbers anew for every class, as imbalanced-learn does; \
      independent gives every class its own.
      """)
  var seedStyle = SeedStyle.imblearn
  @Flag(help: "Top up or cut down a method that misses the requested count.")
  var exact = false
  @Flag(help: "Round synthetic values in columns of whole numbers.")
  var keepIntegers = false
  @Flag(help: "Keep synthetic values within the range of the real ones of their column.")
  var keepRange = false
  @Option(
    help: ArgumentHelp(
      """
      Something done to give less away; several are applied in order: --defence round:3 \
      --defence shuffle. See 'smokeout list defences'.
      """, valueName: "name:value"))
  var defence: [String] = []
  @Option(help: "What is released: auto, synthetic or augmented.")
  var release = ReleaseChoice.auto
  @Option(
    help: """
      File with the neighbors that each minority row's second parent is drawn from, in place of \
      the method's own: a line a row, row numbers within the class from 0, between commas (row \
      numbers of the file for methods that draw from all classes).
      """)
  var neighbors: String?
  @Option(
    help: """
      File with the neighbors of any class that each minority row is judged by, likewise: row \
      numbers of the file from 0.
      """)
  var surroundings: String?
  @OptionGroup var preparing: PreparationOptions

  func validate() throws {
    if strategy != nil, ratio != nil {
      throw ValidationError("--strategy and --ratio both say how many rows to make; give one")
    }
  }

  /// The plan these options ask for, without attacks.
  func plan() throws -> ExperimentPlan {
    let chosen = SelectionText(method)
    guard let type = OversamplerCatalog.named(chosen.name) else {
      throw PlanError.unknownMethod(chosen.name, known: OversamplerCatalog.all.map { $0.name })
    }
    var plan = ExperimentPlan()
    plan.method = chosen.name
    plan.parameters = try chosen.values(type.parameters, option: "--method")
    if let k { try plan.parameters.set("k", to: .integer(k)) }
    plan.goal = try ratio.map { .ratio($0) } ?? BalanceGoal(strategy: strategy ?? "1")
    plan.seed = seed
    plan.seedStyle = seedStyle
    plan.isExact = exact
    plan.keepsIntegers = keepIntegers
    plan.keepsRange = keepRange
    plan.defences = try defence.map(Self.selection)
    plan.release = release
    plan.attacks = []
    plan.given = GivenNeighbors(
      partners: try neighbors.map { try NeighborFile.read($0) },
      surroundings: try surroundings.map { try NeighborFile.read($0) })
    return plan
  }

  /// The files that these options name, for `WrittenFiles`.
  var files: [WrittenFiles.Use] {
    [
      ("the file of --neighbors", neighbors), ("the file of --surroundings", surroundings),
      ("the file of --holdout-rows", preparing.holdoutRows),
    ]
  }

  /// The options that say how rows are made or a file is made ready, as far as they were given.
  var given: [String] {
    let options: [(name: String, isGiven: Bool)] = [
      ("--method", method != SMOTE.name), ("--k", k != nil), ("--strategy", strategy != nil),
      ("--ratio", ratio != nil), ("--seed-style", seedStyle != .imblearn), ("--exact", exact),
      ("--keep-integers", keepIntegers), ("--keep-range", keepRange),
      ("--defence", !defence.isEmpty), ("--release", release != .auto),
      ("--neighbors", neighbors != nil), ("--surroundings", surroundings != nil),
      ("--scale", preparing.scale != .none), ("--impute", preparing.impute != .none),
      ("--test", preparing.test != 0), ("--categorical", preparing.categorical != nil),
    ]
    return options.filter(\.isGiven).map(\.name)
  }

  private static func selection(_ text: String) throws -> Selection {
    let chosen = SelectionText(text)
    guard let type = DefenceCatalog.named(chosen.name) else {
      throw PlanError.unknownDefence(chosen.name, known: DefenceCatalog.all.map { $0.name })
    }
    return Selection(
      name: chosen.name, values: try chosen.values(type.parameters, option: "--defence"))
  }
}

extension ReleaseChoice: ExpressibleByArgument {}
extension Scaling: ExpressibleByArgument {}
extension SeedStyle: ExpressibleByArgument {}
extension Imputation: ExpressibleByArgument {}

/// A file of row numbers.
enum RowNumberFile {
  /// - Throws: `FileProblem` for a file that cannot be read, `ValidationError` for something else than
  ///   row numbers.
  static func read(_ path: String) throws -> [Int] {
    let text = try DatasetFile.bytes(path).withBytes { String(decoding: $0, as: UTF8.self) }
    let words = text.split { $0.isWhitespace || $0 == "," }
    let rows = try words.enumerated().map { number, word in
      guard let row = Int(word) else {
        throw ValidationError(
          "\(path): found '\(word.prefix(40))' as number \(number + 1), expected a row number, from 0"
        )
      }
      return row
    }
    guard !rows.isEmpty else {
      throw ValidationError("\(path): found no number, expected the rows of the holdout, from 0")
    }
    return rows
  }
}

/// A file of neighbor lists.
enum NeighborFile {
  static func read(_ path: String) throws -> [[Int]] {
    let bytes = try DatasetFile.bytes(path)
    let text = bytes.withBytes { String(decoding: $0, as: UTF8.self) }
    let lines = text.split(whereSeparator: \.isNewline)
    return try lines.enumerated().map { number, line in
      try line.split(separator: ",").enumerated().map { column, word in
        guard let row = Int(word.trimmingCharacters(in: .whitespaces)) else {
          throw ValidationError(
            "\(path):\(number + 1): found '\(word.prefix(40))' as neighbor \(column + 1), "
              + "expected a row number, from 0")
        }
        return row
      }
    }
  }
}
