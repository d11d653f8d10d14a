"""Every way out leaves the terminal as it was."""

import os
import signal
import time

import pytest

import expect
from harness import left_on, processes_in_session

ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]
CRASHING = [
    signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP, signal.SIGFPE,
]


def assert_restored(terminal):
    assert left_on(terminal.output) == set()
    assert terminal.modes == terminal.modes_before


def test_quitting_restores_the_terminal(finished):
    terminal = finished()
    assert "alternate screen" in left_on(terminal.output)
    terminal.send(expect.QUIT)
    assert terminal.wait_for_exit() == 0
    assert_restored(terminal)


def test_quitting_during_a_run_is_quick(workbench, large):
    terminal = workbench(large)
    terminal.wait_until(
        lambda screen: expect.RUNNING.search(screen.text), limit=30, what="a run to start")
    terminal.send(expect.QUIT)
    terminal.pump(0.2)
    if terminal.is_running:
        # It may ask before it leaves a run behind.
        terminal.send(expect.QUIT)
    assert terminal.wait_for_exit(limit=2) == 0
    assert_restored(terminal)


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_a_signal_to_end_restores_the_terminal(finished, number):
    terminal = finished()
    os.kill(terminal.pid, number)
    assert terminal.wait_for_exit(limit=2) == 128 + number
    assert_restored(terminal)


@pytest.mark.parametrize("number", CRASHING, ids=lambda number: number.name)
def test_a_crash_restores_the_terminal(finished, number):
    terminal = finished()
    os.kill(terminal.pid, number)
    assert terminal.wait_for_exit(limit=5) == -number
    assert_restored(terminal)


def test_a_signal_during_a_run_restores_the_terminal(workbench, large):
    terminal = workbench(large)
    terminal.wait_until(
        lambda screen: expect.RUNNING.search(screen.text), limit=30, what="a run to start")
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.wait_for_exit(limit=2) == 128 + signal.SIGTERM
    assert_restored(terminal)


def test_when_the_terminal_goes_the_program_goes(finished):
    terminal = finished()
    terminal.hang_up()
    end = time.perf_counter() + expect.HANG_UP_LIMIT
    while terminal.is_running and time.perf_counter() < end:
        time.sleep(0.005)
    assert not terminal.is_running


def test_a_terminal_that_does_not_read_cannot_hold_the_program(finished):
    terminal = finished()
    for columns in range(60, 160):
        terminal.resize(columns, 40, emulated=False)
        time.sleep(0.005)
    os.kill(terminal.pid, signal.SIGTERM)
    end = time.perf_counter() + 2
    while terminal.is_running and time.perf_counter() < end:
        time.sleep(0.01)
    assert not terminal.is_running
    assert terminal.modes == terminal.modes_before


class Shell:
    """The workbench as a job of an interactive bash."""

    PROMPT = "ready>"

    def __init__(self, run, program, path):
        self.terminal = run(
            ["bash", "--norc", "--noprofile", "-i"],
            env={"PS1": self.PROMPT, "INPUTRC": "/dev/null", "HISTFILE": None},
        )
        self.terminal.wait_for(self.PROMPT)
        # Bash switches its own paste mode on and off.
        self.command("bind 'set enable-bracketed-paste off'")
        self.modes = self.terminal.modes
        self.terminal.send(f"{program} {path}\r")
        self.wait_for_screen()

    def command(self, text):
        self.terminal.send(text + "\r")
        self.terminal.settle(quiet=0.3)

    def wait_for_screen(self):
        self.terminal.wait_until(
            lambda screen: expect.has_main_screen(screen.text), what="the main screen")
        self.terminal.settle(quiet=0.5)

    def suspend(self):
        self.terminal.send(expect.SUSPEND)
        self.terminal.wait_for("Stopped")
        self.terminal.settle(quiet=0.3)

    def resume(self):
        self.terminal.send("fg\r")
        self.terminal.settle(quiet=0.5)

    @property
    def job(self):
        others = set(processes_in_session(self.terminal.pid)) - {self.terminal.pid}
        assert len(others) == 1, others
        return others.pop()

    def end(self):
        self.terminal.send("exit\r")
        self.terminal.send("exit\r")
        self.terminal.wait_for_exit()


@pytest.fixture
def shell(run, program, small):
    shell = Shell(run, program, small)
    yield shell
    if shell.terminal.is_running:
        for number in set(processes_in_session(shell.terminal.pid)) - {shell.terminal.pid}:
            os.kill(number, signal.SIGKILL)
        shell.end()


def test_suspending_gives_the_terminal_to_the_shell(shell):
    shell.suspend()
    assert shell.terminal.modes == shell.modes
    assert left_on(shell.terminal.output) == set()


def test_resuming_takes_the_terminal_and_shows_the_screen(shell):
    modes, cells = shell.terminal.modes, shell.terminal.cells
    shell.suspend()
    shell.resume()
    assert shell.terminal.modes == modes
    assert shell.terminal.cells == cells
    assert "alternate screen" in left_on(shell.terminal.output)


def test_a_size_changed_while_suspended_is_followed(shell):
    shell.suspend()
    shell.terminal.resize(90, 30)
    shell.resume()
    shell.terminal.send(expect.REDRAW)
    shell.terminal.settle()
    assert expect.has_main_screen(shell.terminal.text)


def test_stopping_from_outside_is_as_good_as_by_key(shell):
    os.kill(shell.job, signal.SIGTSTP)
    shell.terminal.wait_for("Stopped")
    shell.terminal.settle(quiet=0.3)
    assert left_on(shell.terminal.output) == set()
    shell.resume()
    assert expect.has_main_screen(shell.terminal.text)


def test_killed_while_suspended_it_does_not_touch_the_terminal(shell):
    shell.suspend()
    shell.command("kill %1")
    shell.command("wait; echo over")
    assert shell.terminal.modes == shell.modes
    assert left_on(shell.terminal.output) == set()
    assert processes_in_session(shell.terminal.pid) == [shell.terminal.pid]
