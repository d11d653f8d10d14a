"""The program under test, and terminals that are closed whatever happens."""

import os
from pathlib import Path

import pytest

import data
import expect
from harness import Terminal

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def program():
    """The path of the program: SMOKEOUT_BIN, else the release build."""
    path = Path(os.environ.get("SMOKEOUT_BIN", ROOT / ".build" / "release" / "smokeout"))
    if not path.is_file():
        pytest.exit(f"{path} is missing: build it with `swift build -c release`", returncode=2)
    return str(path.resolve())


@pytest.fixture
def home(tmp_path):
    """A home of the test's own, so that nothing of the tester's is read or written."""
    folder = tmp_path / "home"
    folder.mkdir()
    return {"HOME": str(folder), "XDG_STATE_HOME": None, "XDG_CONFIG_HOME": None}


@pytest.fixture
def run(home):
    """Runs a command in a terminal: `run(argv, columns=…, rows=…, term=…, env=…)`."""
    terminals = []

    def start(argv, env=None, **options):
        terminal = Terminal(argv, env={**home, **(env or {})}, **options)
        terminals.append(terminal)
        return terminal

    yield start
    left = [number for terminal in terminals for number in terminal.close()]
    assert not left, f"processes left behind: {left}"


@pytest.fixture
def workbench(run, program):
    """Opens the workbench on a file: `workbench(path, columns=…, rows=…)`, fully shown."""

    def start(path, wait=True, **options):
        terminal = run([program, str(path)], **options)
        if wait:
            terminal.wait_until(
                lambda screen: expect.has_main_screen(screen.text), what="the main screen")
        return terminal

    return start


@pytest.fixture
def finished(workbench, small):
    """The workbench on a small file, its run ended and its screen at rest."""

    def start(path=small, **options):
        terminal = workbench(path, **options)
        terminal.wait_until(
            lambda screen: expect.FINISHED.search(screen.text), limit=20, what="the run to end")
        terminal.settle(quiet=0.6)
        return terminal

    return start


@pytest.fixture
def small(tmp_path):
    return data.write_numeric(tmp_path / "small.csv")


@pytest.fixture(scope="session")
def large(tmp_path_factory):
    return data.write_large(tmp_path_factory.mktemp("large") / "large.csv")
