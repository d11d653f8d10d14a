"""Runs a program in a pseudo-terminal: presses keys, counts and keeps every byte it sends.

Bytes are stamped when they are read and shown to the emulator afterwards, so the time the emulator
takes is in no figure.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

from emulator import Emulator

# Clock ticks a second.
TICK = os.sysconf("SC_CLK_TCK")
PRIVATE_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
KEYPAD = re.compile(rb"\x1b([=>])")
COLOR = re.compile(rb"\x1b\[(?:[0-9;:]*[;:])?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m")
MODES = {
    b"1": "application cursor keys",
    b"47": "alternate screen",
    b"1000": "mouse",
    b"1002": "mouse motion",
    b"1003": "mouse motion",
    b"1006": "mouse coordinates",
    b"1047": "alternate screen",
    b"1049": "alternate screen",
    b"2004": "bracketed paste",
    b"2026": "synchronized update",
}


def left_on(output):
    """The modes that `output` has switched on and not off again, by name."""
    state = {}
    for match in PRIVATE_MODE.finditer(output):
        for mode in match.group(1).split(b";"):
            state[mode] = match.group(2) == b"h"
    names = {MODES[mode] for mode, is_on in state.items() if is_on and mode in MODES}
    if state.get(b"25") is False:
        names.add("hidden cursor")
    keypads = KEYPAD.findall(output)
    if keypads and keypads[-1] == b"=":
        names.add("application keypad")
    return names


def processes_in_session(session):
    """Process numbers of a session that are alive (not zombies)."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            fields = process_fields(int(name))
        except (OSError, ValueError):
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(name))
    return found


def process_fields(number):
    """The fields of /proc/N/stat after the name: state, parent, group, session, ..."""
    with open(f"/proc/{number}/stat", encoding="utf-8", errors="replace") as file:
        text = file.read()
    return text[text.rindex(")") + 2 :].split()


def idle_ticks():
    """Processor time that nobody has used so far, over all cores, in clock ticks."""
    with open("/proc/stat", encoding="utf-8") as file:
        return int(file.readline().split()[4])


def own_the_terminal():
    """Makes the terminal the child's own, with signals as a login shell leaves them.

    What runs in the background of a script inherits ignored interrupts, and the program keeps to that.
    """
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """A program, the terminal it runs in, and all that it has sent to it."""

    def __init__(
        self, argv, columns=120, rows=40, term="xterm-256color", env=None, cwd=None, utf8=True
    ):
        self.master, self.slave = pty.openpty()
        self.columns, self.rows = columns, rows
        self._set_size()
        self.modes_before = termios.tcgetattr(self.slave)
        self.emulator = Emulator(columns, rows, utf8)
        self.chunks = []
        self.shown = 0
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            argv,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=environment(term, utf8, env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=own_the_terminal,
        )

    # Output

    @property
    def output(self):
        """Every byte sent so far."""
        return b"".join(data for _, data in self.chunks)

    @property
    def count(self):
        """How many bytes have been sent so far."""
        return sum(len(data) for _, data in self.chunks)

    @property
    def text(self):
        return self._emulate().text

    @property
    def lines(self):
        return self._emulate().lines

    @property
    def cells(self):
        return self._emulate().cells

    def _emulate(self):
        while self.shown < len(self.chunks):
            self._emulate_one()
        return self.emulator

    def _emulate_one(self):
        stamp, data = self.chunks[self.shown]
        self.emulator.feed(data)
        self.shown += 1
        return stamp

    def read(self, seconds):
        """Waits up to `seconds` for bytes and keeps one portion; False if none came."""
        try:
            ready, _, _ = select.select([self.master], [], [], max(0, seconds))
            data = os.read(self.master, 65536) if ready else b""
        except OSError:
            data = b""
        if data:
            self.chunks.append((time.perf_counter(), data))
        return bool(data)

    def pump(self, seconds):
        """Keeps all that is sent within `seconds`; returns the number of bytes."""
        before, end = self.count, time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read(end - time.perf_counter())
        return self.count - before

    def settle(self, quiet=0.15, limit=10.0):
        """Keeps all that is sent until nothing has come for `quiet` seconds; returns the number of
        bytes."""
        before, end = self.count, time.perf_counter() + limit
        while time.perf_counter() < end and self.read(quiet):
            pass
        return self.count - before

    def wait_until(self, is_true, limit=10.0, what="the screen to change"):
        """Waits for a claim about the emulated screen; returns when its bytes arrived."""
        end = time.perf_counter() + limit
        while not is_true(self._emulate()):
            left = end - time.perf_counter()
            if left <= 0 or (not self.read(min(left, 0.5)) and not self.is_running):
                self.settle(quiet=0.01)
                if is_true(self._emulate()):
                    break
                raise AssertionError(f"waited in vain for {what}; the screen shows\n{self.text}")
        return self.chunks[-1][0] if self.chunks else self.started

    def wait_for(self, text, limit=10.0):
        return self.wait_until(lambda screen: text in screen.text, limit, repr(text))

    def delay(self, keys, is_true, limit=5.0, what="the echo of a key"):
        """Seconds from sending `keys` to the arrival of the bytes that make the claim true.

        First everything is read and stamped, then shown portion by portion: the emulator would
        otherwise take part of the time that is measured.
        """
        self._emulate()
        sent = time.perf_counter()
        self.send(keys)
        while time.perf_counter() - sent < limit:
            self.read(0.2)
            self.settle(quiet=0.01, limit=0.2)
            while self.shown < len(self.chunks):
                stamp = self._emulate_one()
                if is_true(self.emulator):
                    return stamp - sent
        raise AssertionError(f"waited in vain for {what}; the screen shows\n{self.text}")

    # Input

    def send(self, keys):
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns, rows, emulated=True):
        """Changes the size; the kernel tells the program. `emulated` False leaves the emulator
        behind, for bursts: resize it once at their end."""
        self.columns, self.rows = columns, rows
        if emulated:
            self._emulate().resize(columns, rows)
        self._set_size()

    def _set_size(self):
        size = struct.pack("HHHH", self.rows, self.columns, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)

    # The process

    @property
    def pid(self):
        return self.process.pid

    @property
    def is_running(self):
        return self.process.poll() is None

    @property
    def modes(self):
        """The line discipline's settings now, as of `termios.tcgetattr`."""
        return termios.tcgetattr(self.slave)

    @property
    def ticks(self):
        """Processor time of the program and its children so far, in clock ticks."""
        total = 0
        for number in processes_in_session(self.pid):
            try:
                fields = process_fields(number)
            except OSError:
                continue
            total += int(fields[11]) + int(fields[12])
        return total

    def wait_for_exit(self, limit=5.0):
        """Waits for the end of the program; returns its status, negative for a signal."""
        end = time.perf_counter() + limit
        while self.is_running:
            if time.perf_counter() > end:
                raise AssertionError(f"still running; the screen shows\n{self.text}")
            self.read(0.01)
        self.settle(quiet=0.02)
        return self.process.returncode

    def hang_up(self):
        """Closes the terminal under the program."""
        for descriptor in (self.slave, self.master):
            os.close(descriptor)
        self.master = self.slave = -1

    def close(self):
        """Ends what is left of the program; returns the processes that it had left behind."""
        had_ended = not self.is_running
        left = processes_in_session(self.pid)
        for number in left:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        if self.master >= 0:
            self.hang_up()
        return left if had_ended else []


def environment(term, utf8=True, more=None):
    """A small environment: what a program gets over SSH, and nothing of the tester's own."""
    locale = "C.UTF-8" if utf8 else "C"
    result = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": "/nonexistent",
        "LANG": locale,
        "LC_ALL": locale,
        "TERM": term,
    }
    if "LD_LIBRARY_PATH" in os.environ:
        result["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
    for name, value in (more or {}).items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = value
    return result
