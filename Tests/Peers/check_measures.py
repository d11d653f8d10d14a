#!/usr/bin/env python3
"""Compares `smokeout measure` with SDMetrics and mostlyai-qa.

    python3 -m venv /tmp/measures
    /tmp/measures/bin/pip install -r Tests/Peers/requirements-measures.txt
    /tmp/measures/bin/pip install --no-deps mostlyai-qa==1.10.11
    swift build -c release --product smokeout
    cd Tests/Peers
    /tmp/measures/bin/python -W ignore check_measures.py [--datasets FOLDER] [--program PATH]

On the small releases of the tests, where deliberate departures (see `measure_peers.DEPARTURES`) are
shown beside the peer's number, and on halves of benchmark datasets. Prints a table; ends with 1 if
any number differs by 1e-9 or more, with 2 if the program or the datasets are not there, and with 0,
saying that it skipped, if the peers are not installed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import numpy as np
    import pandas as pd

    import measure_peers as peers
except ImportError as error:
    print(f"skipped: {error.name} is not installed; see the head of this file")
    sys.exit(0)

from check_arguments import argument_parser, checked_arguments

TOLERANCE = 1e-9
NAMES = [
    "dcr-median", "dcr-mean", "dcr-5th-percentile", "dcr-share", "dcr-baseline-protection",
    "dcr-overfitting-protection", "new-row", "ks-complement", "tv-complement",
    "correlation-similarity", "contingency-similarity"]
DATASETS = ["ecoli", "yeast_me2", "mammography"]
ROWS = 240
BASELINE_SEEDS = 20
FIXTURES = Path(__file__).resolve().parents[1] / "MeasuresTests" / "Fixtures" / "peers"


def measured(program, folder):
    """The value of each measure; None where it has none or was refused."""
    command = [program, "measure", "--measure", ",".join(NAMES), "--json", "--quiet"]
    for option, table in [("train", "training"), ("synthetic", "synthetic"),
                          ("holdout", "holdout")]:
        command += [f"--{option}", folder / f"{table}.csv"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{folder.name}: the program ended with {run.returncode}: {run.stderr.strip()}")
    return {entry["name"]: entry["value"] for entry in json.loads(run.stdout)["measures"]}


class Table:
    """Prints what is compared and counts what differs."""

    def __init__(self):
        self.failures = 0
        print(f"{'release':<22} {'measure':<27} {'peer':>20} {'ours':>20}  result")

    def line(self, release, measure, peer, ours, result, is_right):
        self.failures += not is_right
        peer, ours = ("none" if number is None else f"{number:.14g}" if isinstance(number, float)
                      else str(number) for number in (peer, ours))
        verdict = result if is_right else f"{result}: DIFFERENT"
        print(f"{release:<22} {measure:<27} {peer:>20} {ours:>20}  {verdict}", flush=True)

    def compare(self, release, expected, found):
        """`expected` as in `expected.json`, see make_measure_fixtures.py."""
        for name, peer in expected.get("equal", {}).items():
            ours = found.get(name)
            apart = np.inf if ours is None else abs(ours - peer)
            self.line(release, name, peer, ours, f"{apart:.1e}", apart < TOLERANCE)
        for name, (low, high) in expected.get("within", {}).items():
            ours = found.get(name)
            self.line(release, name, f"{low:.4f} to {high:.4f}", ours, "within",
                      ours is not None and low <= ours <= high)
        for name in expected.get("undefined", []):
            self.line(release, name, None, found.get(name), "undefined", found.get(name) is None)
        for name, numbers in expected.get("departures", {}).items():
            ours = found.get(name)
            is_right = ours is not None and abs(ours - numbers["ours"]) < TOLERANCE
            self.line(release, name, numbers["peer"], ours,
                      f"departure ({numbers['because'].split(';')[0]})", is_right)


def halves(path):
    """Training rows, as many held out, and rows between two training rows."""
    table = pd.read_csv(path).drop(columns="target").astype(float)
    draws = np.random.RandomState(0)
    table = table.iloc[draws.permutation(len(table))].reset_index(drop=True)
    rows = min(ROWS, len(table)) // 2
    training, holdout = table[:rows], table[rows:2 * rows].reset_index(drop=True)
    # A column of few values may be taken for the class.
    kept = [name for name in table if training[name].nunique() > 3]
    training, holdout = training[kept], holdout[kept]
    pairs = draws.randint(0, rows, (rows, 2))
    steps = draws.uniform(size=(rows, 1))
    synthetic = training.to_numpy()[pairs[:, 0]] * (1 - steps) \
        + training.to_numpy()[pairs[:, 1]] * steps
    return training, pd.DataFrame(synthetic, columns=kept), holdout


def expectation(training, synthetic, holdout):
    expected = {
        **peers.distance_summaries(training, synthetic),
        **peers.shares(training, synthetic, holdout),
        **peers.column_shapes(training, synthetic),
        "correlation-similarity": peers.correlations(training, synthetic),
    }
    if not (synthetic == 0).any().any():
        expected["new-row"] = peers.new_rows(training, synthetic)
    scores = peers.baselines(training, synthetic, BASELINE_SEEDS)
    return {"equal": expected, "within": {"dcr-baseline-protection": peers.around(scores)}}


def main():
    arguments = checked_arguments(argument_parser(__doc__.splitlines()[0]))
    program = arguments.program.resolve()
    print(", ".join(f"{name} {number}" for name, number in peers.versions().items()))
    table = Table()
    for folder in sorted(FIXTURES.iterdir()):
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        table.compare(folder.name, expected, measured(program, folder))
    for name in DATASETS:
        tables = halves(arguments.datasets / f"{name}.csv")
        with tempfile.TemporaryDirectory() as folder:
            for kind, content in zip(["training", "synthetic", "holdout"], tables):
                content.to_csv(Path(folder) / f"{kind}.csv", index=False)
            table.compare(name, expectation(*tables), measured(program, Path(folder)))
    print(f"{table.failures} differ" if table.failures else "all equal")
    return 1 if table.failures else 0


if __name__ == "__main__":
    sys.exit(main())
