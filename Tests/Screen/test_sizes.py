"""Small terminals, and terminals that change."""

import random

import pytest

import expect
from emulator import Emulator

SMALL = [(60, 15), (40, 10), (20, 5), (10, 3), (1, 1)]


@pytest.mark.parametrize("columns, rows", SMALL)
def test_it_starts_at_any_size(workbench, small, columns, rows):
    terminal = workbench(small, wait=False, columns=columns, rows=rows)
    terminal.settle(quiet=0.4)
    assert terminal.is_running
    assert terminal.count > 0
    terminal.send(expect.QUIT)
    assert terminal.wait_for_exit() == 0


def test_it_lives_through_any_size(finished):
    terminal = finished()
    for columns, rows in [*SMALL, (300, 90), (1, 50), (200, 1), (120, 40)]:
        terminal.resize(columns, rows)
        terminal.settle(quiet=0.2)
        assert terminal.is_running, f"died at {columns}x{rows}"
    assert expect.has_main_screen(terminal.text)


def test_below_the_least_size_it_says_so(workbench, small):
    terminal = workbench(small, wait=False, columns=19, rows=3)
    terminal.wait_for(expect.TOO_SMALL)


def fresh_view(terminal):
    """Cells of an emulator that has seen only a full redraw."""
    skipped = len(terminal.chunks)
    terminal.send(expect.REDRAW)
    terminal.settle(quiet=0.3)
    emulator = Emulator(terminal.columns, terminal.rows)
    for _, data in terminal.chunks[skipped:]:
        emulator.feed(data)
    return emulator.cells


def test_a_burst_of_200_sizes_ends_in_a_clean_frame(finished):
    terminal = finished()
    generator = random.Random(5)
    for _ in range(200):
        terminal.resize(generator.randint(1, 180), generator.randint(1, 60), emulated=False)
        terminal.read(0.004)
    terminal.resize(100, 32)
    terminal.settle(quiet=0.6)
    shown = terminal.cells
    assert shown == fresh_view(terminal)
    other = finished(columns=100, rows=32)
    assert expect.steady(terminal.lines) == expect.steady(other.lines)


def test_a_change_of_size_keeps_the_value_being_edited(finished):
    terminal = finished()
    terminal.send(expect.SETTINGS + expect.DOWN * expect.LINES_ABOVE_K + expect.MORE)
    terminal.wait_until(lambda screen: expect.shown_k(screen.text) == expect.DEFAULT_K + 1)
    terminal.resize(90, 30)
    terminal.settle(quiet=0.4)
    terminal.resize(120, 40)
    terminal.wait_until(lambda screen: expect.shown_k(screen.text) == expect.DEFAULT_K + 1)
