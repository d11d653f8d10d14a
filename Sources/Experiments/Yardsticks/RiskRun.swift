import Attacks
import Jobs
import Parameters

/// An attack that guesses about people, and its settings.
public struct RiskSelection: Sendable, Equatable {
  /// As the attack is named on the command line.
  public let name: String
  /// Its settings, checked against the attack's own list.
  public var values: ParameterValues

  /// - Parameter name: looked up when the attack is run.
  public init(name: String, values: ParameterValues) {
    self.name = name
    self.values = values
  }

  /// An attack with its default settings.
  public init(_ attack: any RiskAttack.Type) {
    self.init(name: attack.name, values: ParameterValues(attack.parameters))
  }
}

/// How one attack that guesses about people ended.
public struct RiskReport: Sendable, Equatable {
  /// What came out of an attack.
  public enum Result: Sendable, Equatable {
    case played(RiskOutcome)
    /// Why it was not run, in a sentence.
    case refused(String)
  }

  /// Name of the attack.
  public let attack: String
  /// Its settings.
  public let parameters: ParameterValues
  /// What came out.
  public let result: Result
  /// Wall time.
  public let seconds: Double

  /// How it fared; nil if it was refused.
  public var outcome: RiskOutcome? {
    if case .played(let outcome) = result { outcome } else { nil }
  }
}

/// How far a run of attacks that guess about people has come.
public struct RiskProgress: Sendable {
  /// Name of the attack that is running.
  public let attack: String
  /// How much of all attacks is done.
  public let fraction: Fraction
  /// Those that are done, in order.
  public let reports: [RiskReport]
}

/// Runs attacks that guess about people one after the other on the calling thread; each uses all
/// threads it is given.
public enum RiskRun {
  /// - Returns: one report per selection, in order; an attack that the game does not suit is refused
  ///   with its reason, and the others go on.
  /// - Throws: `PlanError.unknownAttack`, `ParameterError`, `CancellationError`.
  public static func run(
    _ selections: [RiskSelection], on game: RiskGame, in context: RunContext<RiskProgress>
  ) throws -> [RiskReport] {
    var reports: [RiskReport] = []
    for (position, selection) in selections.enumerated() {
      guard let type = RiskCatalog.named(selection.name) else {
        throw PlanError.unknownAttack(selection.name, known: RiskCatalog.all.map { $0.name })
      }
      let attack = try type.init(selection.values)
      let done = reports
      let inner: RunContext<Fraction> = context.folding { share in
        RiskProgress(
          attack: type.name,
          fraction: Fraction((Double(position) + share.value) / Double(selections.count)),
          reports: done)
      }
      let start = ContinuousClock.now
      let result = try result(of: attack, on: game, in: inner)
      reports.append(
        RiskReport(
          attack: type.name, parameters: selection.values, result: result,
          seconds: (ContinuousClock.now - start) / .seconds(1)))
    }
    return reports
  }

  /// A cancel ends the run; whatever else stops an attack, a generator's refusal of a table among
  /// it, is its report.
  private static func result(
    of attack: any RiskAttack, on game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskReport.Result {
    do {
      return .played(try attack.outcome(of: game, in: context))
    } catch let error as CancellationError {
      throw error
    } catch {
      return .refused("\(error)")
    }
  }
}
