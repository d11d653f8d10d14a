import Experiments
import Jobs
import Terminal

/// Something that happened: a decision by the user or a report from a job.
package enum Action: Sendable {
  case dataset(DatasetAction)
  case sampling(SamplingAction)
  case attack(AttackAction)
  case audit(AuditAction)
  case exposure(ExposureAction)
  case measures(MeasureAction)
  case people(PeopleAction)
  case layout(LayoutAction)
}

/// About the file that is looked at.
package enum DatasetAction: Sendable {
  case open(path: String)
  case loading(JobID, JobEvent<Fraction, OpenDataset>)
  case preparing(JobID, JobEvent<Fraction, PreparedPicture>)
  case advising(JobID, JobEvent<Fraction, [MethodAdvice]>)
  /// Lists a folder to choose a file from; the answer is `Session.browsing`.
  case browse(folder: String)
  case browsing(JobID, JobEvent<Fraction, FolderListing>)
}

/// One setting of a run, in the order of the form.
package enum SettingField: Sendable, Hashable {
  case method
  /// A parameter of the method, by name.
  case parameter(String)
  /// Whether the amount is given as a strategy or as a ratio.
  case goalKind
  case goal
  /// The defences; they are chosen in a list of their own.
  case defences
  case seed
  case release
  case scale
  /// What is put in place of missing values.
  case impute
  /// The share that is kept apart as the control of attacks and measures.
  case holdout
  /// The share that is kept apart for judging classifiers.
  case test
  /// Whether a method that misses the count is topped up or cut down.
  case exact
  case integers
  case range
  case seedStyle
  case runsByItself
}

/// A change in the list of defences; they are named as in the catalogue.
package enum DefenceChange: Sendable, Equatable {
  /// Switches one on, as the last, or off.
  case toggle(String)
  /// Applies one so many places later, negative for earlier.
  case move(String, Int)
  /// Moves one of its settings by a number of steps.
  case step(String, parameter: String, Int)
  case set(String, parameter: String, text: String)
  /// Gives one of its settings what it had at first.
  case reset(String, parameter: String)
}

/// About the settings of a run.
package enum SamplingAction: Sendable {
  /// Moves a setting by a number of steps, negative for down; big steps count ten.
  case step(SettingField, Int)
  case set(SettingField, text: String)
  case reset(SettingField)
  /// Keeps no holdout any more, or as large a one as before.
  case toggleHoldout
  case defence(DefenceChange)
  case threat(ThreatChange)
  /// Has an attack run after every change, or not; it is named as in the catalogue.
  case toggleAttack(String)
  /// The attacks that are run at first.
  case usualAttacks
  /// The time without changes is over, for the change of that number.
  case settled(change: Int)
  case runNow
}

/// About the running attacks.
package enum AttackAction: Sendable {
  case event(JobID, JobEvent<RunPicture, RunPicture>)
  case cancel
  case select(attack: Int, claim: Int)
  /// Shows the values of the selected claim, or masks them again.
  case toggleReveal
  /// Masks again what was revealed: nobody has pressed a key for a while.
  case hideValues
}

/// About the open file as somebody's release.
package enum AuditAction: Sendable {
  /// Audits the open file from the beginning.
  case start
  case event(JobID, JobEvent<AuditWork, AuditWork>)
  case select(Int)
  /// Shows the values of the selected claim, or masks them again.
  case toggleReveal
}

/// About how exposed each real record is.
package enum ExposureAction: Sendable {
  /// Studies the present settings from the beginning.
  case start
  case event(JobID, JobEvent<ExposureProgress, ExposureReport>)
}

/// About the measures on the release.
package enum MeasureAction: Sendable {
  /// Takes all of them, from the beginning.
  case start
  case event(JobID, JobEvent<MeasurePicture, MeasurePicture>)
}

/// About the attacks on people.
package enum PeopleAction: Sendable {
  case event(JobID, JobEvent<[PersonPicture], [PersonPicture]>)
  /// Goes on with what was stopped, with the attack of that name first.
  case resume(String)
  /// Few shadow runs, or as many as in the paper.
  case toggleThoroughness
}

/// A full-screen or floating view over the panes.
package enum Overlay: Sendable, Equatable {
  case help
  case open
  case themes
  case evidence
  case methods
  case defences
  case warnings
  case audit
  case auditProof
  case exposure
  case attackMenu
  case measures
  case threat
}

/// About what is where on the screen.
package enum LayoutAction: Sendable {
  case focus(Int)
  case focusNext
  case focusPrevious
  case zoom
  case show(Overlay)
  case closeOverlay
  case theme(Theme)
  /// Closes the theme menu with this theme in force: the one before, if the choice is taken back.
  case leaveThemes(Theme)
  case notice(Notice)
  case dismissNotice
  case redraw
  case suspend
  case quit
}
