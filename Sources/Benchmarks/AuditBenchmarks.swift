import Attacks
import Experiments
import Foundation
import Jobs
import TestSupport

/// How often an audit finds made rows and accuses tables without any, over many tables.
///
/// The seeds are not those of the tests; the first one can be given, to see tables nobody has seen.
enum AuditBenchmarks {
  private static var firstSeed: UInt32 {
    CommandLine.arguments.dropFirst().compactMap { UInt32($0) }.first ?? 7000
  }
  private static let tables = (made: 100, real: 400)

  static func run() throws {
    let folder = FileManager.default.temporaryDirectory
    var found = 0
    var kinds = 0
    var madeSeconds: [Double] = []
    for seed in 0..<UInt32(tables.made) {
      var draw = AuditTables(seed: firstSeed + seed)
      let table = try draw.made()
      let (seconds, picture) = try audit(table, in: folder)
      madeSeconds.append(seconds)
      let isFound = picture.verdict == .oversampled
      found += isFound ? 1 : 0
      kinds += picture.kind == table.kind ? 1 : 0
      if !isFound || picture.kind != table.kind {
        print(
          "  \(seed) \(table.name): \(isFound ? "" : "not ")found, \(picture.family?.rawValue ?? "-")"
            + ", \(picture.kind?.rawValue ?? "-")")
      }
    }
    print("  found \(found) of \(tables.made), kind right in \(kinds)")
    print(
      "  seconds per table \(madeSeconds.median.text(3)), \((madeSeconds.max() ?? 0).text(2)) at most"
    )
    var accused = 0
    for seed in 0..<UInt32(tables.real) {
      var draw = AuditTables(seed: firstSeed + 2000 + seed)
      let table = try draw.real()
      let (_, picture) = try audit(table, in: folder)
      guard picture.verdict == .oversampled else { continue }
      accused += 1
      print(
        "  \(seed) accused: \(table.name): \(picture.family?.rawValue ?? "-") "
          + "\((picture.shareOnLines ?? 0).text(3)) by chance "
          + "\((picture.shareOnLinesByChance ?? 0).text(3)), \(picture.stages[0].sentences)")
    }
    print("  accused \(accused) of \(tables.real)")
    Check.expect(accused <= tables.real / 100, "at most 1 % are accused")
    Check.expect(found >= tables.made * 95 / 100, "at least 95 % are found")
  }

  private static func audit(
    _ table: AuditTable, in folder: URL
  ) throws -> (seconds: Double, picture: AuditPicture) {
    let file = try AuditFile(try table.dataset(in: folder))
    let timed = try Stopwatch.timed {
      guard let chosen = try file.choose(in: RunContext<Never>.unattended(threads: Machine.threads))
      else { return AuditPicture() }
      return try ReleaseAudit.run(
        chosen.request, in: .unattended(threads: Machine.threads))
    }
    return (timed.seconds, timed.output)
  }
}
