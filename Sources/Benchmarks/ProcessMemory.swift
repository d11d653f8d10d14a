import Foundation

/// What the system says this process holds, in millions of bytes; 0 where it does not say.
enum ProcessMemory {
  static func resident() -> Double { field("VmRSS:") }

  /// The most since `forgetPeak`.
  static func peak() -> Double { field("VmHWM:") }

  static func forgetPeak() {
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
  }

  private static func field(_ name: String) -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let lines = status.split(separator: "\n")
    let line = lines.first { $0.hasPrefix(name) }
    let kilobytes = line?.split { " \t".contains($0) }.compactMap { Double($0) }.first ?? 0
    return kilobytes * 1024 / 1e6
  }
}
