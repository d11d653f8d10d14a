#!/usr/bin/env python3
"""Writes what scikit-learn answers about ROC curves, with and without ties.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    /tmp/peers/bin/python Tests/Peers/make_roc_fixtures.py [PROJECT_ROOT]

`tpr_at` is what `roc_curve` has at its last point with a false positive rate of at most 1 % and
0.1 %. Numbers are written with the shortest text that reads back equal.
"""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.metrics import roc_auc_score, roc_curve


def case(name, scores, labels):
    fpr, tpr, thresholds = roc_curve(labels, scores, drop_intermediate=False)
    return {
        "name": name,
        "scores": [float(x) for x in scores],
        "labels": [bool(x) for x in labels],
        "auc": float(roc_auc_score(labels, scores)),
        "fpr": [float(x) for x in fpr],
        "tpr": [float(x) for x in tpr],
        "thresholds": [float(x) for x in thresholds[1:]],
        "tpr_at": [float(tpr[np.flatnonzero(fpr <= alpha)[-1]]) for alpha in (0.01, 0.001)],
    }


def cases():
    random = np.random.RandomState(0)
    labels = random.uniform(size=150) < 0.4
    smooth = np.round(random.normal(size=150) + labels, 6)
    yield case("no ties", smooth, labels)
    yield case("ties", np.round(smooth), labels)
    yield case("all equal", np.zeros(20), np.arange(20) < 7)
    yield case("separated", np.arange(12.0), np.arange(12) >= 9)
    yield case("reversed", -np.arange(12.0), np.arange(12) >= 9)
    yield case("one positive", np.round(smooth[:30], 1), np.arange(30) == 3)
    labels = np.arange(1300) < 200
    scores = np.round(random.normal(size=1300) + 2 * labels, 2)
    yield case("a thousand negatives", scores, labels)


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    content = {
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "cases": list(cases()),
    }
    path = root / "Tests/NumericTests/Fixtures/roc.json"
    path.write_text(json.dumps(content).replace('}, {"name"', '},\n{"name"') + "\n")


main()
