#!/usr/bin/env python3
"""Writes what scikit-learn's random forests answer on average, for the tests of `RandomForest`.

    pip install scikit-learn==1.9.1 numpy
    python Tests/Peers/make_forest_fixtures.py

Three small problems: numbers, a column per category (where most columns drawn at a split do not
differ), and few rows of one class. The two draw at random in different ways, so what is compared is
the mean answer to each query over many forests, and mean and standard deviation of area under the
curve and of F1 at one half. The peer keeps values in single precision: queries stand off the places
midway between two values, where that decides.
"""

import json
import sys
from pathlib import Path

try:
    import numpy as np
    import sklearn
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.metrics import f1_score, roc_auc_score
except ImportError as error:
    print(f"skipped: {error.name} is not installed")
    sys.exit(0)

TARGET = Path(__file__).parent.parent / "LearnersTests" / "Fixtures" / "forests.json"
FORESTS = 300


def numbers(draws, rows):
    features = np.round(draws.normal(0, 1, (rows, 5)), 3)
    return features, features[:, 0] * features[:, 1] + 0.5 * draws.normal(0, 1, rows) > 0.2


def categories(draws, rows):
    """Five categories of four levels, a column each."""
    codes = draws.integers(0, 4, (rows, 5))
    features = np.eye(4)[codes].reshape(rows, 20)
    return features, codes[:, 0] + codes[:, 1] + draws.normal(0, 1, rows) > 4


def few(draws, rows):
    features = np.round(draws.normal(0, 1, (rows, 6)), 1)
    return features, features[:, 0] + 0.8 * draws.normal(0, 1, rows) > 1.4


def text(table):
    return [" ".join(f"{value:g}" for value in row) for row in table]


def case(name, problem, seed):
    draws = np.random.default_rng(seed)
    rows, labels = problem(draws, 120)
    queries, truth = problem(draws, 120)
    queries = queries + 0.0003 if name == "numbers" else queries + 0.03 if name == "few" else queries
    chances = np.array([
        RandomForestClassifier(random_state=number).fit(rows, labels).predict_proba(queries)[:, 1]
        for number in range(FORESTS)])
    scores = {
        "auc": [roc_auc_score(truth, answer) for answer in chances],
        "f1": [f1_score(truth, answer > 0.5) for answer in chances],
    }
    return {
        "name": name, "rows": text(rows), "labels": [int(label) for label in labels],
        "queries": text(queries), "truth": [int(label) for label in truth],
        "chances": [round(chance, 5) for chance in chances.mean(axis=0)],
        **{key: [round(np.mean(of), 6), round(np.std(of), 6)] for key, of in scores.items()},
    }


cases = [case("numbers", numbers, 1), case("categories", categories, 2), case("few", few, 3)]
TARGET.write_text(json.dumps({
    "program": f"scikit-learn {sklearn.__version__}", "forests": FORESTS, "cases": cases}) + "\n")
print(f"wrote {TARGET}: {[(case['name'], sum(case['labels']), case['auc'], case['f1']) for case in cases]}")
