#!/usr/bin/env python3
"""Writes what scikit-learn's networks answer, for the tests of `NeuralNetwork`.

    pip install scikit-learn==1.9.1 numpy
    python Tests/Peers/make_network_fixtures.py

Three small problems, the last of which ends before its passes are made, each with the seed that draws weights and order of the rows: a network of two
hidden layers as wide as the rows, some tens of passes. Numbers are the hexadecimal bits of doubles.
"""

import json
import struct
import sys
import warnings
from pathlib import Path

try:
    import numpy as np
    import sklearn
    from sklearn.neural_network import MLPClassifier
except ImportError as error:
    print(f"skipped: {error.name} is not installed")
    sys.exit(0)

TARGET = Path(__file__).parent.parent / "LearnersTests" / "Fixtures" / "networks.json"


def line(values) -> str:
    return " ".join(format(struct.unpack("<Q", struct.pack("<d", v))[0], "016x") for v in values)


def problem(rows: int, columns: int, passes: int, seed: int, tolerance: float = 1e-4) -> dict:
    generator = np.random.RandomState(100 + seed)
    # Three decimals: the same numbers in single precision, nearly.
    features = np.round(generator.uniform(-1, 1, (rows, columns)), 3)
    labels = (features[:, 0] * features[:, 1] + 0.3 * features[:, -1] > 0.1).astype(int)
    queries = np.round(generator.uniform(-1, 1, (8, columns)), 3)
    network = MLPClassifier(
        hidden_layer_sizes=(columns, columns), max_iter=passes, random_state=seed,
        tol=tolerance)
    network.fit(features, labels)
    chances = network.predict_proba(queries)[:, 1]
    return {
        "seed": seed, "passes": passes, "tolerance": tolerance, "rows": [line(row) for row in features],
        "labels": [int(label) for label in labels], "queries": [line(row) for row in queries],
        "chances": line(chances), "steps": int(network.t_) // rows,
    }


warnings.simplefilter("ignore")
cases = [problem(90, 5, 30, 0), problem(230, 3, 25, 7), problem(60, 4, 400, 3, 0.004)]
TARGET.write_text(
    json.dumps({"program": f"scikit-learn {sklearn.__version__}", "cases": cases}, indent=1) + "\n")
print(f"wrote {TARGET}: passes made {[case['steps'] for case in cases]}")
