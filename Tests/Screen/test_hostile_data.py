"""Data that tries to drive the terminal."""

import pytest

import data
import expect
from sequences import foreign


def look_around(terminal):
    """Visits what shows text of the file."""
    overlays = [key for opened in "MDW?" for key in (opened, expect.DOWN, "\x1b")]
    for keys in ("1", expect.DOWN * 8, "2", "3", "4", "\r", "\x1b", *overlays, "z", "1", "z"):
        terminal.send(keys)
        terminal.settle(quiet=0.1, limit=2)


def leave(terminal):
    terminal.send(expect.QUIT)
    terminal.pump(0.3)
    if terminal.is_running:
        terminal.send(expect.QUIT)
    assert terminal.wait_for_exit() == 0


@pytest.fixture(params=["hostile.csv", "evil\x1b]0;owned\x07\u202evsc.csv", "new\nline\x9b2J.csv"])
def hostile(request, tmp_path):
    return data.write_hostile(tmp_path / request.param)


def test_nothing_in_a_file_or_its_name_reaches_the_terminal(workbench, hostile):
    terminal = workbench(hostile)
    terminal.settle(quiet=0.5)
    look_around(terminal)
    leave(terminal)
    assert foreign(terminal.output) == []


def test_what_is_held_back_is_shown_as_a_placeholder(workbench, tmp_path):
    terminal = workbench(data.write_hostile(tmp_path / "hostile.csv"))
    terminal.settle(quiet=0.5)
    shown = [name for name in data.ATTACKS if name in terminal.text][:2]
    assert shown, "no column of the file is on the screen"
    assert any(sign in terminal.text for sign in expect.PLACEHOLDERS)


def test_without_utf8_nothing_gets_through_either(workbench, tmp_path):
    terminal = workbench(data.write_hostile(tmp_path / "hostile.csv"), utf8=False)
    terminal.settle(quiet=0.5)
    look_around(terminal)
    leave(terminal)
    assert foreign(terminal.output) == []
    assert max(terminal.output) < 0x80


def test_an_error_about_a_file_is_clean_too(run, program, tmp_path):
    missing = tmp_path / "gone\x1b]52;c;Z290Y2hh\x07.csv"
    terminal = run([program, str(missing)])
    terminal.settle(quiet=0.5)
    if terminal.is_running:
        leave(terminal)
    assert foreign(terminal.output) == []
    assert b"gone" in terminal.output
