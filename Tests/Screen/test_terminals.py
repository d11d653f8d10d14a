"""Terminals of all kinds, and none."""

import subprocess
import time

import pytest

import expect
from harness import COLOR, environment, left_on

COLORED = ["xterm-256color", "tmux-256color", "screen-256color", "xterm", "screen", "linux"]
COLORLESS = ["xterm-mono", "vt100"]


def use(terminal):
    """Presses a few keys and quits; returns the exit status."""
    terminal.settle(quiet=0.3)
    terminal.send("?")
    terminal.settle(quiet=0.1)
    terminal.send("\x1b")
    terminal.settle(quiet=0.1)
    terminal.send(expect.SETTINGS + expect.DOWN + expect.MORE)
    terminal.settle(quiet=0.5)
    terminal.send(expect.QUIT)
    return terminal.wait_for_exit()


@pytest.mark.parametrize("term", COLORED)
def test_a_terminal_with_colors_is_used_with_colors(workbench, small, term):
    terminal = workbench(small, term=term)
    assert use(terminal) == 0
    assert COLOR.search(terminal.output)
    assert left_on(terminal.output) == set()


@pytest.mark.parametrize("term", COLORLESS)
def test_a_terminal_without_colors_gets_none(workbench, small, term):
    terminal = workbench(small, term=term)
    assert use(terminal) == 0
    assert not COLOR.search(terminal.output)


def test_a_terminal_unknown_here_runs_as_xterm_and_says_so(workbench, small):
    terminal = workbench(small, term="xterm-kitty")
    terminal.wait_for(expect.UNKNOWN_HERE)
    assert use(terminal) == 0


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_be_drawn_on_gets_a_message(workbench, small, term):
    terminal = workbench(small, wait=False, term=term)
    assert terminal.wait_for_exit() == 2
    assert b"\x1b" not in terminal.output
    assert expect.NEEDS_A_TERMINAL in terminal.text
    assert terminal.modes == terminal.modes_before


def test_no_color_means_none(workbench, small):
    terminal = workbench(small, env={"NO_COLOR": "1"})
    assert use(terminal) == 0
    assert not COLOR.search(terminal.output)


@pytest.mark.parametrize("term", ["xterm-256color", "vt100", "linux"])
def test_without_utf8_every_byte_is_ascii(workbench, small, term):
    terminal = workbench(small, term=term, utf8=False)
    assert use(terminal) == 0
    assert max(terminal.output) < 0x80


@pytest.mark.parametrize("arrow", ["\x1b[C", "\x1bOC"])
def test_both_forms_of_an_arrow_are_understood(finished, arrow):
    terminal = finished()
    terminal.send(expect.SETTINGS + expect.DOWN * expect.LINES_ABOVE_K + arrow)
    terminal.wait_until(lambda screen: expect.shown_k(screen.text) == expect.DEFAULT_K + 1)


def assert_refused(argv, **streams):
    """Ends at once with a message, without a terminal and without spinning."""
    started = time.perf_counter()
    result = subprocess.run(
        argv, env=environment("xterm-256color"), stderr=subprocess.PIPE, timeout=10,
        start_new_session=True, check=False, **streams)
    assert result.returncode == 2
    assert expect.NEEDS_A_TERMINAL in result.stderr.decode()
    assert time.perf_counter() - started < 2


def test_output_to_a_pipe_is_refused(program, small):
    assert_refused([program, str(small)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)


def test_output_to_a_file_is_refused(program, small, tmp_path):
    with open(tmp_path / "out", "wb") as out:
        assert_refused([program, str(small)], stdin=subprocess.DEVNULL, stdout=out)
    assert (tmp_path / "out").read_bytes() == b""


def test_input_from_nowhere_is_refused(run, program, small):
    terminal = run(["sh", "-c", f"'{program}' '{small}' < /dev/null"])
    assert terminal.wait_for_exit() == 2
    assert expect.NEEDS_A_TERMINAL in terminal.text
