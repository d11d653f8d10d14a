extension Theme {
  /// The look without a theme file: the terminal's own colors, and attributes where a role must
  /// stand out.
  package static let plain = Theme(
    name: "plain", summary: "The terminal's own colors.",
    styles: [
      .text: Style(),
      .dim: styled(.dim),
      .title: styled(.bold),
      .titleFocused: styled(.bold),
      .borderFocused: styled(.bold),
      .header: styled(.underline),
      .valueChanged: styled(.bold),
      .key: styled(.bold),
      .selection: styled(.bold),
      .field: styled(.underline),
      .notice: styled(.bold),
      .warning: styled([.bold, .underline]),
      .error: styled([.bold, .reverse]),
      .risk: styled(.bold),
      .masked: styled(.dim),
      .gaugeRest: styled(.dim),
      .plotAxis: styled(.dim),
      .plotMajority: styled(.dim),
      .plotMinority: styled(.bold),
      .plotReconstructed: styled(.reverse),
      .plotMatched: styled([.bold, .reverse]),
      .plotLine: styled(.underline),
    ])

  private static func styled(_ attributes: Style.Attributes) -> Style {
    Style(attributes: attributes, monochrome: attributes)
  }
}
