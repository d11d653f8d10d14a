import Foundation
import Jobs
import Numeric
import Tabular

/// Reading 100 MB of numbers, beside pandas where it is installed.
enum ReadingBenchmarks {
  private static let rows = 211_823
  private static let columns = 31
  private static let rounds = 7

  static func run() throws {
    let path = NSTemporaryDirectory() + "smokeout-benchmark-\(getpid()).csv"
    defer { unlink(path) }
    try Data(content().utf8).write(to: URL(fileURLWithPath: path))
    // A reader that is not there must not end the program.
    signal(SIGPIPE, SIG_IGN)
    let pandas = PandasReader(path)
    var own: [Double] = []
    var peer: [Double] = []
    // In turns, so that what else the machine does disturbs both alike.
    for _ in 0..<rounds {
      own.append(try Stopwatch.timed { try read(path) }.seconds)
      if let seconds = pandas?.seconds() { peer.append(seconds) }
    }
    let size = Double(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
    print(
      "  \((size / 1e6).text(0)) MB, \(rows) x \(columns): \(own.median.text(3)) s, "
        + "\((size / 1e6 / own.median).text(0)) MB/s")
    guard peer.count == rounds else {
      print("  pandas is not installed here (PYTHON names an interpreter): no comparison")
      return
    }
    let ratio = zip(peer, own).map { $0 / $1 }.median
    print("  pandas.read_csv: \(peer.median.text(3)) s, \(ratio.text(2)) times ours")
    Check.expect(ratio >= 2, "twice the speed of pandas")
  }

  private static func read(_ path: String) throws {
    let bytes = try MappedFile.bytes(path)
    let result = try TableReader.read(
      bytes, fileName: path, options: ReadOptions(), in: .unattended(threads: Machine.threads))
    Check.expect(result.dataset.rowCount == rows, "all rows are read")
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
}

/// A file in memory without a copy, as the program itself reads it.
private enum MappedFile {
  private final class Mapping: Sendable {
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
  }

  static func bytes(_ path: String) throws -> FileBytes {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else { throw CocoaError(.fileReadUnknown) }
    let mapping = Mapping(UnsafeRawBufferPointer(start: start, count: Int(status.st_size)))
    return FileBytes(owner: mapping, bytes: mapping.bytes)
  }
}

/// A Python that reads the file once for every line it is sent, and answers with the seconds.
private final class PandasReader {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// Nil where there is no Python with pandas.
  init?(_ path: String) {
    let script = """
      import sys, time, pandas
      pandas.read_csv(sys.argv[1])
      for line in sys.stdin:
          start = time.perf_counter()
          pandas.read_csv(sys.argv[1])
          print(time.perf_counter() - start, flush=True)
      """
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    process.arguments = [python, "-c", script, path]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil, seconds() != nil else { return nil }
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  func seconds() -> Double? {
    guard process.isRunning else { return nil }
    input.fileHandleForWriting.write(Data("\n".utf8))
    var answer = ""
    while !answer.hasSuffix("\n") {
      let part = output.fileHandleForReading.availableData
      guard !part.isEmpty else { return nil }
      answer += String(decoding: part, as: UTF8.self)
    }
    return Double(answer.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
