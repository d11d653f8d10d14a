"""Measures, threat model and attacks on people by hand, on the sample data."""

import re
from pathlib import Path

import pytest

import expect
from patience import expect_once

CLINIC = Path(__file__).resolve().parents[2] / "SampleData" / "clinic.csv"
MEASURES, THREAT, HOLDOUT, AGAIN = "Y", "K", "h", "r"
VERDICT = re.compile(r"\b(leak|clean|unclear|refused)\b")


@pytest.fixture(params=[(80, 24), (120, 40)])
def terminal(request, workbench):
    columns, rows = request.param
    terminal = workbench(CLINIC, columns=columns, rows=rows)
    terminal.wait_until(
        lambda screen: expect.FINISHED.search(screen.text), limit=30, what="the run to end")
    terminal.settle(quiet=0.6)
    return terminal


def await_measures(terminal):
    terminal.wait_until(
        lambda screen: " rows beside " in screen.text and "measuring" not in screen.lines[0],
        limit=60, what="the measures")
    terminal.settle(quiet=0.6)


def test_a_holdout_is_set_and_the_verdicts_are_read(terminal):
    terminal.send(MEASURES)
    await_measures(terminal)
    assert "No holdout:" in terminal.text and "; no holdout" in terminal.text
    terminal.send(HOLDOUT)
    terminal.wait_until(
        lambda screen: "; holdout: " in screen.text, limit=60, what="the holdout")
    await_measures(terminal)
    assert "No holdout:" not in terminal.text
    assert "Attacker has synthetic rows" in terminal.text
    terminal.send(expect.CLOSE)
    terminal.settle()
    assert expect.has_main_screen(terminal.text)


def test_every_row_has_a_verdict_and_its_origin_can_be_read(terminal):
    terminal.send(MEASURES)
    await_measures(terminal)
    if "SMOTE?" not in terminal.text:
        pytest.skip("there are no measures to list")
    rows = [line for line in terminal.lines if VERDICT.search(line)]
    assert len(rows) >= 3
    terminal.send("\t")
    seen = ""
    for _ in range(6):
        terminal.settle(quiet=0.1)
        seen += terminal.text
        terminal.send(expect.PAGE_DOWN)
    assert "Threshold" in seen and "Source" in seen


def test_measures_are_cancelled_at_once(workbench, large):
    terminal = workbench(large, columns=80, rows=24)
    terminal.wait_until(
        lambda screen: "running" in screen.lines[0], limit=30, what="the file to be read")
    terminal.send(MEASURES)
    terminal.wait_until(
        lambda screen: "Waiting for the release" in screen.text
        or "measuring" in screen.lines[0] or " rows beside " in screen.text,
        limit=30, what="the measures")
    terminal.send(expect.CANCEL)
    terminal.wait_until(
        lambda screen: "measuring" not in screen.lines[0] and "running" not in screen.lines[0],
        limit=2, what="the stop")
    terminal.send(expect.CLOSE)
    terminal.settle()
    assert expect.has_main_screen(terminal.text)


def test_what_the_threat_model_does_not_grant_is_listed(terminal):
    terminal.send(THREAT)
    terminal.settle()
    assert "Threat model" in terminal.text and "Every attack can be carried out" in terminal.text
    terminal.send("jjjj" + expect.TOGGLE)
    terminal.settle()
    assert "Not run, for they need more" in terminal.text
    # A key at once after Esc would be read as one with Alt.
    terminal.send(expect.CLOSE)
    terminal.settle(quiet=0.3)
    terminal.send("C")
    terminal.settle()
    # Seed replay, the tenth.
    terminal.send("j" * 9)
    terminal.settle()
    assert "Not run: it needs the program" in terminal.text
    terminal.send(expect.CLOSE)
    terminal.settle()


def test_the_open_pane_is_idle(terminal):
    terminal.send(MEASURES)
    await_measures(terminal)
    assert terminal.pump(1.5) == 0


def test_classes_stand_beside_each_other_with_the_ratio(terminal):
    terminal.send("E")
    terminal.wait_until(
        lambda screen: "5/5" in screen.text and "studying" not in screen.lines[0], limit=60,
        what="the ranking")
    assert "synthetic rows alone" in terminal.text and "ratio" in terminal.text
    assert re.search(r"over \d|\d \[", terminal.text)


# What keys cost.

def costs(terminal, keys):
    """Bytes that each of `keys` sends."""
    sent = []
    for key in keys:
        terminal.send(key)
        sent.append(terminal.settle(quiet=0.05))
    return sent


def test_keys_in_the_list_of_measures_send_little(terminal):
    terminal.send(MEASURES)
    await_measures(terminal)
    down = costs(terminal, [expect.DOWN] * 28)
    up = costs(terminal, [expect.UP] * 28)
    assert any(down) and any(up), "the list did not move"
    # The text about the measure changes as well, so that it is more than a bar that moves.
    assert max(down + up) < expect.SCROLL_BYTES, (down, up)


def test_keys_in_the_text_of_a_measure_send_little(terminal):
    terminal.send(MEASURES)
    await_measures(terminal)
    terminal.send("\t")
    terminal.settle(quiet=0.2)
    down = costs(terminal, [expect.DOWN] * 12)
    up = costs(terminal, [expect.UP] * 12)
    assert any(down) and any(up), "the text did not move"
    assert max(down + up) < expect.SCROLL_BYTES, (down, up)


# Settings of the parts and of the attacker's columns.

def test_the_test_part_is_set_beside_the_holdout(terminal):
    terminal.send(expect.SETTINGS + "G" + "k" * 5)
    terminal.settle()
    assert re.search(r"▸ test\s+◂ 0 ▸", terminal.text)
    terminal.send("l" * 3)
    terminal.wait_until(
        lambda screen: re.search(r"test\s+◂?\s*0\.15", screen.text), limit=5, what="the share")
    terminal.settle(quiet=0.6)
    assert "too few to" in terminal.text


def test_suggested_columns_are_named_and_sets_are_searched(terminal):
    terminal.send(THREAT)
    terminal.settle()
    terminal.send("Gk")
    terminal.settle()
    assert "taken together" in terminal.text
    terminal.send("l")
    terminal.wait_until(
        lambda screen: "the worst of up to 200 sets" in screen.text, limit=5, what="the switch")
    terminal.send("h")
    terminal.wait_until(lambda screen: "taken together" in screen.text, limit=5, what="back")


# Shadow runs.

@pytest.fixture
def shadowing(terminal):
    """Shadow runs of the slowest kind, the second from the end of the menu, just chosen."""
    terminal.send("C")
    terminal.settle()
    terminal.send("Gk")
    terminal.settle()
    assert "Shadow classifier on aug" in terminal.text and "80 releases about each" in terminal.text
    # As many as in the paper, so that there is something to stop.
    terminal.send("p")
    terminal.wait_until(lambda screen: "600 releases" in screen.text, limit=5, what="the setting")
    terminal.send(expect.TOGGLE)
    terminal.settle(quiet=0.1)
    terminal.send(expect.CLOSE)
    terminal.settle(quiet=0.3)
    terminal.send("4,")
    terminal.settle(quiet=0.1)
    return terminal


def test_shadow_runs_are_stopped_and_gone_on_with(shadowing):
    terminal = shadowing
    share = re.compile(r"(\d+) % +\d+(?::\d\d min| s) left")
    done = []

    def slowness():
        terminal.wait_until(
            lambda screen: share.search(screen.text) and int(share.search(screen.text).group(1)) > 3,
            limit=60, what="the time left")
        delay = terminal.delay(
            expect.CANCEL, lambda screen: "Enter goes on" in screen.text, what="the stop")
        terminal.settle(quiet=0.3)
        ticks = terminal.ticks
        terminal.pump(0.5)
        worked = terminal.ticks - ticks
        kept = re.search(r"kept (\d+) %", terminal.text)
        done.append(int(kept.group(1)) if kept else 0)
        terminal.send("\r")
        return [] if delay < expect.CANCEL_LIMIT and worked <= 2 else [delay, worked]

    expect_once(slowness)
    terminal.wait_until(
        lambda screen: share.search(screen.text), limit=30, what="the runs to go on")
    # What was said to be kept is not made again.
    assert int(share.search(terminal.text).group(1)) >= done[-1]
    terminal.send(expect.CANCEL)
    terminal.settle(quiet=0.3)
