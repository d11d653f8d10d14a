"""The tests' own tools: what they overlook, the other tests would."""

from emulator import Emulator
from harness import COLOR, left_on
from sequences import foreign


def test_scrolling_by_count_moves_the_lines_between_the_margins():
    emulator = Emulator(10, 5)
    emulator.feed(b"a\r\nb\r\nc\r\nd\r\ne\x1b[2;4r\x1b[2S")
    assert emulator.lines == ["a", "d", "", "", "e"]
    emulator.feed(b"\x1b[1T")
    assert emulator.lines == ["a", "", "d", "", "e"]


def test_repeated_characters_are_drawn():
    emulator = Emulator(10, 1)
    emulator.feed(b"x-\x1b[3by")
    assert emulator.lines == ["x----y"]


def test_modes_that_are_not_switched_off_are_found():
    assert left_on(b"\x1b[?1049h\x1b[?25l\x1b[?1006;1000h\x1b=") == {
        "alternate screen", "hidden cursor", "mouse", "mouse coordinates", "application keypad"}
    assert left_on(b"\x1b[?1049h\x1b[?25l\x1b[?25h\x1b[?1049l") == set()


def test_colors_are_told_from_attributes():
    for text in (b"\x1b[38;5;75m", b"\x1b[0;31m", b"\x1b[39;49m"):
        assert COLOR.search(text)
    assert not COLOR.search(b"\x1b[0;1m\x1b[7m\x1b[m\x1b[4;40H")


def test_foreign_sequences_are_found():
    drawing = b"\x1b[?1049h\x1b[22;0;0t\x1b[1;40r\x1b(B\x1b[m\x1b[H\x1b[2J\x1b[?2026hab\r\n\x1b[5X"
    assert foreign(drawing) == []
    bad = ["\x1b]52;c;x\x07", "\x1b[6n", "\x1bP1\x1b\\", "\x9b2J", "\u202e", "\u200b", "\x0e"]
    for text in bad:
        assert foreign(drawing + text.encode()), repr(text)
