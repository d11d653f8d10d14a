/// One column as an ARFF header declares it.
struct ARFFAttribute: Equatable {
  enum Domain: Equatable {
    case numeric
    /// The allowed texts, in the order of the header.
    case nominal([String])
    /// Any text; also dates, which are kept as they stand.
    case text
  }

  let name: String
  let domain: Domain
}

/// What stands above the rows of an ARFF or KEEL file.
struct ARFFHeader {
  var attributes: [ARFFAttribute] = []
  /// The columns KEEL's `@outputs` names.
  var outputs: [String] = []
  /// The first line of data.
  var dataLine = 0

  /// The label, if `@outputs` names one column.
  var label: Int? {
    guard outputs.count == 1 else { return nil }
    return attributes.firstIndex { $0.name == outputs[0] }
  }
}
