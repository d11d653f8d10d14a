/// The part of a straight line that lies on a grid of dots.
enum DotLine {
  typealias Place = (x: Double, y: Double)

  /// The ends of the visible part, `nil` if there is none or an end is not finite.
  ///
  /// The line is start + t · (end − start); each of the four edges narrows the range of t (Liang
  /// and Barsky 1984).
  static func clipped(from start: Place, to end: Place, to size: Size) -> (Place, Place)? {
    let step = (x: end.x - start.x, y: end.y - start.y)
    guard size.width > 0, size.height > 0, step.x.isFinite, step.y.isFinite else { return nil }
    let right = Double(size.width).nextDown
    let bottom = Double(size.height).nextDown
    var range = (first: 0.0, last: 1.0)
    let isSeen =
      narrow(&range, speed: -step.x, room: start.x)
      && narrow(&range, speed: step.x, room: right - start.x)
      && narrow(&range, speed: -step.y, room: start.y)
      && narrow(&range, speed: step.y, room: bottom - start.y)
    guard isSeen else { return nil }
    // The product can round past the edge that t was cut at.
    func place(_ t: Double) -> Place {
      (x: min(max(0, start.x + t * step.x), right), y: min(max(0, start.y + t * step.y), bottom))
    }
    return (place(range.first), place(range.last))
  }

  /// Leaves in `range` the t that keep within one edge: t · speed ≤ room. False if none does.
  private static func narrow(
    _ range: inout (first: Double, last: Double), speed: Double, room: Double
  ) -> Bool {
    if speed == 0 { return room >= 0 }
    if speed > 0 {
      range.last = min(range.last, room / speed)
    } else {
      range.first = max(range.first, room / speed)
    }
    return range.first <= range.last
  }
}
