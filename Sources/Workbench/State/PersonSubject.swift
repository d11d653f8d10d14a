import Attacks

/// What an attack on people is carried out on: two equal subjects give equal results.
package struct PersonSubject: Sendable, Equatable {
  package let release: ReleaseKey
  /// How many shadow runs are made about whom; nil for attacks that make none.
  package let shadows: ShadowPlan?
}

extension Session {
  /// What `entry` would be carried out on now; nil while there is no such release.
  package func subject(of entry: PersonEntry) -> PersonSubject? {
    releaseKey.map { key in
      PersonSubject(
        release: key.told(to: entry.question),
        shadows: entry.question == .shadow ? people.shadowPlan : nil)
    }
  }

  /// Whether what came of an attack is about the release and the threat model on screen.
  package func isCurrent(_ attack: PersonPicture) -> Bool {
    attack.subject != nil && attack.subject == subject(of: attack.entry)
  }
}

/// Attacks on people that have a result or shadow runs: for settings that are gone back to.
struct PersonMemory: Sendable {
  /// The newest last.
  private var pictures: [PersonPicture] = []
  /// The oldest are forgotten beyond that many.
  private static let limit = 500

  /// Keeps what is done, and shadow runs also of what is not.
  mutating func keep(_ attacks: [PersonPicture]) {
    for attack in attacks where attack.state == .done || attack.shadows != nil {
      guard attack.subject != nil else { continue }
      pictures.removeAll { $0.entry.name == attack.entry.name && $0.subject == attack.subject }
      pictures.append(attack)
    }
    pictures.removeFirst(max(0, pictures.count - Self.limit))
  }

  /// What came of an attack on a subject.
  func picture(of name: String, on subject: PersonSubject?) -> PersonPicture? {
    pictures.last { $0.entry.name == name && $0.subject == subject }
  }
}
