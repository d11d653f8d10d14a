/// Points of several classes with lines between some of them.
///
/// Classes are drawn in the order of their importance (`Role.plotRank`), whatever the order of the
/// layers: matched over reconstructed over lines over minority over synthetic over majority. Layers
/// with a mark come last.
package struct ScatterPlot: Sendable {
  /// The points of one class.
  package struct Layer: Sendable {
    /// x, y, x, y and so on. Points that are not finite are left out.
    package var coordinates: [Double]
    package var role: Role
    /// Drawn in the cell of each point instead of dots: for few and important points. In ASCII every
    /// layer has a sign; there a mark that is not ASCII gives way to that of the role.
    package var mark: Character?
    /// Out of date: drawn dim, in the place and with the sign of its role.
    package var isStale: Bool

    package init(
      coordinates: [Double], role: Role, mark: Character? = nil, isStale: Bool = false
    ) {
      self.coordinates = coordinates
      self.role = role
      self.mark = mark
      self.isStale = isStale
    }

    fileprivate var look: Role { isStale ? .dim : role }

    package init(points: [(x: Double, y: Double)], role: Role, mark: Character? = nil) {
      self.init(coordinates: points.flatMap { [$0.x, $0.y] }, role: role, mark: mark)
    }
  }

  /// A straight line from point to point.
  package struct Segment: Sendable {
    package var from: (x: Double, y: Double)
    package var to: (x: Double, y: Double)
    package var role: Role

    package init(
      from: (x: Double, y: Double), to: (x: Double, y: Double), role: Role = .plotLine
    ) {
      self.from = from
      self.to = to
      self.role = role
    }
  }

  package var layers: [Layer]
  package var segments: [Segment]
  /// What is shown; `nil` for all points of all layers. Keep it fixed between runs on the same data,
  /// so that few cells change.
  package var bounds: PlotBounds?
  /// Drawn in the last row, at the right; takes that row from the points.
  package var xLabel: String
  /// Drawn in the first row, at the left; takes that row from the points.
  package var yLabel: String
  /// One unit is equally long on both axes.
  package var hasEqualScales: Bool

  package init(
    layers: [Layer] = [], segments: [Segment] = [], bounds: PlotBounds? = nil,
    xLabel: String = "", yLabel: String = "", hasEqualScales: Bool = false
  ) {
    self.layers = layers
    self.segments = segments
    self.bounds = bounds
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.hasEqualScales = hasEqualScales
  }

  /// Draws the plot; cells without points stay as they are.
  ///
  /// - Complexity: O(points + cells). 100,000 points take about a millisecond.
  package func draw(into canvas: inout Canvas, area: Rect) {
    let place = plotArea(in: area)
    drawLabels(into: &canvas, area: area)
    guard let scale = scale(for: place, tier: canvas.glyphs) else { return }
    var grid = DotGrid(cells: Size(width: place.width, height: place.height), tier: canvas.glyphs)
    let ordered = drawingOrder(of: Array(layers.prefix(DotGrid.layerLimit - Role.allCases.count)))
    addDots(of: ordered, to: &grid, through: scale)
    grid.draw(into: &canvas, at: place, layers: ordered.map { look(of: $0, on: canvas) })
    for case .layer(let layer) in ordered where layer.mark != nil {
      drawMarks(of: layer, into: &canvas, area: place, through: scale)
    }
  }

  /// The cell that a point falls into when drawn in `area`, for a cursor or a label beside it; `nil`
  /// if it lies outside.
  package func cell(of point: (x: Double, y: Double), in area: Rect, tier: GlyphTier) -> Point? {
    let place = plotArea(in: area)
    guard let scale = scale(for: place, tier: tier) else { return nil }
    return Self.cell(of: point, in: place, through: scale, tier: tier)
  }

  /// `area` without the rows of the labels, if there is room for them.
  private func plotArea(in area: Rect) -> Rect {
    guard area.height > 4 else { return area }
    let top = yLabel.isEmpty ? 0 : 1
    let bottom = xLabel.isEmpty ? 0 : 1
    return Rect(
      x: area.x, y: area.y + top, width: area.width, height: area.height - top - bottom)
  }

  private func drawLabels(into canvas: inout Canvas, area: Rect) {
    guard area.height > 4 else { return }
    canvas.write(yLabel, at: area.start, as: .plotAxis, in: area)
    canvas.write(xLabel, alignedRightIn: area, row: area.height - 1, as: .plotAxis)
  }

  private func scale(for area: Rect, tier: GlyphTier) -> PlotScale? {
    guard !area.isEmpty,
      let bounds = bounds ?? PlotBounds(around: layers.map(\.coordinates))
    else { return nil }
    let dots = DotGrid.dotsPerCell(tier)
    let size = Size(width: area.width * dots.width, height: area.height * dots.height)
    // A cell is about twice as high as wide.
    let dotShape = 2 * Double(dots.width) / Double(dots.height)
    return PlotScale(bounds, onto: size, dotShape: hasEqualScales ? dotShape : nil)
  }
}

extension ScatterPlot {
  /// One step of drawing.
  private enum Step {
    case layer(Layer)
    /// All lines of one role.
    case segments(Role)

    var role: Role {
      switch self {
      case .layer(let layer): layer.role
      case .segments(let role): role
      }
    }

    var look: Role {
      switch self {
      case .layer(let layer): layer.look
      case .segments(let role): role
      }
    }
  }

  private func drawingOrder(of layers: [Layer]) -> [Step] {
    let lineRoles = Role.allCases.filter { role in segments.contains { $0.role == role } }
    let steps = lineRoles.map { Step.segments($0) } + layers.map { Step.layer($0) }
    return steps.enumerated()
      .sorted { ($0.element.role.plotRank, $0.offset) < ($1.element.role.plotRank, $1.offset) }
      .map(\.element)
  }

  private func addDots(of steps: [Step], to grid: inout DotGrid, through scale: PlotScale) {
    for (index, step) in steps.enumerated() {
      switch step {
      case .layer(let layer):
        guard layer.mark == nil else { continue }
        grid.add(points: layer.coordinates, through: scale, layer: index)
      case .segments(let role):
        for segment in segments where segment.role == role {
          grid.addLine(
            from: (scale.dotX(segment.from.x), scale.dotY(segment.from.y)),
            to: (scale.dotX(segment.to.x), scale.dotY(segment.to.y)), layer: index)
        }
      }
    }
  }

  private func look(of step: Step, on canvas: Canvas) -> (role: Role, mark: Character?) {
    let isSigned = step.role.isSigned(on: canvas)
    return (step.look, isSigned ? step.role.plotMark(in: canvas.glyphs) : nil)
  }

  private func drawMarks(
    of layer: Layer, into canvas: inout Canvas, area: Rect, through scale: PlotScale
  ) {
    let fallback = layer.role.plotMark(in: canvas.glyphs)
    let wanted = layer.mark ?? fallback
    let mark = canvas.isASCII && !wanted.isASCII ? fallback : wanted
    let clip = area.intersection(canvas.bounds)
    for index in stride(from: 0, to: layer.coordinates.count - 1, by: 2) {
      let point = (x: layer.coordinates[index], y: layer.coordinates[index + 1])
      guard let cell = Self.cell(of: point, in: area, through: scale, tier: canvas.glyphs) else {
        continue
      }
      canvas.put(Cell(mark, layer.look), at: cell, in: clip)
    }
  }

  private static func cell(
    of point: (x: Double, y: Double), in area: Rect, through scale: PlotScale, tier: GlyphTier
  ) -> Point? {
    let dots = DotGrid.dotsPerCell(tier)
    let x = scale.dotX(point.x) / Double(dots.width)
    let y = scale.dotY(point.y) / Double(dots.height)
    guard x >= 0, x < Double(area.width), y >= 0, y < Double(area.height) else { return nil }
    return Point(x: area.x + Int(x), y: area.y + Int(y))
  }
}
