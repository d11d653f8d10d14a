import Attacks
import Numeric
import Oversampling

/// How many people of a class are exposed by one release.
public struct ExposedPeople: Sendable, Equatable {
  /// Different records that are exposed.
  public let exposed: Int
  /// Different records of the class.
  public let people: Int
  /// How they are exposed, in a clause.
  public let how: String

  /// The share in 0...1; 0 of nobody.
  public var share: Double { people == 0 ? 0 : Double(exposed) / Double(people) }
  /// Wilson interval at 95 %.
  public var interval: Interval { .wilson(exposed, of: people) }
}

/// The minority beside everybody else: who is exposed by the same release.
///
/// Of synthetic rows alone, a record is exposed if an attack rebuilds it or if a released row
/// equals it. Of an augmented release, a record of the minority is exposed if an attack tells it
/// from the synthetic rows it hides among; a record of another class if it stands in the file as it
/// is, with no synthetic rows of its class around it.
public struct ClassExposure: Sendable, Equatable {
  /// What is handed out.
  public let kind: ReleaseKind
  /// The class that attacks are about.
  public let minority: ExposedPeople
  /// All other classes together.
  public let majority: ExposedPeople
  /// Classes beside the minority that rows were made of too: no attack was about them, so what is
  /// said of the others is too little.
  public let unattacked: [String]

  /// The minority's share over that of the others.
  public var ratio: ClassRatio {
    ClassRatio(
      minority.exposed, of: minority.people, over: majority.exposed, of: majority.people)
  }

  /// Counts what `reports` say about a release of one kind; attacks on the other kind do not count.
  /// O(rows × columns).
  public init(
    _ publication: Publication, _ data: PreparedData, _ kind: ReleaseKind, _ reports: [AttackReport]
  ) {
    self.kind = kind
    unattacked = publication.otherGrownClasses(data)
    let own = reports.filter { $0.kind == kind && publication.isBetterThanChance($0) }
    let names = own.map(\.attack).joined(separator: ", ")
    var found = Set(own.flatMap { $0.claims.compactMap(\.record) })
    let others = RowNumbers(data.features.rows(data.otherRows))
    let rebuilt = own.map(\.score.otherClaims).max() ?? 0
    switch kind {
    case .synthetic:
      found.formUnion(publication.truth(.synthetic).recordOfRow.filter { $0 >= 0 }.map(Int.init))
      let copies = Self.copied(publication, data, others, real: false)
      minority = ExposedPeople(
        exposed: found.count, people: publication.uniqueRecords,
        how: Self.rebuiltOrCopied(by: names))
      majority = ExposedPeople(
        exposed: max(rebuilt, copies), people: others.firstRows.count,
        how: Self.rebuiltOrCopied(by: names))
    case .augmented:
      minority = ExposedPeople(
        exposed: found.count, people: publication.uniqueRecords,
        how: names.isEmpty
          ? "no attack tells them from the synthetic rows"
          : "told from the synthetic rows by \(names)")
      majority = ExposedPeople(
        exposed: Self.copied(publication, data, others, real: true),
        people: others.firstRows.count, how: "in the file as they are")
    }
  }

  private static func rebuiltOrCopied(by names: String) -> String {
    names.isEmpty ? "equal to a released row" : "rebuilt by \(names), or equal to a released row"
  }

  /// Different records of other classes whose very values are released, in rows of any origin or in
  /// synthetic rows alone.
  private static func copied(
    _ publication: Publication, _ data: PreparedData, _ others: RowNumbers, real: Bool
  ) -> Int {
    let released = publication.released
    var numbers = Set<Int>()
    for row in released.origins.indices
    where released.labels[row] != data.minorityCode && (real || !released.origins[row].isReal) {
      if let number = others.number(ofRow: row, in: released.features) { numbers.insert(number) }
    }
    return numbers.count
  }
}

extension Publication {
  /// Whether an attack's claims are more often true than those of somebody who picks rows of the
  /// augmented release blindly, at 95 %. A record that is rebuilt from synthetic rows alone is never
  /// chance.
  func isBetterThanChance(_ report: AttackReport) -> Bool {
    report.kind == .synthetic || report.score.precisionInterval.low > realShare
  }

  /// Names of the classes that rows were made of, but for the minority.
  func otherGrownClasses(_ data: PreparedData) -> [String] {
    demands.filter { demand in
      demand.code != data.minorityCode && synthetic.labels.contains(demand.code)
    }.map { data.classNames[Int($0.code)] }
  }
}
