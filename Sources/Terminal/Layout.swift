/// How much of a rectangle one part of it gets.
package enum Extent: Sendable, Equatable {
  /// So many cells, if there are that many.
  case fixed(Int)
  /// What is left, in proportion to the weights.
  case share(Int)
  /// A share that is never smaller than this, while there is room.
  case atLeast(Int, Int)

  /// The cells that come before any sharing.
  fileprivate var minimum: Int {
    switch self {
    case .fixed(let count), .atLeast(let count, _): max(0, count)
    case .share: 0
    }
  }

  fileprivate var weight: Int {
    switch self {
    case .fixed: 0
    case .share(let weight), .atLeast(_, let weight): max(0, weight)
    }
  }
}

/// Cutting a length or a rectangle into parts.
package enum Layout {
  /// The cells of each part of `length`. Their sum never exceeds it; if even the minimums do not
  /// fit, the last parts get less or nothing.
  package static func lengths(_ extents: [Extent], of length: Int) -> [Int] {
    var pinned = extents.map { $0.weight == 0 }
    while true {
      let lengths = shares(extents, pinned: pinned, of: length)
      let short = lengths.indices.filter { !pinned[$0] && lengths[$0] < extents[$0].minimum }
      if short.isEmpty { return clipped(lengths, to: length) }
      for index in short { pinned[index] = true }
    }
  }

  /// Parts beside each other, from the left, with `gap` empty columns between them.
  package static func columns(of area: Rect, _ extents: [Extent], gap: Int = 0) -> [Rect] {
    places(extents, of: area.width, gap: gap).map { start, count in
      Rect(x: area.x + start, y: area.y, width: count, height: area.height)
    }
  }

  /// Parts below each other, from the top, with `gap` empty rows between them.
  package static func rows(of area: Rect, _ extents: [Extent], gap: Int = 0) -> [Rect] {
    places(extents, of: area.height, gap: gap).map { start, count in
      Rect(x: area.x, y: area.y + start, width: area.width, height: count)
    }
  }

  /// Pinned parts have their minimum, the others split the rest without losing a cell to rounding.
  private static func shares(_ extents: [Extent], pinned: [Bool], of length: Int) -> [Int] {
    var rest = length
    var total = 0
    for (extent, isPinned) in zip(extents, pinned) {
      if isPinned { rest -= extent.minimum } else { total += extent.weight }
    }
    rest = max(0, rest)
    var weightSoFar = 0
    return zip(extents, pinned).map { extent, isPinned in
      if isPinned { return extent.minimum }
      let start = rest * weightSoFar / total
      weightSoFar += extent.weight
      return rest * weightSoFar / total - start
    }
  }

  private static func clipped(_ lengths: [Int], to length: Int) -> [Int] {
    var rest = max(0, length)
    return lengths.map { wanted in
      let given = min(wanted, rest)
      rest -= given
      return given
    }
  }

  private static func places(_ extents: [Extent], of length: Int, gap: Int) -> [(Int, Int)] {
    let room = length - gap * max(0, extents.count - 1)
    var start = 0
    return lengths(extents, of: room).map { count in
      let place = (min(start, length), count)
      start += count + gap
      return place
    }
  }
}
