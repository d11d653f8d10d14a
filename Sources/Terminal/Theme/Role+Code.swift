extension Role {
  /// One character for a role in a golden file.
  ///
  /// Letters, `.` for text and digits for plots. A reversed cell has the character that Shift gives
  /// on an American keyboard: upper case, `:` for text and `)!@#$%^` for plots.
  package func code(isReversed: Bool) -> Character {
    isReversed ? codes.reversed : codes.normal
  }

  private var codes: (normal: Character, reversed: Character) {
    switch self {
    case .text: (".", ":")
    case .dim: ("d", "D")
    case .title: ("t", "T")
    case .titleFocused: ("u", "U")
    case .border: ("b", "B")
    case .borderFocused: ("c", "C")
    case .header: ("h", "H")
    case .label: ("l", "L")
    case .value: ("v", "V")
    case .valueChanged: ("w", "W")
    case .key: ("k", "K")
    case .status: ("s", "S")
    case .statusKey: ("y", "Y")
    case .selection: ("x", "X")
    case .field: ("f", "F")
    case .notice: ("n", "N")
    case .warning: ("a", "A")
    case .error: ("e", "E")
    case .success: ("o", "O")
    case .risk: ("r", "R")
    case .masked: ("m", "M")
    case .hidden: ("i", "I")
    case .gauge: ("g", "G")
    case .gaugeRest: ("j", "J")
    case .plotAxis: ("0", ")")
    case .plotMajority: ("1", "!")
    case .plotMinority: ("2", "@")
    case .plotSynthetic: ("3", "#")
    case .plotReconstructed: ("4", "$")
    case .plotMatched: ("5", "%")
    case .plotLine: ("6", "^")
    }
  }
}
