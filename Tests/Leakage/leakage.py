"""What the scripts that make tables of leakage share."""

import os
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def add_places(parser):
    """The options that say where the datasets and the program are."""
    parser.add_argument("--datasets", type=Path, default=ROOT.parent / "shared" / "datasets")
    parser.add_argument("--program", type=Path, default=ROOT / ".build" / "release" / "smokeout")


def parse(parser):
    """The arguments, with the places checked."""
    arguments = parser.parse_args()
    if not os.access(arguments.program, os.X_OK):
        parser.error(f"no program at {arguments.program}; swift build -c release, or --program")
    if not arguments.datasets.is_dir():
        parser.error(f"no folder {arguments.datasets}; say where the datasets are: --datasets")
    return arguments


def share(value, digits):
    """So many digits; 1 and 0 only for all and nothing."""
    least = 10 ** -digits
    if 0 < value < least / 2:
        return f"<{least:.{digits}f}".replace("0.", ".")
    if 1 - least / 2 <= value < 1:
        return "." + "9" * digits
    text = f"{value:.{digits}f}"
    return text[1:] if text.startswith("0.") else text


def mean(values):
    return sum(values) / len(values)


def halves(labels, seed):
    """Rows of the half of each class that is kept apart: of the rarer class the smaller half, and of
    all rows as many as scikit-learn's stratified split keeps."""
    draws = random.Random(seed)
    counts = sorted(set(labels), key=labels.count)
    rarer = [row for row, label in enumerate(labels) if label == counts[0]]
    others = [row for row, label in enumerate(labels) if label != counts[0]]
    held = draws.sample(rarer, len(rarer) // 2)
    return sorted(held + draws.sample(others, (len(labels) + 1) // 2 - len(held)))
