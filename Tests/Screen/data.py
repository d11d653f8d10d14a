"""Datasets for the tests, made anew for each with a fixed seed."""

import random

# Each would do something to a terminal that obeyed it.
ATTACKS = {
    "clipboard": "\x1b]52;c;Z290Y2hh\x07",
    "title": "\x1b]0;taken over\x07",
    "clear": "\x1b[2J\x1b[H",
    "report": "\x1b[6n\x1b[c",
    "device control": "\x1bP$qm\x1b\\",
    "eight-bit": "\x9b2J\x9d0;x\x9c",
    "bidirectional": "\u202egnp.\u202c\u2066x\u2069",
    "invisible": "a\u200bb\u2060c\U000e0041",
    "backspace": "12\b\b99",
    "carriage return": "left\rright",
    "line shift": "\x0e\x0f",
}


def write_numeric(path, rows=400, columns=5, rare=30, seed=7):
    """A table of decimals with a rare class in the last column."""
    generator = random.Random(seed)
    with open(path, "w", encoding="utf-8") as file:
        file.write(",".join(f"m{index}" for index in range(columns)) + ",class\n")
        for row in range(rows):
            shift = 2.0 if row < rare else 0.0
            values = (f"{generator.gauss(shift, 1):.3f}" for _ in range(columns))
            file.write(",".join(values) + (",1\n" if row < rare else ",0\n"))
    return path


def write_large(path):
    """Enough rows to keep two cores busy for many seconds."""
    return write_numeric(path, rows=30_000, columns=24, rare=4_000)


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def write_hostile(path, seed=7):
    """A table with escape sequences in its header, its categories and its class labels."""
    generator = random.Random(seed)
    names = list(ATTACKS)
    header = [f"{name}{ATTACKS[name]}" for name in names[:4]] + ["plain", "note", "class\x1b[31m"]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(",".join(quoted(name) for name in header) + "\n")
        for row in range(200):
            numbers = [f"{generator.gauss(row % 2, 1):.2f}" for _ in range(5)]
            note = ATTACKS[names[row % len(names)]]
            label = "rare\x1b]0;x\x07" if row < 20 else "usual"
            file.write(",".join([*numbers, quoted(note), quoted(label)]) + "\n")
    return path
