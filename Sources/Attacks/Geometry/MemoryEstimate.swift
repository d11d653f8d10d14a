import Numeric

/// What an attack on a large release takes, said before it starts.
enum MemoryEstimate {
  /// For the user: bytes as "about 1.2 GB".
  static func remark(bytes: Int, rows: Int) -> String {
    let gigabytes = Double(bytes) / 1e9
    let text =
      gigabytes >= 1
      ? "\((gigabytes * 10).rounded() / 10) GB" : "\(Int((gigabytes * 1000).rounded())) MB"
    return "\(rows) different rows: this takes about \(text) of memory beside the release"
  }
}
