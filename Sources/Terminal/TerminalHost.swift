/// How many colors a terminal is given.
package enum ColorDepth: Int, Sendable, CaseIterable {
  /// Bold, reverse and underline have to do: a terminal without colors, or `NO_COLOR`.
  case none = 0
  case eight = 8
  case indexed = 256
}

/// Something that ended `TerminalHost.wait`.
package enum LoopEvent: Sendable, Hashable {
  /// Keys can be read: `pendingKeys()`.
  case input
  /// A worker has called the waker.
  case woken
  /// `size` has changed.
  case resized
  /// Somebody has asked by signal what Ctrl-Z asks by key: call `suspend()`.
  case suspend
  /// The process was stopped and goes on. The screen has been shown again already.
  case continued
  /// SIGINT, SIGTERM, SIGHUP or SIGQUIT has arrived: close, and leave with 128 + `signal`.
  case terminate(signal: Int32)
  /// The terminal is gone: close, and leave with 129.
  case hangup
  /// The time was over before anything happened.
  case timeout
}

/// A terminal that can also be waited for, left and come back to: what an event loop needs.
@MainActor package protocol TerminalHost: Screen {
  var colors: ColorDepth { get }
  /// What the user should know about the terminal, such as a name that is unknown here.
  var note: String? { get }
  /// Whether presses of the mouse are reported. On, it takes the selection of text away from the
  /// terminal, so it starts off unless asked for.
  var isMouseOn: Bool { get set }
  /// Ends a `wait` under way or the next one. From any thread, at any time, also after `close()`.
  nonisolated var waker: @Sendable () -> Void { get }

  /// Sleeps until something happens, at most `milliseconds`; nil is for ever.
  ///
  /// Uses no processor time while it sleeps. A hangup or a termination comes first in the result,
  /// which is empty if only the screen itself had something to do.
  func wait(milliseconds: Int?) -> [LoopEvent]

  /// Gives the terminal back, stops the process as Ctrl-Z does, and shows the last frame again
  /// when it goes on.
  func suspend()

  /// Shows the last frame again from nothing, in case something else wrote on the terminal.
  func redraw()

  /// Gives the terminal back for good. Calling it again does nothing.
  func close()
}
