import Attacks
import Experiments
import Numeric
import Workbench

/// The minority beside the other classes, as it is printed.
struct ClassExposureReport: Encodable {
  struct People: Encodable {
    let exposed: Int
    let people: Int
    let share: Double
    let interval: [Double]
    /// How they are exposed.
    let how: String

    init(_ people: ExposedPeople) {
      exposed = people.exposed
      self.people = people.people
      share = people.share
      interval = [people.interval.low, people.interval.high]
      how = people.how
    }

    /// `45 of 45 (100.0 %)`.
    var text: String {
      "\(exposed) of \(people) (\(NumberFormat.percent(share, digits: 1)))"
    }
  }

  let release: String
  let minority: People
  let majority: People
  /// Null if nobody of the other classes is exposed.
  let ratio: OrNull<Double>
  /// The upper end is null where there is none.
  let ratioInterval: [OrNull<Double>]
  /// Other classes that rows were made of; no attack was about them.
  let unattacked: [String]
  private let text: String

  private enum CodingKeys: String, CodingKey {
    case release, minority, majority, ratio, ratioInterval, unattacked
  }

  init(_ exposure: ClassExposure) {
    release = exposure.kind.rawValue
    minority = People(exposure.minority)
    majority = People(exposure.majority)
    let ratio = exposure.ratio
    self.ratio = OrNull(ratio.value)
    ratioInterval = Self.bounds(ratio.interval)
    unattacked = exposure.unattacked
    text = Self.text(ratio)
  }

  func say() {
    Console.say(
      "exposed in the \(release) release: minority \(minority.text), \(minority.how); others "
        + "\(majority.text), \(majority.how); ratio \(text)")
    if let note = Self.note(unattacked) { Console.say("  \(note)") }
  }

  /// What figures about the others leave out; nil if nothing.
  static func note(_ unattacked: [String]) -> String? {
    guard let first = unattacked.first else { return nil }
    let names = unattacked.map { "'\($0)'" }.joined(separator: ", ")
    return
      "rows were made of \(names) too, and no attack was about them: what is said of the others "
      + "is too little; --minority \(first) attacks them"
  }

  /// `1.00 [0.98, 1.02]`; without an upper end where nobody of the other classes is exposed.
  static func text(_ ratio: ClassRatio) -> String {
    let (low, high) = (ratio.interval.low, ratio.interval.high)
    guard high.isFinite else {
      return "at least \(NumberFormat.significant(low)) (95 %), without an upper end"
    }
    let value = ratio.value.map { NumberFormat.significant($0) } ?? NumberFormat.none
    return "\(value) [\(NumberFormat.significant(low)), \(NumberFormat.significant(high))]"
  }

  /// Numbers, and null for an end that there is not.
  static func bounds(_ interval: Interval) -> [OrNull<Double>] {
    [interval.low, interval.high].map { OrNull($0.isFinite ? $0 : nil) }
  }
}
