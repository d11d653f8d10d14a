import ArgumentParser

extension AttackCommand {
  /// Refuses lists of columns that name none, one twice, or one as both known and secret.
  func validate() throws {
    try MeasureOptions.checkNames(threat.columns, option: "--columns")
    try MeasureOptions.checkNames(threat.secret, option: "--secret")
    let known = Set(ThreatOptions.names(threat.columns))
    if let both = ThreatOptions.names(threat.secret).first(where: { known.contains($0) }) {
      throw ValidationError(
        "--secret: found '\(both)', which --columns names as known; expected another column")
    }
  }
}
