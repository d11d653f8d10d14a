"""Options that the checks of the program share."""

import argparse
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def argument_parser(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--datasets", type=Path, default=ROOT.parent / "shared" / "datasets")
    parser.add_argument("--program", type=Path, default=ROOT / ".build" / "release" / "smokeout")
    return parser


def checked_arguments(parser):
    """The arguments, once the program and the datasets are there."""
    arguments = parser.parse_args()
    if not os.access(arguments.program, os.X_OK):
        parser.error(f"no program at {arguments.program}; swift build -c release, or --program")
    if not arguments.datasets.is_dir():
        parser.error(f"no folder {arguments.datasets}; say where the datasets are: --datasets")
    return arguments
