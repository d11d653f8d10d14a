import Attacks

/// Moving between the claims and the attacks of a session.
struct ClaimSelection {
  private let session: Session
  private var attacks: [AttackPicture] { session.picture.attacks }

  init(_ session: Session) { self.session = session }

  /// Claims of the selected attack.
  var count: Int {
    attacks.indices.contains(session.selectedAttack)
      ? attacks[session.selectedAttack].claims.count : 0
  }

  /// The claim so many further on; at either end it stays.
  func moved(by amount: Int) -> Response {
    let (wanted, overflows) = session.selectedClaim.addingReportingOverflow(amount)
    return select(overflows ? (amount < 0 ? 0 : count - 1) : wanted)
  }

  func select(_ claim: Int) -> Response {
    guard count > 0 else { return .redraw }
    let wanted = max(0, min(claim, count - 1))
    guard wanted != session.selectedClaim else { return .redraw }
    return .act(.attack(.select(attack: session.selectedAttack, claim: wanted)))
  }

  /// Another attack, around the end to the first one.
  func movedAttack(by amount: Int) -> Response {
    let count = session.listedAttacks
    guard count > 1 else { return .redraw }
    let wanted = (session.selectedAttack + amount % count + count) % count
    return .act(.attack(.select(attack: wanted, claim: 0)))
  }

  /// Another attack; at either end it stays.
  func steppedAttack(by amount: Int) -> Response {
    let wanted = session.selectedAttack + amount
    guard (0..<session.listedAttacks).contains(wanted) else { return .redraw }
    return .act(.attack(.select(attack: wanted, claim: 0)))
  }

  /// Opens the evidence of the selected claim, if there is one.
  var evidence: Response {
    SelectedClaim(session) == nil ? .redraw : .act(.layout(.show(.evidence)))
  }
}
