"""What the tests look for on the screen, and the keys they press: the only place that knows."""

import re

# Words on the main screen.
PANES = ("Dataset", "Settings", "Projection", "Attack")
FRAME_CHARACTERS = "┌┐└┘─│┏┓┗┛━┃+-|"
TOO_SMALL = "too small"
HELP = "help"

# The settings pane: its number, how far below its first line k stands, and how k is shown.
SETTINGS = "2"
LINES_ABOVE_K = 1
K = re.compile(r"\bk\b[^0-9\n]{0,30}?(\d+)")
DEFAULT_K = 5

# The attack pane: its number and how it shows the states of an attack. The key bar has such words,
# too, so the signs count.
ATTACK = "4"
RUNNING = re.compile(r"▶ ?run")
FINISHED = re.compile(r"■ ?done")
CANCELLED = re.compile(r"✗ ?stop|cancelled|stopped")

# The title line with a method and a defence, and how many warnings there are.
ADASYN = "ADASYN k="
ROUNDED = "+round"
WARNED = re.compile(r"! (\d+) warnings? \(W\)")

# Keys.
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
MORE, LESS = "+", "-"
PAGE_DOWN = "\x1b[6~"
RUN, CANCEL, QUIT, SUSPEND, REDRAW = "r", "x", "q", "\x1a", "\x0c"

METHODS, DEFENCES, WARNINGS, FILTER, TOGGLE, CLOSE = "M", "D", "W", "/", " ", "\x1b"

# Figures that differ from run to run: seconds.
VOLATILE = re.compile(r"\d+(?:\.\d+)? ?m?s\b|\d+:\d\d\b")

# Stand-ins for characters that may not be shown.
PLACEHOLDERS = ("␛", "^[", "·", "\\x1b", "?")

# Messages without a screen.
NEEDS_A_TERMINAL = "terminal"
CANNOT_MOVE = "cannot move"
UNKNOWN_HERE = "unknown here"

# Budgets of the interface, in seconds and bytes.
FIRST_FRAME = 0.150
ECHO_MEDIAN = 0.016
ECHO_WORST = 0.050
CANCEL_LIMIT = 0.100
HANG_UP_LIMIT = 0.5
SCROLL_BYTES = 2048
CURSOR_BYTES = 2000
# While an attack runs, in cores: what the program uses at least (others may use the machine, too),
# and what may be left over.
BUSY_CORES = 0.3
FREE_CORES = 0.5


def shown_k(text):
    """The value of k on a screen, None if there is none."""
    match = K.search(text)
    return int(match.group(1)) if match else None


def has_main_screen(text):
    """Every pane's title and some of its frame are there."""
    return all(title in text for title in PANES) and any(c in text for c in FRAME_CHARACTERS)


def steady(lines):
    """Lines with the figures of time blanked out and runs of blanks made one."""
    return [re.sub(r"[\s·]+", " ", VOLATILE.sub("#", line)).strip() for line in lines]
