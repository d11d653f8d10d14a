import ArgumentParser
import Attacks
import Tabular

/// Options that say which seeds an attack tries.
struct SeedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Seeds that seed-replay tries: a range 0..1000, numbers 1,2,42, or a file with numbers \
      between blanks, commas and line ends ('#' begins a comment). Default: the usual seeds.
      """, valueName: "file|range"))
  var trySeeds: String?

  /// The file that holds the seeds, for `WrittenFiles`.
  var file: WrittenFiles.Use { ("the file of --try-seeds", isList ? nil : trySeeds) }

  /// Whether the option holds the seeds themselves.
  private var isList: Bool {
    guard let text = trySeeds else { return false }
    return text.first?.isNumber == true && text.allSatisfy { $0.isNumber || ",. ".contains($0) }
  }

  func validate() throws {
    guard trySeeds?.allSatisfy(\.isWhitespace) != true else {
      throw ValidationError(
        "--try-seeds: found nothing, expected seeds such as 0..1000 or 1,2,42, or a file of them")
    }
  }

  /// The seeds to try, in the order in which they were given, each once.
  ///
  /// - Throws: `FileProblem` for a file that cannot be read, `SeedListError`.
  func seeds() throws -> [UInt32] {
    guard let text = trySeeds else { return SeedList.usual }
    if isList {
      return try SeedText.seeds(in: text, place: "--try-seeds")
    }
    return try SeedText.seeds(
      in: DatasetFile.bytes(text).withBytes { String(decoding: $0, as: UTF8.self) },
      place: text)
  }
}

/// Why a text is no list of seeds: where, what was found, what was expected.
struct SeedListError: Error, CustomStringConvertible {
  let place: String
  let line: Int
  let column: Int
  let problem: String

  var description: String { "\(place), line \(line), column \(column): \(problem)" }
}

/// Reads lists of seeds.
enum SeedText {
  /// Seeds at most, so that a slip of the hand does not fill the memory.
  static let most = 1_000_000

  /// The seeds in `text`, each once.
  ///
  /// - Parameter place: what is being read, for messages.
  /// - Throws: `SeedListError`.
  static func seeds(in text: String, place: String) throws -> [UInt32] {
    var list = Collector(place: place)
    for (line, content) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let numbers = content.prefix { $0 != "#" }
      for word in numbers.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
        let column = content.distance(from: content.startIndex, to: word.startIndex) + 1
        try list.add(word, line: line + 1, column: column)
      }
    }
    guard !list.seeds.isEmpty else {
      throw SeedListError(
        place: place, line: 1, column: 1,
        problem: "found no number, expected at least one seed; write them like 0..1000 or 1,2,42")
    }
    return list.seeds
  }

  private struct Collector {
    let place: String
    var seeds: [UInt32] = []
    private var seen: Set<UInt32> = []

    init(place: String) { self.place = place }

    mutating func add(_ word: Substring, line: Int, column: Int) throws {
      func refuse(_ problem: String) -> SeedListError {
        SeedListError(place: place, line: line, column: column, problem: problem)
      }
      let expected = "expected a whole number from 0 to \(UInt32.max)"
      let ends = word.split(separator: "..", omittingEmptySubsequences: false)
      let numbers = ends.compactMap { UInt32($0) }
      guard numbers.count == ends.count, (1...2).contains(ends.count) else {
        throw refuse(
          "found '\(word.prefix(40))', \(expected) or a range like 0..1000; correct it")
      }
      let (low, high) = (numbers[0], numbers[numbers.count - 1])
      guard low <= high else {
        throw refuse(
          "found '\(word)', expected the smaller end first; write \(high)..\(low)")
      }
      guard Int(high) - Int(low) < SeedText.most - seeds.count else {
        throw refuse(
          "found '\(word)', expected at most \(SeedText.most) seeds in all; try them in parts")
      }
      for seed in low...high where seen.insert(seed).inserted { seeds.append(seed) }
    }
  }
}
