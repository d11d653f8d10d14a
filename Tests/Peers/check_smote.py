#!/usr/bin/env python3
"""Compares `smokeout oversample` with imbalanced-learn, bit for bit, on the benchmark datasets.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    swift build -c release --product smokeout
    /tmp/peers/bin/python Tests/Peers/check_smote.py [--datasets FOLDER] [--program PATH]

Prints a table; ends with 1 if any row differs, with 2 if the program or the datasets are not
there, and with 0, saying that it skipped, if imbalanced-learn is not installed.
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import imblearn
    import numpy as np
    import sklearn
    from imblearn.over_sampling import SMOTE
    from sklearn.neighbors import NearestNeighbors
except ImportError as error:
    print(f"skipped: {error.name} is not installed; pip install -r Tests/Peers/requirements.txt")
    sys.exit(0)

from check_arguments import argument_parser, checked_arguments

DATASETS = ["ecoli", "yeast_me2", "abalone", "abalone_19", "mammography"]
# Distances between one-hot rows tie, and scikit-learn's order of tied neighbors follows from its
# search, not from a rule; so these are compared on scikit-learn's own lists.
ONE_HOT_DATASETS = ["solar_flare_m0", "car_eval_34", "car_eval_4"]
NEIGHBOR_COUNTS = [1, 5, 7]
SEEDS = [0, 7, 42]
TARGET = "target"
MINORITY = 1


def read_table(path):
    """Features as doubles and the target as integers; `float` rounds correctly."""
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    target = header.index(TARGET)
    labels = np.array([int(float(row.pop(target))) for row in rows])
    return np.array([[float(text) for text in row] for row in rows]), labels


def peer_rows(features, labels, k, seed):
    """The original rows, then imbalanced-learn's synthetic ones."""
    sampler = SMOTE(k_neighbors=k, random_state=seed)
    return sampler.fit_resample(features, labels)


def write_neighbors(path, minority, k):
    """A line for each minority row: its k neighbors as positions among the minority rows."""
    model = NearestNeighbors(n_neighbors=k + 1).fit(minority)
    np.savetxt(path, model.kneighbors(minority, return_distance=False)[:, 1:], "%d", ",")


def own_rows(program, file, k, seed, folder, minority):
    """What the program writes; `minority` is given if it shall use scikit-learn's neighbors."""
    output = folder / "augmented.csv"
    command = [program, "oversample", file, "--k", str(k), "--seed", str(seed)]
    command += ["--output", output]
    if minority is not None:
        write_neighbors(folder / "neighbors.csv", minority, k)
        command += ["--neighbors", folder / "neighbors.csv"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return read_table(output)


def difference(peer, own):
    """What differs, in words; empty when nothing does."""
    (peer_features, peer_labels), (own_features, own_labels) = peer, own
    if peer_features.shape != own_features.shape:
        return f"shape {own_features.shape}, not {peer_features.shape}"
    unequal = (peer_features.view(np.uint64) != own_features.view(np.uint64)).any(axis=1)
    unequal |= peer_labels != own_labels
    count = int(unequal.sum())
    return f"{count} of {len(unequal)} rows differ, first {int(unequal.argmax())}" if count else ""


def compare(program, file, k, seed, folder, give_neighbors):
    features, labels = read_table(file)
    minority = features[labels == MINORITY] if give_neighbors else None
    peer = peer_rows(features, labels, k, seed)
    try:
        own = own_rows(program, file, k, seed, folder, minority)
    except subprocess.CalledProcessError as error:
        return f"the program ended with {error.returncode}"
    return difference(peer, own)


def main():
    arguments = checked_arguments(argument_parser(__doc__.splitlines()[0]))
    program = arguments.program.resolve()
    print(f"imbalanced-learn {imblearn.__version__}, scikit-learn {sklearn.__version__}, "
          f"numpy {np.__version__}")
    print(f"{'dataset':<15} {'neighbors':<13} {'k':>2} {'seed':>4}  result")
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in DATASETS + ONE_HOT_DATASETS:
            given = name in ONE_HOT_DATASETS
            file = arguments.datasets / f"{name}.csv"
            for k in NEIGHBOR_COUNTS:
                for seed in SEEDS:
                    found = compare(program, file, k, seed, Path(folder), given)
                    failures += bool(found)
                    source = "scikit-learn" if given else "own"
                    print(f"{name:<15} {source:<13} {k:>2} {seed:>4}  {found or 'equal'}",
                          flush=True)
    print(f"{failures} differ" if failures else "all equal")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
