"""A terminal in memory: pyte, and the few sequences that it leaves out."""

import pyte


class Screen(pyte.Screen):
    """pyte's screen with scrolling by count and repeated characters."""

    def draw(self, data):
        super().draw(data)
        if data:
            self.last_drawn = data[-1]

    def scroll_up(self, count=1, **_):
        self._at_margin(self.index, top=False, count=count)

    def scroll_down(self, count=1, **_):
        self._at_margin(self.reverse_index, top=True, count=count)

    def repeat(self, count=1, **_):
        super().draw(getattr(self, "last_drawn", " ") * (count or 1))

    def _at_margin(self, move, top, count):
        kept = self.cursor.y
        margins = self.margins
        first, last = (margins.top, margins.bottom) if margins else (0, self.lines - 1)
        self.cursor.y = first if top else last
        for _ in range(count or 1):
            move()
        self.cursor.y = kept


class Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "S": "scroll_up", "T": "scroll_down", "b": "repeat"}
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down", "repeat"}


class Emulator:
    """What a user would see after the bytes fed so far."""

    def __init__(self, columns, rows, utf8=True):
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        if not utf8:
            # Line drawing characters are only understood outside UTF-8.
            self.stream.select_other_charset("@")

    def feed(self, data):
        self.stream.feed(data)

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def cells(self):
        """Characters and looks of every cell, for comparing frames."""
        screen = self.screen
        return [
            [screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)
        ]
