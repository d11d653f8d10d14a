import CNCurses
import Terminal

/// The user's terminal, through ncurses. There can be one at a time.
///
/// Everything happens on the thread that made it; only `waker` may be called from elsewhere. A
/// frame leaves in one write. If the terminal does not keep up, frames are skipped, never keys, and
/// the newest is sent as soon as there is room.
@MainActor package final class CursesScreen: TerminalHost {
  package private(set) var size: Size
  package let glyphs: GlyphTier
  package let colors: ColorDepth
  package let note: String?
  package var isMouseOn: Bool { didSet { nc_use_mouse(isMouseOn) } }

  private var decoder = KeyDecoder()
  private var painter: FramePainter
  /// What was last asked to be shown.
  private var wanted: Frame?
  /// What the terminal shows; nil if that is unknown.
  private var shown: Frame?
  /// True until the loop has been told of the new size through `pendingKeys`.
  private var hasNewSize = false

  /// Takes over the terminal; nothing has been changed if it throws.
  package init(options: ScreenOptions = ScreenOptions()) throws(ScreenError) {
    let isUTF8 = nc_use_locale(options.locale)
    let limit = options.colorLimit(noColor: environmentValue("NO_COLOR"))
    let name = options.terminalName ?? environmentValue("TERM") ?? ""
    let opened = try Self.open(name, with: options, isColored: limit != .none)
    Self.divertMessages(to: options.logPath)
    let offer = Self.offer(upTo: limit)
    colors = offer.depth
    let isASCII = options.forceASCII || options.glyphs == .ascii
    let best = Self.glyphs(isASCII: isASCII || !isUTF8, terminal: name)
    glyphs = best == .ascii ? .ascii : options.glyphs ?? best
    note = opened == name ? nil : "TERM=\(name) is unknown here; running as \(opened)"
    painter = FramePainter(encoder: CellEncoder(isASCII: isASCII), offer: offer)
    size = Size(width: Int(nc_columns()), height: Int(nc_rows()))
    isMouseOn = options.mouse
    if isMouseOn { nc_use_mouse(true) }
  }

  /// Bytes sent to the terminal so far, and the writes that took them.
  package var traffic: (bytes: Int, writes: Int) { (Int(nc_bytes_sent()), Int(nc_writes())) }

  // MARK: - Screen

  package func present(_ canvas: Canvas, cursor: Point?, with theme: Theme) {
    wanted = Frame(canvas: canvas, cursor: cursor, theme: theme)
    // A terminal that is behind gets the newest frame once it has caught up.
    if !nc_is_behind() { paint() }
  }

  package func pendingKeys() -> [Key] {
    let keys = decoder.decode(RawKey.pending())
    defer { hasNewSize = false }
    return hasNewSize ? [.resize] + keys : keys
  }

  private func paint() {
    guard let wanted else { return }
    painter.paint(wanted, over: shown, on: size)
    shown = wanted
  }

  // MARK: - Host

  package nonisolated var waker: @Sendable () -> Void { { nc_wake() } }

  package func wait(milliseconds: Int?) -> [LoopEvent] {
    let limit = milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
    let events = nc_event(rawValue: nc_wait(limit))
    if events.has(NC_RESIZED) { followSize() }
    if events.has(NC_CONTINUED) { reclaim() }
    if events.has(NC_CAUGHT_UP), !events.has(NC_RESIZED) { paint() }
    return loopEvents(events)
  }

  package func suspend() {
    nc_suspend()
    redraw()
  }

  package func redraw() {
    shown = nil
    paint()
  }

  package func close() {
    nc_close()
    nc_restore_messages()
    wanted = nil
  }

  /// The loop draws a new frame for the new size; the old one is of no use.
  private func followSize() {
    size = Size(width: Int(nc_columns()), height: Int(nc_rows()))
    shown = nil
    wanted = nil
    hasNewSize = true
  }

  /// Stopped and continued by somebody else, who may have used the terminal in between.
  private func reclaim() {
    nc_reclaim()
    redraw()
  }

  private func loopEvents(_ events: nc_event) -> [LoopEvent] {
    if events.rawValue == 0 { return [.timeout] }
    var result: [LoopEvent] = []
    if events.has(NC_HANGUP) { result.append(.hangup) }
    if events.has(NC_TERMINATE) { result.append(.terminate(signal: nc_terminating_signal())) }
    if events.has(NC_SUSPEND) { result.append(.suspend) }
    if events.has(NC_CONTINUED) { result.append(.continued) }
    if events.has(NC_RESIZED) { result.append(.resized) }
    if events.has(NC_INPUT) { result.append(.input) }
    if events.has(NC_WOKEN) { result.append(.woken) }
    return result
  }
}

extension nc_event {
  fileprivate func has(_ event: nc_event) -> Bool { rawValue & event.rawValue != 0 }
}
