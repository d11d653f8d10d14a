import Foundation
import Jobs
import Numeric
import Tabular

/// Reading 100 MB of numbers, beside pandas where it is installed.
enum ReadingBenchmarks {
  private static let rows = 211_823
  private static let columns = 31

  static func run() throws {
    let path = NSTemporaryDirectory() + "smokeout-benchmark-\(getpid()).csv"
    defer { unlink(path) }
    try Foundation.Data(content().utf8).write(to: URL(fileURLWithPath: path))
    let bytes = FileBytes([UInt8](try Foundation.Data(contentsOf: URL(fileURLWithPath: path))))
    let size = Double(bytes.count) / 1e6
    let own = try Stopwatch.best(of: 3) {
      try TableReader.read(
        bytes, fileName: path, options: ReadOptions(), in: .unattended(threads: Machine.threads))
    }
    Check.expect(own.output.dataset.rowCount == rows, "all rows are read")
    print(
      "  \(size.text(0)) MB, \(rows) x \(columns): \(own.seconds.text(3)) s, "
        + "\((size / own.seconds).text(0)) MB/s")
    guard let peer = pandasSeconds(path) else {
      print("  pandas is not installed here (python3 -m pip install pandas): no comparison")
      return
    }
    print("  pandas.read_csv: \(peer.text(3)) s, \((peer / own.seconds).text(1)) times ours")
    Check.expect(peer / own.seconds >= 2, "twice the speed of pandas")
  }

  /// Two thirds of the columns with all digits of a double, one third with two decimals.
  private static func content() -> String {
    var random = NumPyRandom(seed: 1)
    var text = (0..<columns).map { "x\($0)" }.joined(separator: ",") + "\n"
    text.reserveCapacity(110_000_000)
    for _ in 0..<rows {
      for column in 0..<columns {
        if column > 0 { text += "," }
        let value = random.uniform(-1, 1)
        text += column % 3 == 2 ? "\((value * 100).rounded() / 100)" : "\(value)"
      }
      text += "\n"
    }
    return text
  }

  private static func pandasSeconds(_ path: String) -> Double? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = """
      import sys, time, pandas
      times = []
      for _ in range(3):
          start = time.perf_counter()
          pandas.read_csv(sys.argv[1])
          times.append(time.perf_counter() - start)
      print(min(times))
      """
    let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    process.arguments = [python, "-c", script, path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Double(
      String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespaces.union(.newlines)))
  }
}
