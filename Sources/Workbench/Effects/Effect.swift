import Experiments
import Jobs

/// Work to be done outside the reducer, as data: a test compares it with `==`.
package enum Effect: Sendable, Equatable {
  case load(JobID, path: String)
  case prepare(JobID, path: String, Preparation)
  /// Looks for the methods that suit the prepared data.
  case advise(JobID)
  case list(JobID, folder: String)
  case run(JobID, ExperimentPlan)
  /// Audits the open file.
  case audit(JobID)
  /// Studies how exposed each record is under several seeds.
  case exposure(JobID, ExperimentPlan)
  /// Takes all measures on the release on screen.
  case measure(JobID)
  /// Carries out the attacks on people that wait.
  case people(JobID)
  case cancel(JobID)
  /// Sends `settled(change:)` after so many milliseconds.
  case settle(change: Int, milliseconds: Int)
  case suspend
  case redraw
  case quit
}
