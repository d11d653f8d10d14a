#!/usr/bin/env python3
"""Compares the imbalance scores with imbalanced-learn and scikit-learn, and writes the fixture.

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install imbalanced-learn==0.14.2 scikit-learn==1.9.1
    /tmp/peers/bin/python Tests/Peers/check_imbalance_scores.py [--project FOLDER] [-- COMMAND…]

Writes Tests/NumericTests/Fixtures/imbalance.json from the peers, then runs COMMAND (by default the
Swift tests of the scores), which write what Smokeout makes of the same labels and scores. Prints
for each score the largest difference and, apart, the deliberate departures. Ends with 1 if anything
else differs by 1e-9 or more.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import imblearn
import numpy as np
import sklearn
from imblearn import metrics as imbalanced
from sklearn import metrics

TOLERANCE = 1e-9
PRECISIONS = [0.1, 0.5, 0.9, 1.0]
COMMAND = ["swift", "test", "--configuration", "release", "--disable-xctest", "--filter",
           "ImbalanceScoresTests"]
# (case, score): why Smokeout says something else. None in place of a number is "there is none".
DEPARTURES = {
    ("only negatives, none called", "specificity"):
        "all negatives are called negative, so it is 1; with one false positive the peer counts too",
    ("only positives", "roc_auc"): "nothing to compare with: none, where the peer has NaN",
    ("only positives, all called", "roc_auc"): "likewise",
    ("only negatives", "roc_auc"): "likewise",
    ("only negatives, none called", "roc_auc"): "likewise",
    ("scores that are no chances", "brier"): "there is none, where the peer raises an error",
}


def index_of_balanced_accuracy(labels, called):
    """With sensitivity and specificity of the positive class, as published; averaged over classes
    (imbalanced-learn's default) the dominance is always 0."""
    score = imbalanced.make_index_balanced_accuracy(alpha=0.1, squared=True)(
        imbalanced.geometric_mean_score)
    return score(labels, called, average="binary")


def brier(labels, scores):
    try:
        return metrics.brier_score_loss(labels, scores)
    except ValueError:
        return None


def recall_at(labels, scores, least):
    precision, recall, _ = metrics.precision_recall_curve(labels, scores)
    return max(recall[precision >= least])


def peer_scores(labels, scores):
    called = (scores > 0.5).astype(int)
    found = {
        "recall": metrics.recall_score(labels, called),
        "specificity": imbalanced.specificity_score(labels, called, average="binary"),
        "precision": metrics.precision_score(labels, called),
        "f1": metrics.f1_score(labels, called),
        "g_mean": imbalanced.geometric_mean_score(labels, called, average="binary"),
        "balanced_accuracy": metrics.balanced_accuracy_score(labels, called),
        "mcc": metrics.matthews_corrcoef(labels, called),
        "pr_auc": metrics.average_precision_score(labels, scores),
        "roc_auc": metrics.roc_auc_score(labels, scores),
        "brier": brier(labels, scores),
        "iba": index_of_balanced_accuracy(labels, called),
    }
    for least in PRECISIONS:
        found[f"recall_at_{least}"] = recall_at(labels, scores, least)
    return {name: None if value is None or math.isnan(value) else float(value)
            for name, value in found.items()}


def text(value):
    return "none" if value is None else f"{value:g}"


def cases():
    random = np.random.RandomState(0)
    for name, count, share in [("balanced", 120, 0.5), ("one in ten", 300, 0.1),
                               ("one in a hundred", 800, 0.01)]:
        labels = (np.arange(count) < count * share).astype(int)
        logits = random.normal(size=count) + 1.5 * labels - 1
        yield name, labels, np.round(1 / (1 + np.exp(-logits)), 6)
        yield name + ", ties", labels, np.round(1 / (1 + np.exp(-logits)), 1)
        yield name + ", reversed", labels, np.round(1 / (1 + np.exp(logits)), 4)
    few = np.array([1, 1, 0, 0, 0, 0])
    yield "no true positive", few, np.array([0.1, 0.2, 0.7, 0.3, 0.3, 0.6])
    yield "none called", few, np.array([0.1, 0.2, 0.4, 0.3, 0.3, 0.1])
    yield "all called", few, np.array([0.6, 0.7, 0.9, 0.8, 0.8, 0.8])
    yield "all right", few, np.array([0.9, 0.8, 0.1, 0.2, 0.3, 0.4])
    yield "all wrong", few, np.array([0.1, 0.2, 0.9, 0.8, 0.7, 0.6])
    yield "all equal", few, np.full(6, 0.5)
    yield "only positives", np.ones(3, int), np.array([0.6, 0.2, 0.9])
    yield "only positives, all called", np.ones(3, int), np.array([0.6, 0.7, 0.9])
    yield "only negatives", np.zeros(3, int), np.array([0.6, 0.2, 0.1])
    yield "only negatives, none called", np.zeros(3, int), np.array([0.1, 0.2, 0.1])
    yield "scores that are no chances", few, np.array([5, 0.7, -1, 0.5, 0.2, 3])


def written(path):
    content = []
    for name, labels, scores in cases():
        content.append({
            "name": name, "labels": [bool(label) for label in labels],
            "scores": [float(score) for score in scores], "expected": peer_scores(labels, scores),
            "departures": sorted(score for case, score in DEPARTURES if case == name)})
    document = {"versions": {"imbalanced-learn": imblearn.__version__,
                             "scikit-learn": sklearn.__version__}, "cases": content}
    path.write_text(json.dumps(document).replace('}, {"name"', '},\n{"name"') + "\n")
    return content


def ours(command, project):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.json"
        run = subprocess.run(
            command, cwd=project, env={**os.environ, "SMOKEOUT_IMBALANCE_SCORES": str(path)},
            capture_output=True, text=True)
        if not path.exists():
            sys.exit(f"the tests wrote no scores: {run.stdout[-2000:]}{run.stderr[-2000:]}")
        return json.loads(path.read_text())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("command", nargs="*", default=COMMAND)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    expected = written(arguments.project / "Tests/NumericTests/Fixtures/imbalance.json")
    found = ours(arguments.command, arguments.project)
    largest, count, wrong = {}, {}, []
    for case in expected:
        for name, value in case["expected"].items():
            mine = found[case["name"]].get(name)
            if (case["name"], name) in DEPARTURES:
                peer = "has no number" if value is None else f"says {value:g}"
                print(f"departure: {case['name']}: {name} is {text(mine)}, the peer {peer}: "
                      f"{DEPARTURES[case['name'], name]}")
                continue
            off = math.inf if (mine is None) != (value is None) else abs((mine or 0) - (value or 0))
            largest[name] = max(largest.get(name, 0), off)
            count[name] = count.get(name, 0) + 1
            if off >= TOLERANCE:
                wrong.append(
                    f"{case['name']}: {name} is {text(mine)}, the peer says {text(value)}")
    for name, off in largest.items():
        print(f"{name:20} {count[name]:3} cases, largest difference {off:.1e}")
    print("\n".join(wrong) or f"all differences below {TOLERANCE:g}")
    sys.exit(1 if wrong else 0)


main()
