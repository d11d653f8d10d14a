/// What a cell means. The theme turns it into colors at the last moment, so a frame can be
/// compared without colors and reads the same on a terminal that has none.
///
/// The raw value is the name in a theme file; a dotted name falls back to the part before the dot,
/// and everything falls back to `text`.
package enum Role: String, Sendable, CaseIterable {
  case text
  case dim
  case title
  case titleFocused = "title.focused"
  case border
  case borderFocused = "border.focused"
  case header
  case label
  case value
  case valueChanged = "value.changed"
  case key
  case status
  case statusKey = "status.key"
  case selection
  case field
  case notice
  case warning
  case error
  case success
  case risk
  case masked
  case hidden
  case gauge
  case gaugeRest = "gauge.rest"
  case plotAxis = "plot.axis"
  case plotMajority = "plot.majority"
  case plotMinority = "plot.minority"
  case plotSynthetic = "plot.synthetic"
  case plotReconstructed = "plot.reconstructed"
  case plotMatched = "plot.matched"
  case plotLine = "plot.line"
}
