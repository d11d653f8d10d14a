/// Where a pane stands on the main screen.
package enum PaneSlot: Sendable, Equatable {
  /// The upper and the lower part of the left column.
  case upperLeft
  case lowerLeft
  /// The large place at the right.
  case right
  /// The full width at the bottom.
  case bottom
}

/// All panes: those of the main screen in the order of their numbers, and the overlays.
package enum PaneCatalog {
  package static let main: [(slot: PaneSlot, type: any Pane.Type)] = [
    (.upperLeft, DatasetPane.self),
    (.lowerLeft, SettingsPane.self),
    (.right, ProjectionPane.self),
    (.bottom, AttackPane.self),
  ]

  package static let overlays: [(overlay: Overlay, type: any Pane.Type)] = [
    (.help, HelpPane.self),
    (.open, OpenPane.self),
    (.themes, ThemePane.self),
    (.evidence, EvidencePane.self),
    (.methods, MethodPane.self),
    (.defences, DefencePane.self),
    (.warnings, WarningPane.self),
    (.audit, AuditPane.self),
    (.auditProof, AuditProofPane.self),
    (.exposure, ExposurePane.self),
    (.attackMenu, AttackMenuPane.self),
    (.measures, MeasuresPane.self),
    (.threat, ThreatPane.self),
  ]

  /// New panes for the main screen.
  package static func mainPanes() -> [any Pane] { main.map { $0.type.init() } }

  /// Every kind of pane there is.
  package static var all: [any Pane.Type] { main.map(\.type) + overlays.map(\.type) }
}
