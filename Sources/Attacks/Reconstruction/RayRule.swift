import CKernels

/// When the rays at a place prove a record there.
struct RayRule: Sendable {
  /// In the plane any two lines meet: three certain ones have to.
  var isPlanar = false
  /// Two rays that end in known records or are certain suffice once no stronger proof is left.
  var acceptsTwoStrong = false
  /// Other points that two certain lines may share a plane with: rows between their far ends.
  private static let mostInPlane = 3

  func accepts(_ rays: ck_rays) -> Bool {
    guard rays.opposite == 0 else { return false }
    if isPlanar { return rays.certain >= 3 }
    if rays.rays >= 3, rays.rank >= 3 { return true }
    guard rays.certain >= 2 || (acceptsTwoStrong && rays.strong >= 2), rays.rank == 2 else {
      return false
    }
    return rays.certain >= 3 || rays.in_plane <= Self.mostInPlane
  }
}
