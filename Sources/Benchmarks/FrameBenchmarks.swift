import Experiments
import Jobs
import Numeric
import Parameters
import Projection
import Terminal
import Workbench

/// Drawing: nothing may take longer than a key press is allowed to.
enum FrameBenchmarks {
  private static let budget = 0.005

  static func run() throws {
    var plot = ScatterPlot(layers: [])
    for points in [20_000, 100_000] {
      let coordinates = random(points)
      plot = ScatterPlot(layers: [.init(coordinates: coordinates, role: .plotMajority)])
      let best = Stopwatch.best(of: 5) { () -> Canvas in
        var canvas = Canvas(Size(width: 200, height: 60))
        plot.draw(into: &canvas, area: canvas.bounds)
        return canvas
      }
      print("  plot of \(points) points at 200x60: \((best.seconds * 1000).text(2)) ms")
      Check.expect(best.seconds < budget, "a plot within \(budget * 1000) ms")
    }
    let state = WorkbenchState(panes: PaneCatalog.mainPanes(), theme: .plain, themes: [.plain])
    let best = Stopwatch.best(of: 5) {
      frame(state, size: Size(width: 200, height: 60), glyphs: .braille).canvas
    }
    print("  empty workbench at 200x60: \((best.seconds * 1000).text(2)) ms")
    Check.expect(best.seconds < budget, "a frame within \(budget * 1000) ms")
  }

  private static func random(_ points: Int) -> [Double] {
    var random = NumPyRandom(seed: 1)
    return (0..<2 * points).map { _ in random.normal() }
  }
}
