import Attacks
import Experiments
import Foundation
import Jobs
import Tabular
import TestSupport
import Testing

/// Audits of files whose story is known, made for the test and read back as any file is.
///
/// The rules were worked out on tables from other seeds (7000 and up, 9000 and up); nothing was
/// chosen by what these tables gave.
@Suite struct AuditDetectionTests {
  private static let tables = 20
  private let folder = FileManager.default.temporaryDirectory

  private func picture(_ table: AuditTable) throws -> AuditPicture {
    let file = try AuditFile(try table.dataset(in: folder))
    let chosen = try #require(try file.choose(in: RunContext<Never>.unattended(threads: 2)))
    return try ReleaseAudit.run(chosen.request, in: .unattended(threads: 2))
  }

  @Test func nineteenOfTwentyOversampledFilesAreFound() throws {
    let missed = try (0..<Self.tables).compactMap { number -> String? in
      var draw = AuditTables(seed: 20_261_121 + UInt32(number))
      let table = try draw.made()
      return try picture(table).verdict == .oversampled ? nil : table.name
    }
    #expect(missed.count <= 1, "not found: \(missed)")
  }

  @Test func atMostOneOfTwentyOtherFilesIsAccused() throws {
    let accused = try (0..<Self.tables).compactMap { number -> String? in
      var draw = AuditTables(seed: 31_415_926 + UInt32(number))
      let table = try draw.real()
      return try picture(table).verdict == .oversampled ? table.name : nil
    }
    #expect(accused.count <= 1, "accused: \(accused)")
  }

  private static let datasets = Fixture.sharedFolder(#filePath)

  @Test(
    .enabled(if: datasets != nil, "there is no folder ../shared/datasets"),
    arguments: [
      "ecoli", "yeast_me2", "solar_flare_m0", "abalone", "car_eval_34", "car_eval_4",
      "mammography", "abalone_19",
    ])
  func realDatasetsAreNotAccused(name: String) throws {
    let path = try #require(Self.datasets) + "/\(name).csv"
    let bytes = FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
    let dataset = try TableReader.read(bytes, fileName: path, in: .unattended()).dataset
    for request in try AuditFile(dataset).requests {
      let picture = try ReleaseAudit.run(request, in: .unattended(threads: 2))
      #expect(picture.verdict != .oversampled, "class \(request.className ?? "")")
    }
  }
}
