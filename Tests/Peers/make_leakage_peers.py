#!/usr/bin/env python3
"""Writes what scikit-learn's forest and Anonymeter say of the releases of the contradiction table.

    python3 -m venv /tmp/paper
    /tmp/paper/bin/pip install numpy==1.25.1 pandas==2.2.3 scipy==1.12.0 scikit-learn==1.4.2 \\
        imbalanced-learn==0.12.3 anonymeter==1.0.0 numba==0.68.1
    /tmp/paper/bin/python Tests/Peers/make_leakage_peers.py [DATASETS_FOLDER]

The versions are those that the authors of SMOTE and Mirrors ask for.

- naive: RandomForestClassifier() on the releases of seeds 0 to 9, five splits each, as in the
  authors' notebook nb_10_aug_naive: mean F1 and area, and their standard errors over the seeds.
- linkability: 40 splits of each table into halves, 200 of ecoli; five releases of each, five sets of
  columns: the mean lower end of Anonymeter's intervals for each split, ten people and one neighbor.
- replayed: the notebook nb_20_synth_naive from its own seed on, `np.random.seed(42)` once before all
  datasets, with its 25 sets of columns.
"""

import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from anonymeter.evaluators import LinkabilityEvaluator
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler

warnings.simplefilter("ignore")
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Leakage"))
from leakage import halves  # noqa: E402

TARGET = ROOT / "Tests" / "Leakage" / "peers.json"
DATASETS = ["ecoli", "yeast_me2", "solar_flare_m0", "abalone", "car_eval_34", "car_eval_4",
            "mammography", "abalone_19"]
SEEDS, REPETITIONS, RELEASES = 10, 5, 5
SPLITS, MANY_SPLITS = 40, {"ecoli": 200}


def read(folder, name):
    table = pd.read_csv(folder / f"{name}.csv")
    features = table.iloc[:, :-1].to_numpy(float)
    return MinMaxScaler(feature_range=(-1, 1)).fit_transform(features), table.iloc[:, -1].to_numpy()


def made(features, labels, seed=None):
    sampler = SMOTE(k_neighbors=5, sampling_strategy=1, random_state=seed)
    return sampler.fit_resample(features, labels)[0][len(labels):]


def naive(features, labels):
    scores = []
    for seed in range(SEEDS):
        synthetic, real = made(features, labels, seed), features[labels == 1]
        draws = np.random.RandomState(seed)
        of_seed = []
        for _ in range(REPETITIONS):
            one = train_test_split(real, test_size=0.5, random_state=draws)
            other = train_test_split(synthetic, test_size=0.5, random_state=draws)
            truth = [np.r_[np.ones(len(a)), np.zeros(len(b))] for a, b in zip(one, other)]
            forest = RandomForestClassifier(random_state=draws).fit(np.r_[one[0], other[0]], truth[0])
            chances = forest.predict_proba(np.r_[one[1], other[1]])[:, 1]
            of_seed.append((f1_score(truth[1], chances > 0.5), roc_auc_score(truth[1], chances)))
        scores.append(np.mean(of_seed, axis=0))
    means, errors = np.mean(scores, axis=0), np.std(scores, axis=0, ddof=1) / SEEDS ** 0.5
    return {"f1": [round(means[0], 5), round(errors[0], 5)],
            "auc": [round(means[1], 5), round(errors[1], 5)]}


def lower_end(train, control, synthetic):
    columns = [str(column) for column in range(train.shape[1])]
    mixed = list(np.random.permutation(columns))
    sets = (mixed[:len(columns) // 2], mixed[len(columns) // 2:])
    tables = [pd.DataFrame(rows, columns=columns) for rows in (train, synthetic, control)]
    evaluator = LinkabilityEvaluator(
        ori=tables[0], syn=tables[1], control=tables[2], n_attacks=10, aux_cols=sets, n_neighbors=1)
    return evaluator.evaluate(n_jobs=1).risk().ci[0]


def figure(parts, column_sets):
    train, control, train_labels, control_labels = parts
    return float(np.mean([
        lower_end(train[train_labels == 1], control[control_labels == 1], synthetic)
        for synthetic in (made(train, train_labels) for _ in range(RELEASES))
        for _ in range(column_sets)]))


def splits(name, features, labels):
    np.random.seed(0)
    found = []
    for seed in range(MANY_SPLITS.get(name, SPLITS)):
        held = np.zeros(len(labels), bool)
        held[halves(list(labels), seed)] = True
        parts = (features[~held], features[held], labels[~held], labels[held])
        found.append(round(figure(parts, 5), 4))
    return found


def replayed(tables):
    np.random.seed(42)
    return {
        name: round(figure(train_test_split(*table, test_size=0.5, stratify=table[1]), 25), 4)
        for name, table in tables.items()}


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "datasets"
    tables = {name: read(folder, name) for name in DATASETS}
    answer = {
        "programs": {name: version(name) for name in ("scikit-learn", "imbalanced-learn", "anonymeter")},
        "replayed": replayed(tables),
        "linkability": {name: splits(name, *table) for name, table in tables.items()},
        "naive": {name: naive(*table) for name, table in tables.items()},
    }
    TARGET.write_text(json.dumps(answer) + "\n")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
