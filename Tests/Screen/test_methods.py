"""Methods, defences and warnings by hand, on a terminal of 80 by 24."""

import re

import pytest

import expect


@pytest.fixture
def terminal(finished):
    return finished(columns=80, rows=24)


def choose_adasyn(terminal):
    for keys in (expect.METHODS, expect.FILTER, "adasyn", "\r", "\r"):
        terminal.send(keys)
        terminal.settle(quiet=0.05, limit=1)
    terminal.wait_until(lambda screen: expect.ADASYN in screen.text, what="ADASYN in the title")
    await_run(terminal)


def await_run(terminal):
    """Until the run that a change has started is over."""
    terminal.wait_until(
        lambda screen: "(W)" in screen.lines[-2] or "attacked" in screen.lines[-2], limit=20,
        what="the run to end")
    terminal.settle(quiet=0.6)


def found(terminal):
    """What the attacks have found, a line for each."""
    lines = expect.steady(terminal.lines)
    return [line for line in lines if "SMOTE ■" in line and expect.FINISHED.search(line)]


def test_adasyn_is_chosen_rounding_is_added_and_the_attacks_change(terminal):
    smote = found(terminal)
    choose_adasyn(terminal)
    adasyn = found(terminal)
    terminal.send(expect.DEFENCES)
    terminal.settle()
    terminal.send(expect.TOGGLE)
    terminal.wait_until(lambda screen: expect.ROUNDED in screen.text, what="rounding")
    await_run(terminal)
    # The list is open, and the attacks stand below it.
    assert "said to" in terminal.text
    rounded = found(terminal)
    assert len(rounded) == 2
    assert rounded != adasyn != smote
    terminal.send(expect.TOGGLE)
    terminal.wait_until(lambda screen: expect.ROUNDED not in screen.text, what="no rounding")
    await_run(terminal)
    assert found(terminal) == adasyn


def test_every_warning_is_counted_and_can_be_read(terminal):
    choose_adasyn(terminal)
    warned = expect.WARNED.search(terminal.text)
    assert warned, "nothing to warn of"
    terminal.send(expect.WARNINGS)
    terminal.settle()
    shown = [line for line in terminal.lines if re.search(r"[│┃|] ?! ", line)]
    assert len(shown) == int(warned.group(1))
    assert not any("…" in line for line in shown)


def test_moving_in_the_menus_sends_little(terminal):
    for menu in (expect.METHODS, expect.DEFENCES):
        terminal.send(menu)
        terminal.settle()
        sent = []
        for key in (expect.DOWN, expect.DOWN, expect.UP, expect.DOWN):
            terminal.send(key)
            sent.append(terminal.settle(quiet=0.05))
        assert any(sent), "the cursor did not move"
        assert max(sent) < expect.CURSOR_BYTES, sent
        terminal.send(expect.CLOSE)
        terminal.settle()


def test_an_open_menu_is_idle(terminal):
    for menu in (expect.METHODS, expect.DEFENCES, expect.WARNINGS):
        terminal.send(menu)
        terminal.settle(quiet=0.3)
        ticks = terminal.ticks
        assert terminal.pump(1.5) == 0
        assert terminal.ticks - ticks <= 1
        terminal.send(expect.CLOSE)
        terminal.settle()


def test_leaving_a_menu_changes_nothing(terminal):
    before = expect.steady(terminal.lines)
    for keys in (expect.METHODS + expect.DOWN * 3, expect.DEFENCES + expect.DOWN * 3):
        terminal.send(keys)
        terminal.settle()
        terminal.send(expect.CLOSE)
        terminal.settle()
    assert expect.steady(terminal.lines) == before
