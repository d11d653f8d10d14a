import Jobs

/// What the workbench has others do, because it touches no files itself.
package struct WorkbenchServices: Sendable {
  /// Reads a file; called in the background. Its error is shown to the user as it is.
  package let load: @Sendable (String, RunContext<Fraction>) throws -> OpenDataset
  /// What is in a folder; called in the background.
  package let listFolder: @Sendable (String) throws -> FolderListing

  /// Audits an open file as somebody's release; called in the background.
  package let audit: Audit

  /// Says what it knows after every step; the last is the result.
  package typealias Audit = @Sendable (OpenDataset, RunContext<AuditWork>) throws -> AuditWork

  /// Takes all measures on a release; called in the background.
  package let measure: Measure
  /// Carries out an attack on people; called in the background.
  package let personAttack: PersonAttack

  /// Says what it knows after every measure; the last is the result.
  package typealias Measure =
    @Sendable (ReleaseRequest, RunContext<MeasurePicture>) throws -> MeasurePicture

  package init(
    load: @escaping @Sendable (String, RunContext<Fraction>) throws -> OpenDataset,
    listFolder: @escaping @Sendable (String) throws -> FolderListing,
    audit: @escaping Audit,
    measure: @escaping Measure = { try MeasureJob($0).picture(in: $1) },
    personAttack: @escaping PersonAttack = PersonAttacks.carryOut
  ) {
    self.measure = measure
    self.personAttack = personAttack
    self.audit = audit
    self.load = load
    self.listFolder = listFolder
  }
}
