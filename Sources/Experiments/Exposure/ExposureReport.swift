import Attacks
import Numeric

/// How far one real record of the class is given away, and why.
public struct RecordExposure: Sendable, Equatable {
  /// Its first row in the file, from 0, the header not counted.
  public let fileRow: Int
  /// Under how many seeds each attack names it, by the attack's place in `ExposureReport.attacks`.
  public internal(set) var seedsByAttack: [Int]
  /// Under how many seeds any attack names it.
  public internal(set) var seeds: Int
  /// Why it stands out.
  public let traits: RecordTraits

  /// By how many attacks it is named at all.
  public var attacks: Int { seedsByAttack.count { $0 > 0 } }
}

/// An attack of a study.
public struct ExposureAttack: Sendable, Equatable {
  /// As it is named on the command line.
  public let name: String
  /// What it sees.
  public let kind: ReleaseKind
  /// Why it was not carried out, for the first seed that it was not; nil if it always was.
  public internal(set) var failure: String?
}

/// A share of records, as the mean over releases, with the 95 % interval for one release.
public struct ExposureShare: Sendable, Equatable {
  /// The mean over the releases.
  public let share: Double
  /// Wilson interval at 95 % for as many records as there are.
  public let interval: Interval

  /// - Parameters:
  ///   - counts: records exposed in each release.
  ///   - records: how many there are.
  init(counts: [Int], of records: Int) {
    let mean = Double(counts.reduce(0, +)) / Double(max(1, counts.count))
    share = mean / Double(max(1, records))
    interval = .wilson(min(records, Int(mean.rounded())), of: records)
  }
}

/// Which real records a way of oversampling gives away.
public struct ExposureReport: Sendable, Equatable {
  /// The seeds that a release was made with, in order.
  public let seeds: [UInt32]
  /// Carried out on every release.
  public let attacks: [ExposureAttack]
  /// Every different record of the class, the most exposed first.
  public let records: [RecordExposure]
  /// Records of the class that any attack names.
  public let minority: ExposureShare
  /// Records of the class that an attack names from synthetic rows alone.
  public let minorityRebuilt: ExposureShare
  /// Records of other classes: those that a whole release holds as they are.
  public let majorityReleased: ExposureShare
  /// Records of other classes that an attack rebuilds from synthetic rows alone.
  public let majorityRebuilt: ExposureShare
  /// Rows of the other classes.
  public let majorityRows: Int
  /// Classes beside this one that rows were made of too; no attack was about them.
  public let unattacked: [String]
  /// What stands out about the typical record.
  public let typical: TypicalRecord
}

/// What records of a class have in the middle.
public struct TypicalRecord: Sendable, Equatable {
  /// Median number of segments.
  public let segments: Double
  /// Median distance to the nearest other record.
  public let distance: Double
}

/// News of a study.
public struct ExposureProgress: Sendable {
  /// What is being done: `seed 3 of 5: ReconSMOTE`.
  public let stage: String
  /// How much of all is done.
  public let fraction: Double
  /// What is known of the releases done so far; nil before the first.
  public let report: ExposureReport?
}
