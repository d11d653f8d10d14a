import Attacks
import Experiments
import Numeric
import Workbench

/// The result of `smokeout exposure`, as it is printed.
struct ExposureResult: Encodable {
  struct Attack: Encodable {
    let name: String
    let release: String
    let threatModel: ThreatModelReport
    /// Why it was left out of a release.
    let failure: String?
  }

  struct Record: Encodable {
    /// In the file, from 1, the header not counted.
    let row: Int
    /// Under how many of the seeds it is named.
    let seeds: Int
    /// By each attack, under how many.
    let attacks: [String: Int]
    let segments: Int
    let drawn: Int
    let drawnBy: Int
    /// Distance to the nearest other record, in medians of the class.
    let isolation: Double
    let copies: Int
    let reason: String
  }

  struct Share: Encodable {
    let share: Double
    let interval: [Double]

    init(_ share: ExposureShare) {
      self.share = share.share
      interval = [share.interval.low, share.interval.high]
    }
  }

  struct Others: Encodable {
    let rows: Int
    /// Rows that a whole release holds as they are.
    let released: Share
    /// Records rebuilt from synthetic rows alone.
    let rebuilt: Share
  }

  /// This class over the others.
  struct Ratio: Encodable {
    /// Null where nobody of the other classes is exposed.
    let ratio: OrNull<Double>
    /// The upper end is null where there is none.
    let interval: [OrNull<Double>]
    let text: String

    private enum CodingKeys: String, CodingKey { case ratio, interval }

    init(_ ratio: ClassRatio) {
      self.ratio = OrNull(ratio.value)
      interval = ClassExposureReport.bounds(ratio.interval)
      text = ClassExposureReport.text(ratio)
    }
  }

  struct ByClass: Encodable {
    /// Given away by a whole release: named by an attack, or in the file as they are.
    let released: Ratio
    /// Rebuilt from synthetic rows alone.
    let rebuilt: Ratio
  }

  let path: String
  let seeds: [UInt32]
  let attacks: [Attack]
  /// Records of the class that any attack names, in one release.
  let minority: Share
  /// The same of those named from synthetic rows alone.
  let minorityRebuilt: Share
  let majority: Others
  let byClass: ByClass
  /// Other classes that rows were made of; no attack was about them.
  let unattacked: [String]
  let records: [Record]
  /// What the user should know about how the file was taken, and why attacks were left out.
  let notes: [String]

  init(_ report: ExposureReport, path: String, notes: [String]) {
    self.path = path
    self.notes =
      report.attacks.compactMap { attack in
        attack.failure.map { "\(attack.name): left out. \($0)" }
      } + notes
    seeds = report.seeds
    attacks = report.attacks.map {
      Attack(
        name: $0.name, release: $0.kind.rawValue,
        threatModel: ThreatModelReport(
          ThreatModel(), handingOut: $0.kind.handedOut),
        failure: $0.failure)
    }
    minority = Share(report.minority)
    minorityRebuilt = Share(report.minorityRebuilt)
    byClass = ByClass(
      released: Ratio(report.releasedRatio), rebuilt: Ratio(report.rebuiltRatio))
    unattacked = report.unattacked
    majority = Others(
      rows: report.majorityRows, released: Share(report.majorityReleased),
      rebuilt: Share(report.majorityRebuilt))
    records = report.records.map { record in
      Record(
        row: record.fileRow + 1, seeds: record.seeds,
        attacks: Dictionary(
          zip(report.attacks.map(\.name), record.seedsByAttack), uniquingKeysWith: { max($0, $1) }),
        segments: record.traits.segments, drawn: record.traits.drawn,
        drawnBy: record.traits.drawnBy, isolation: record.traits.isolation,
        copies: record.traits.copies, reason: record.traits.reason(typical: report.typical))
    }
  }

  /// The records as CSV; no cell holds text of a file.
  var table: String {
    let names = attacks.map(\.name)
    let head =
      ["row", "seeds"] + names
      + ["segments", "drawn", "drawn_by", "isolation", "copies", "reason"]
    let lines = records.map { record in
      let counts = names.map { "\(record.attacks[$0] ?? 0)" }
      let traits = [
        "\(record.segments)", "\(record.drawn)", "\(record.drawnBy)", "\(record.isolation)",
        "\(record.copies)", "\"\(record.reason)\"",
      ]
      return (["\(record.row)", "\(record.seeds)"] + counts + traits).joined(separator: ",")
    }
    return ([head.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  /// Records that are printed; `--json` and `--output` have all.
  private static let limit = 30

  /// Prints the ranked records for people.
  func say() {
    let each = "seed\(seeds.count == 1 ? "" : "s") " + seeds.map { "\($0)" }.joined(separator: ", ")
    Console.say(
      "\(path): \(Counted.text(records.count, "real record")) of the class, \(each)")
    for text in Set(attacks.map(\.threatModel.text)).sorted() {
      Console.say("threat model: \(text)")
    }
    Console.say("named in one release: " + Self.text(minority))
    Console.say(
      "other classes (\(Counted.text(majority.rows, "row"))): released as they are "
        + Self.text(majority.released)
        + ", rebuilt " + Self.text(majority.rebuilt))
    Console.say(
      "this class over the others: in a whole release \(byClass.released.text), rebuilt "
        + byClass.rebuilt.text)
    if let note = ClassExposureReport.note(unattacked) { Console.say("note: \(note)") }
    for note in notes { Console.say("note: \(note)") }
    Console.say("")
    sayRecords()
  }

  private func sayRecords() {
    var table = TextTable(
      ["row", "seeds"] + attacks.map(\.name) + ["lines", "isolation", "copies", "why"])
    for record in records.prefix(Self.limit) {
      table.add(
        ["\(record.row)", "\(record.seeds)/\(seeds.count)"]
          + attacks.map { "\(record.attacks[$0.name] ?? 0)" } + [
            "\(record.segments)", NumberFormat.fixed(record.isolation, digits: 1),
            "\(record.copies)", record.reason,
          ])
    }
    table.say()
    let rest = records.count - Self.limit
    if rest > 0 { Console.say("and \(rest) more; --output FILE.csv or --json has all") }
  }

  private static func text(_ share: Share) -> String {
    NumberFormat.percent(share.share, digits: 1) + " "
      + NumberFormat.interval(low: share.interval[0], high: share.interval[1])
  }
}
