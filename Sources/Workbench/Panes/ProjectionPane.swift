import Attacks
import Experiments
import Projection
import Terminal

/// Real, synthetic and claimed records in the plane of their principal components.
package struct ProjectionPane: Pane {
  package static let title = "Projection"
  package static let bindings = [
    Binding(.character("+"), .character("="), help: "zoom in", short: "zoom in"),
    Binding(.character("-"), help: "zoom out"),
    Binding(.character("0"), help: "show all again"),
    Binding(
      .left, .down, .up, .right, .character("h"), .character("j"), .character("k"),
      .character("l"), help: "move, when zoomed in"),
    Binding(.character("n"), help: "next claim", short: "claim"),
    Binding(.character("N"), help: "previous claim"),
    Binding(.enter, help: "the evidence of the claim", short: "evidence"),
    Binding(.character("a"), help: "majority on or off"),
    Binding(.character("s"), help: "synthetic rows on or off"),
    Binding(.character("m"), help: "minority on or off"),
    Binding(.character("c"), help: "claims on or off"),
  ]

  private enum Layer: Sendable {
    case majority
    case synthetic
    case minority
    case claims
  }

  /// Rows of evidence that are drawn as signs; more would hide the plot.
  private static let mostSigns = 60

  private var hidden: Set<Layer> = []
  private var view = PlotView()

  package init() {}

  // MARK: - Keys

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    switch key {
    case .character("+"), .character("="): view.zoomIn()
    case .character("-"): view.zoomOut()
    case .character("0"): view.reset()
    case .character("a"): toggle(.majority)
    case .character("s"): toggle(.synthetic)
    case .character("m"): toggle(.minority)
    case .character("c"): toggle(.claims)
    case .character("n"): return ClaimSelection(session).moved(by: 1)
    case .character("N"): return ClaimSelection(session).moved(by: -1)
    case .enter: return ClaimSelection(session).evidence
    default: return move(key)
    }
    return .redraw
  }

  private mutating func toggle(_ layer: Layer) {
    if hidden.remove(layer) == nil { hidden.insert(layer) }
  }

  private mutating func move(_ key: Key) -> Response {
    guard view.isZoomed else { return .ignored }
    switch key {
    case .left, .character("h"): view.move(right: -1, up: 0)
    case .right, .character("l"): view.move(right: 1, up: 0)
    case .up, .character("k"): view.move(right: 0, up: 1)
    case .down, .character("j"): view.move(right: 0, up: -1)
    default: return .ignored
    }
    return .redraw
  }

  package func subtitle(_ session: Session) -> String {
    guard let prepared = session.preparedPicture else { return "" }
    let shares = prepared.map.shares
    let share = NumberFormat.percent(shares.horizontal + shares.vertical)
    let zoom = view.isZoomed ? "  x" + NumberFormat.significant(view.factor, digits: 2) : ""
    return PrincipalComponents.title + " " + share + zoom
  }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    guard let prepared = session.preparedPicture else {
      canvas.write(wrapping: Self.absence(in: session), as: .dim, in: area)
      return
    }
    let places = hidden.contains(.claims) ? nil : ClaimPlaces(session)
    let evidence = places.flatMap { places in
      SelectedClaim(session).map { EvidencePlaces($0, in: places) }
    }
    var plot = base(prepared.map.shares)
    plot.bounds = PlotBounds(around: [prepared.otherPlaces, prepared.minorityPlaces])
      .map { view.bounds(in: $0) }
    plot.layers = layers(session, prepared, cells: area.width * area.height)
    if let places { plot.layers += Self.claimLayers(places, isStale: session.isStale) }
    if let evidence {
      plot.segments = evidence.segments
      plot.layers.append(Self.layer(of: evidence, session, on: canvas))
    }
    plot.draw(into: &canvas, area: area)
    highlight(evidence?.claim, of: plot, into: &canvas, area: area)
    var legend = legend(session, prepared, places, canvas, area)
    if let evidence, let mark = Self.layer(of: evidence, session, on: canvas).mark {
      legend.add(
        "evidence", short: "evid", .plotSynthetic, mark: mark, isStale: session.isStale)
    }
    draw(legend, xLabel: plot.xLabel, into: &canvas, area: area)
  }

  private static func absence(in session: Session) -> String {
    switch session.prepared {
    case .idle: absenceOfData(in: session)
    case .running: "Working out the projection ..."
    case .failed(let message): message
    case .finished: ""
    }
  }

  private static func absenceOfData(in session: Session) -> String {
    guard case .failed(let message) = session.dataset else {
      return "No data yet: o opens a file."
    }
    return message
  }

  private func base(_ shares: AxisShares) -> ScatterPlot {
    ScatterPlot(
      xLabel: "PC1 " + NumberFormat.percent(shares.horizontal),
      yLabel: "PC2 " + NumberFormat.percent(shares.vertical))
  }

  private func layers(
    _ session: Session, _ prepared: PreparedPicture, cells: Int
  ) -> [ScatterPlot.Layer] {
    var layers: [ScatterPlot.Layer] = []
    if !hidden.contains(.majority) {
      layers.append(.init(coordinates: prepared.otherPlaces, role: .plotMajority))
    }
    if !hidden.contains(.synthetic) {
      layers.append(
        .init(
          coordinates: session.picture.minoritySyntheticPlaces, role: .plotSynthetic,
          isStale: session.isStale && !Self.isAboutToChange(session)))
    }
    if !hidden.contains(.minority) {
      let mark: Character? = Self.hasSigns(prepared, cells: cells) ? "o" : nil
      layers.append(
        .init(coordinates: prepared.minorityPlaces, role: .plotMinority, mark: mark))
    }
    return layers
  }

  /// Dots that new ones are about to take the place of are left as they are: dimming all of them
  /// for a moment would cost more bytes than the change itself.
  private static func isAboutToChange(_ session: Session) -> Bool {
    switch session.run {
    case .settling, .running: true
    case .idle, .finished, .stopped, .failed: false
    }
  }

  /// Few enough minority records for a sign each; more would hide the rest.
  private static func hasSigns(_ prepared: PreparedPicture, cells: Int) -> Bool {
    prepared.minorityPlaces.count / 2 * 16 <= cells
  }

  private static func claimLayers(
    _ places: ClaimPlaces, isStale: Bool
  ) -> [ScatterPlot.Layer] {
    [
      .init(
        coordinates: places.unmatched, role: .plotReconstructed, mark: "X", isStale: isStale),
      .init(coordinates: places.matched, role: .plotMatched, mark: "◆", isStale: isStale),
    ]
  }

  /// The rows that the selected claim follows from: with a sign each, if they are few; another one
  /// where synthetic rows have that sign anyway.
  private static func layer(
    of evidence: EvidencePlaces, _ session: Session, on canvas: Canvas
  ) -> ScatterPlot.Layer {
    let hasSigns = (2...2 * mostSigns).contains(evidence.rows.count)
    let mark: Character = Role.plotSynthetic.isSigned(on: canvas) ? "E" : "+"
    return .init(
      coordinates: evidence.rows, role: .plotSynthetic, mark: hasSigns ? mark : nil,
      isStale: session.isStale)
  }

  private func highlight(
    _ place: (x: Double, y: Double)?, of plot: ScatterPlot, into canvas: inout Canvas, area: Rect
  ) {
    guard let place, let cell = plot.cell(of: place, in: area, tier: canvas.glyphs) else { return }
    canvas[cell.x, cell.y].isReversed = true
  }

  private func legend(
    _ session: Session, _ prepared: PreparedPicture, _ places: ClaimPlaces?, _ canvas: Canvas,
    _ area: Rect
  ) -> PlotLegend {
    var legend = PlotLegend(canvas)
    let isShown = { (layer: Layer, places: [Double]) in
      !hidden.contains(layer) && !places.isEmpty
    }
    if isShown(.majority, prepared.otherPlaces) {
      legend.add("majority", short: "maj", .plotMajority, isDotted: true)
    }
    if isShown(.synthetic, session.picture.minoritySyntheticPlaces) {
      legend.add(
        "synthetic", short: "syn", .plotSynthetic, isDotted: true, isStale: session.isStale)
    }
    if isShown(.minority, prepared.minorityPlaces) {
      let hasSigns = Self.hasSigns(prepared, cells: area.width * area.height)
      legend.add("minority", short: "min", .plotMinority, isDotted: !hasSigns)
    }
    if let places, !places.unmatched.isEmpty {
      legend.add("claimed", short: "claim", .plotReconstructed, isStale: session.isStale)
    }
    if let places, !places.matched.isEmpty {
      legend.add("matched", short: "match", .plotMatched, isStale: session.isStale)
    }
    return legend
  }

  /// In the row of the horizontal label, which the plot leaves free.
  private func draw(
    _ legend: PlotLegend, xLabel: String, into canvas: inout Canvas, area: Rect
  ) {
    guard area.height > 4 else { return }
    let row = area.row(area.height - 1)
    legend.draw(
      into: &canvas,
      area: Rect(x: row.x, y: row.y, width: row.width - xLabel.count - 2, height: 1))
  }
}
