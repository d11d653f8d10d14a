#!/usr/bin/env python3
"""Writes what scikit-learn and imbalanced-learn answer to small questions about neighbors.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    /tmp/peers/bin/python Tests/Peers/make_neighbor_fixtures.py [PROJECT_ROOT]

Every number that must be exact is the 16 hexadecimal digits of its IEEE 754 bits, most
significant first; a matrix is a list of rows, a row is such words with a space between.
`versions` in each file names the packages that answered.
"""

import json
import struct
import sys
from pathlib import Path

import imblearn
import numpy as np
import sklearn
from imblearn.metrics.pairwise import ValueDifferenceMetric
from scipy import sparse
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import OneHotEncoder

VERSIONS = {
    "numpy": np.__version__,
    "scikit-learn": sklearn.__version__,
    "imbalanced-learn": imblearn.__version__,
}


def words(values):
    return " ".join(struct.pack(">d", float(value)).hex() for value in values)


def compact(value):
    """JSON with one line for each item of a list of lists, and no more lines than that."""
    if isinstance(value, list) and value and isinstance(value[0], (list, str, dict)):
        return "[\n" + ",\n".join(json.dumps(item) for item in value) + "\n]"
    return json.dumps(value)


def write(path, content):
    members = {"versions": VERSIONS, **content}.items()
    text = ",\n".join(f"{json.dumps(name)}: {compact(value)}" for name, value in members)
    path.write_text("{\n" + text + "\n}\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size} bytes")


# --- SMOTE-NC ------------------------------------------------------------------------------

def mixed_rows(draws, rows):
    numbers = np.round(draws.standard_normal((rows, 3)) * np.array([2.0, 0.5, 30.0]), 3)
    codes = np.column_stack([draws.randint(0, levels, rows) for levels in (2, 4, 9)])
    return numbers, codes


def one_hot(numbers, codes, median):
    """Rows as SMOTE-NC hands them to NearestNeighbors: two one-hot places differ where a
    category does, and their squares add up to the squared median."""
    encoded = OneHotEncoder(dtype=np.float64).fit_transform(codes)
    encoded.data[:] = median / np.sqrt(2)
    return sparse.hstack((numbers, encoded), format="csr")


def mixed():
    draws = np.random.RandomState(20261121)
    numbers, codes = mixed_rows(draws, 60)
    median = float(np.median(numbers.std(axis=0)))
    rows = one_hot(numbers, codes, median)
    distances, neighbors = NearestNeighbors(n_neighbors=7).fit(rows).kneighbors(rows)
    assert (np.diff(distances[:, 1:]) > 1e-9).all(), "ties: draw other rows"
    assert (distances[:, 1] > 1e-9).all(), "equal rows: draw other rows"
    return {
        "comment": "the six nearest other rows and their Euclidean distances; none tie",
        "mismatch": words([median ** 2]),
        "numbers": [words(row) for row in numbers],
        "codes": codes.tolist(),
        "neighbors": neighbors[:, 1:].tolist(),
        "distances": [words(row) for row in distances[:, 1:]],
    }


# --- SMOTE-N -------------------------------------------------------------------------------

def value_difference_case(draws, rows, levels, classes):
    codes = np.column_stack([draws.randint(0, count, rows) for count in levels])
    labels = np.concatenate([np.arange(classes), draws.randint(0, classes, rows - classes)])
    metric = ValueDifferenceMetric(n_categories=np.array(levels)).fit(codes, labels)
    some = np.flatnonzero(draws.uniform(size=rows) < 0.4)
    distances = metric.pairwise(codes[some])
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :6]
    return {
        "levels": list(levels),
        "classes": classes,
        "codes": codes.tolist(),
        "labels": labels.tolist(),
        "among": some.tolist(),
        "neighbors": nearest.tolist(),
        "distances": [words(row) for row in np.take_along_axis(distances, nearest, axis=1)],
    }


def value_difference():
    draws = np.random.RandomState(20261121)
    # From eight classes on, NumPy sums in another order.
    shapes = [(40, (3, 4, 2), 2), (60, (5, 12, 3), 3), (50, (9, 4), 9), (60, (6, 3, 7), 21)]
    return {
        "comment": "the six nearest of some rows among these, equal ones by position",
        "cases": [value_difference_case(draws, *shape) for shape in shapes],
    }


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
    fixtures = root / "Tests" / "NumericTests" / "Fixtures"
    write(fixtures / "mixed_neighbors.json", mixed())
    write(fixtures / "value_difference.json", value_difference())


if __name__ == "__main__":
    main()
