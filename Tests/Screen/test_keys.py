"""Keys: what they cost and how soon they show."""

import statistics
import time

import expect
from harness import TICK, idle_ticks
from patience import expect_once


def select_k(terminal):
    """Puts the settings pane's cursor on k."""
    terminal.send(expect.SETTINGS + expect.DOWN * expect.LINES_ABOVE_K)
    terminal.settle(quiet=0.05, limit=1)


def echo(terminal, key, expected):
    """Seconds until k is shown as `expected` after `key`."""
    return terminal.delay(
        key, lambda screen: expect.shown_k(screen.text) == expected, what=f"k = {expected}")


def test_plus_and_right_raise_k_and_minus_and_left_lower_it(finished):
    terminal = finished()
    select_k(terminal)
    k = expect.DEFAULT_K
    keys = [(expect.MORE, 1), (expect.RIGHT, 1), (expect.LESS, -1), (expect.LEFT, -1)]
    for key, step in keys:
        k += step
        echo(terminal, key, k)


def test_k_changes_at_once_while_an_attack_uses_both_cores(workbench, large):
    terminal = workbench(large)
    terminal.wait_until(
        lambda screen: expect.RUNNING.search(screen.text), limit=30, what="a run to start")
    select_k(terminal)
    expect_once(lambda: slowness_while_busy(terminal))


def slowness_while_busy(terminal):
    """What is too slow, or not busy enough to tell, in 25 changes of k."""
    k = expect.shown_k(terminal.text)
    times, ticks, idle, seconds = [], 0, 0, 0
    for step in range(25):
        terminal.wait_until(lambda screen: expect.RUNNING.search(screen.text), what="a run")
        before, idle_before, started = terminal.ticks, idle_ticks(), time.perf_counter()
        terminal.pump(0.3)
        ticks += terminal.ticks - before
        idle += idle_ticks() - idle_before
        seconds += time.perf_counter() - started
        change = 1 if step % 10 < 5 else -1
        k += change
        times.append(echo(terminal, expect.MORE if change > 0 else expect.LESS, k))
        # The rest of the frame, which says that the run has been replaced.
        terminal.settle(quiet=0.03, limit=0.2)
    busy, free = ticks / TICK / seconds, idle / TICK / seconds
    complaints = []
    if busy <= expect.BUSY_CORES:
        complaints.append(f"the program was not busy: {busy:.2f} cores")
    if free >= expect.FREE_CORES:
        complaints.append(f"the machine was not busy: {free:.2f} cores were free")
    if statistics.median(times) >= expect.ECHO_MEDIAN or max(times) >= expect.ECHO_WORST:
        complaints.append(times)
    return complaints


def test_cancel_stops_the_run_at_once(workbench, large):
    terminal = workbench(large)

    def slowness():
        terminal.wait_until(
            lambda screen: expect.RUNNING.search(screen.text), limit=30, what="a run to start")
        terminal.pump(1)
        delay = terminal.delay(
            expect.CANCEL, lambda screen: expect.CANCELLED.search(screen.text),
            what="the cancelling")
        if delay < expect.CANCEL_LIMIT:
            return []
        terminal.send(expect.RUN)
        return [delay]

    expect_once(slowness)
    terminal.settle(quiet=0.3)
    ticks = terminal.ticks
    terminal.pump(0.5)
    assert terminal.ticks - ticks <= 2, "still working after it was cancelled"


def test_moving_in_the_list_of_claims_sends_little(finished):
    terminal = finished()
    terminal.send(expect.ATTACK)
    terminal.settle()
    sent = []
    for _ in range(30):
        terminal.send(expect.DOWN)
        sent.append(terminal.settle(quiet=0.05))
    assert any(sent), "the list did not move"
    assert max(sent) < expect.SCROLL_BYTES, sent


def test_moving_the_cursor_sends_little(finished):
    terminal = finished()
    terminal.send(expect.SETTINGS)
    terminal.settle()
    sent = []
    for key in (expect.DOWN, expect.DOWN, expect.UP, expect.UP):
        terminal.send(key)
        sent.append(terminal.settle(quiet=0.05))
    assert any(sent), "the cursor did not move"
    assert max(sent) < expect.CURSOR_BYTES, sent


def test_an_idle_program_sends_nothing_and_uses_no_processor(finished):
    terminal = finished()
    ticks = terminal.ticks
    assert terminal.pump(5) == 0
    assert terminal.ticks - ticks <= 1


def test_a_pasted_text_is_never_a_command(finished):
    terminal = finished()
    terminal.send("\x1b[200~qqq\r\x03x\x1b[201~")
    terminal.pump(0.5)
    assert terminal.is_running
    assert expect.has_main_screen(terminal.text)


def test_foreign_escape_sequences_are_no_commands(finished):
    terminal = finished()
    before = terminal.lines
    terminal.send("\x1b[27;5;113~\x1b[I\x1b[O\x1b[?62;22c\x1b[1;2R")
    terminal.settle()
    assert terminal.is_running
    assert expect.steady(terminal.lines) == expect.steady(before)
