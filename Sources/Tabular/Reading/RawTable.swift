/// Columns as a format's reader hands them over, before they get their roles.
struct RawTable {
  var columns: [Column]
  var warnings: [ReadWarning]
  let layout: FileLayout
  /// The label, where the file itself says which column it is.
  var labelHint: Int?
}
