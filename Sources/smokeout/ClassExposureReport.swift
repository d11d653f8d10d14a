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
  let ratioInterval: [Double]
  /// Other classes that rows were made of; no attack was about them.
  let unattacked: [String]

  init(_ exposure: ClassExposure) {
    release = exposure.kind.rawValue
    minority = People(exposure.minority)
    majority = People(exposure.majority)
    let ratio = exposure.ratio
    self.ratio = OrNull(ratio.value)
    ratioInterval = [ratio.interval.low, ratio.interval.high]
    unattacked = exposure.unattacked
  }

  func say() {
    Console.say(
      "exposed in the \(release) release: minority \(minority.text), \(minority.how); others "
        + "\(majority.text), \(majority.how); ratio \(Self.text(ratio.value, ratioInterval))")
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
  static func text(_ ratio: Double?, _ interval: [Double]) -> String {
    guard interval[1].isFinite else {
      return "at least \(NumberFormat.significant(interval[0])) (95 %), without an upper end"
    }
    let bounds = interval.map { NumberFormat.significant($0) }.joined(separator: ", ")
    return "\(ratio.map { NumberFormat.significant($0) } ?? NumberFormat.none) [\(bounds)]"
  }
}
