import CursesScreen
import Terminal
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A terminal of the test's own: the screen gets one end, the test reads and types at the other.
@MainActor final class PseudoTerminal {
  private(set) var master: Int32
  private let slave: Int32
  private let modesBefore: termios

  init(width: Int = 60, height: Int = 12) throws {
    var ends: (master: Int32, slave: Int32) = (-1, -1)
    try #require(openpty(&ends.master, &ends.slave, nil, nil, nil) == 0)
    (master, slave) = ends
    var modes = termios()
    tcgetattr(slave, &modes)
    modesBefore = modes
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    resize(width: width, height: height)
  }

  deinit {
    if master >= 0 { close(master) }
    close(slave)
  }

  /// Opens a screen here. UTF-8 and 256 colors unless said otherwise.
  func screen(
    _ name: String = "xterm-256color", locale: String = "C.UTF-8", colors: ColorDepth = .indexed,
    forceASCII: Bool = false, logPath: String? = nil
  ) throws -> CursesScreen {
    var options = ScreenOptions()
    options.input = slave
    options.output = slave
    options.terminalName = name
    options.locale = locale
    options.colors = colors
    options.forceASCII = forceASCII
    options.logPath = logPath
    return try CursesScreen(options: options)
  }

  func resize(width: Int, height: Int) {
    var size = winsize()
    size.ws_col = UInt16(width)
    size.ws_row = UInt16(height)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(master, $0.baseAddress, $0.count) }
  }

  func hangUp() {
    close(master)
    master = -1
  }

  /// All that has been sent since the last call.
  func sent() -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, 30) > 0 {
      let count = read(master, &buffer, buffer.count)
      if count <= 0 { break }
      result += buffer[0..<count]
    }
    return result
  }

  func sentText() -> String { String(decoding: sent(), as: UTF8.self) }

  /// Whether the line discipline is as it was before the screen was opened.
  var hasOldModes: Bool {
    var modes = termios()
    tcgetattr(slave, &modes)
    return modes.c_iflag == modesBefore.c_iflag && modes.c_oflag == modesBefore.c_oflag
      && modes.c_lflag == modesBefore.c_lflag && modes.c_cflag == modesBefore.c_cflag
  }
}

/// A canvas with `text` in its first row and nothing else.
func canvas(_ text: String, _ size: Size, role: Role = .text) -> Canvas {
  var canvas = Canvas(size)
  for (x, character) in text.enumerated() { canvas[x, 0] = Cell(character, role) }
  return canvas
}

let plain = Theme(
  name: "plain", summary: "",
  styles: [.title: Style(foreground: .indexed(75), attributes: .bold, monochrome: .underline)])
