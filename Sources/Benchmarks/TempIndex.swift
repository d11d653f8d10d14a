import Foundation
import Jobs
import Numeric
extension ScaleBenchmarks {
  static func index(_ rows: Int, isClustered: Bool) throws {
    let real = records(rows / 10, isClustered: isClustered)
    let made = try synthetic(rows, from: real)
    let ctx = RunContext<Never>.unattended(threads: 2)
    ProcessMemory.forgetPeak()
    let b = ProcessMemory.resident()
    let t = try Stopwatch.timed { try ApproximateNeighbors(made, in: ctx)! }
    print("build", rows, isClustered, t.seconds, ProcessMemory.peak() - b)
    let subjects = (0..<2000).map { Int32($0 * (rows / 2000)) }
    let exact = NearestNeighbors(made)
    for count in [24, 60, 200] {
      let e = try exact.nearest(count, to: made.rows(subjects.map(Int.init)), excluding: subjects, in: ctx)
      let a = try Stopwatch.timed { try t.output.nearest(count, toRows: subjects, in: ctx) }
      let q = try Stopwatch.timed { try t.output.nearest(count, to: made.rows(subjects.map(Int.init)), in: ctx) }
      var h = 0, hq = 0
      for i in 0..<2000 { h += Set(e.neighbors(of: i)).intersection(a.output.neighbors(of: i)).count
       hq += Set(e.neighbors(of: i)).intersection(q.output.neighbors(of: i)).count }
      print(count, Double(h) / Double(2000 * count), a.seconds / 2000 * 1e6, "us; as queries", Double(hq) / Double(2000 * count), q.seconds / 2000 * 1e6)
    }
  }
}
