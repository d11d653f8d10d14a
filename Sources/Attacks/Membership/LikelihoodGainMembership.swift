import Foundation
import Jobs
import Numeric
import Parameters

/// Takes those for members whose record makes the released rows around it likelier.
///
/// The likelihood of the k released rows nearest to a person is worked out by the density of a
/// reference population, without and with the person in it; the score is the gain in its
/// logarithm. The kernels keep the shape and width that the reference gives them: one more row
/// hardly changes them.
public struct LikelihoodGainMembership: MembershipAttack {
  /// As on the command line.
  public static let name = "mia-likelihood-gain"
  /// As in the menu.
  public static let title = "Likelihood gain"
  /// What it does.
  public static let summary =
    "Measures how much likelier each person makes the released rows around."
  /// The paper that the definition follows.
  public static let source = Citation(
    "Ward, Wang, Cheng: Privacy auditing synthetic data release through local likelihood attacks "
      + "(Gen-LRA), 2025; k as in Synth-MIA",
    link: "https://github.com/joshward96/Synth-MIA")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] =
    [.integer("k", in: 1...100_000, default: 200, help: "released rows looked at per person")]
    + DensitySettings.parameters
  /// Other people, to compare with.
  public static let needs: Set<MembershipKnowledge> = [.reference]
  /// Where a copy escapes it.
  public static let cannotSee: String? =
    "It does not see single rows: kernels are about as wide as the data of other people, so that "
    + "whoever is far from those gains as much as whoever was copied, however often."

  private let k: Int
  private let settings: DensitySettings

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
    settings = DensitySettings(values)
  }

  /// The gain in log-likelihood. O(rows × reference × columns) at worst.
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let reference = try Self.reference(of: view, least: 2)
    guard let density = try density(of: reference, in: context) else {
      throw AttackError.notApplicable(attack: Self.title, because: "there are no columns")
    }
    let lists = try NearestNeighbors(view.release).nearest(
      min(k, view.release.rows), to: view.candidates, in: context.silenced(Never.self))
    let near = Set(lists.indices.filter { $0 >= 0 }).sorted().map { Int($0) }
    let known = try density.logDensities(at: view.release.rows(near), in: context)
    var logDensities = [Double](repeating: 0, count: view.release.rows)
    for (row, value) in zip(near, known) { logDensities[row] = value }
    let gain = LikelihoodGain(
      density, released: try density.whitened(view.release, in: context), logDensities: logDensities
    )
    let people = try density.whitened(view.candidates, in: context)
    return try parallelMap(people.rows, in: context) { person in
      gain.sum(of: lists.neighbors(of: person), joined: people, person)
    }
  }

  private func density(
    of reference: Matrix, in context: RunContext<Fraction>
  ) throws -> KernelDensity? {
    try KernelDensity(reference, width: settings.width, shape: settings.shape, in: context)
      ?? KernelDensity(reference, width: settings.width, shape: .columns, in: context)
  }
}

/// What one more row adds to the likelihood of others.
private struct LikelihoodGain: Sendable {
  private let density: KernelDensity
  /// Released rows in whitened units, and the logarithm of the density at each.
  private let released: Matrix
  private let logDensities: [Double]

  init(_ density: KernelDensity, released: Matrix, logDensities: [Double]) {
    self.density = density
    self.released = released
    self.logDensities = logDensities
  }

  /// The sum over `rows` of  ln((n p + K) / (n + 1)) − ln p.  O(rows × columns).
  func sum(of rows: ArraySlice<Int32>, joined people: Matrix, _ person: Int) -> Double {
    let count = Double(density.count)
    return rows.filter { $0 >= 0 }.reduce(0) { sum, row in
      let logDensity = logDensities[Int(row)]
      var with = LogSum()
      with.add(log(count) + logDensity)
      with.add(
        density.logKernel(squaredDistance: squaredDistance(people, person, Int(row))))
      return sum + with.logarithm - log(count + 1) - logDensity
    }
  }

  private func squaredDistance(_ people: Matrix, _ person: Int, _ row: Int) -> Double {
    (0..<people.columns).reduce(0) { sum, column in
      let difference = people[person, column] - released[row, column]
      return sum + difference * difference
    }
  }
}
