#!/usr/bin/env python3
"""Writes what NumPy, scikit-learn and imbalanced-learn answer to small questions, for the tests.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    /tmp/peers/bin/python Tests/Peers/make_smote_fixtures.py [PROJECT_ROOT]

Every number that must be exact is the 16 hexadecimal digits of its IEEE 754 bits, most
significant first; a matrix is a list of rows, a row is such words with a space between.
`versions` in each file names the packages that answered.
"""

import json
import struct
import sys
import warnings
from pathlib import Path

import imblearn
import numpy as np
import sklearn
from imblearn.over_sampling import SMOTE
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import MinMaxScaler

VERSIONS = {
    "numpy": np.__version__,
    "scikit-learn": sklearn.__version__,
    "imbalanced-learn": imblearn.__version__,
}


def word(value):
    return struct.pack(">d", float(value)).hex()


def words(values):
    return " ".join(word(value) for value in values)


def matrix(rows):
    return [words(row) for row in rows]


def compact(value):
    """JSON with one line for each item of a list of rows, and no more lines than that."""
    if isinstance(value, list) and value and isinstance(value[0], (list, str, dict)):
        return "[\n" + ",\n".join(json.dumps(item) for item in value) + "\n]"
    return json.dumps(value)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    members = {"versions": VERSIONS, **content}.items()
    text = ",\n".join(f"{json.dumps(name)}: {compact(value)}" for name, value in members)
    path.write_text("{\n" + text + "\n}\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size} bytes")


# --- SMOTE ---------------------------------------------------------------------------------

def decimals(draws, rows, columns, places):
    return np.round(draws.standard_normal((rows, columns)) * 2 + 1, places)


def units(draws, rows):
    """Columns as different as a register's: thousands, hundredths, whole years, millions."""
    scales = np.array([1000, 0.01, 10, 1e6, 1, 50, 0.5, 3, 200])
    places = [0, 5, 0, 0, 2, 1, 3, 2, 0]
    raw = (draws.standard_normal((rows, len(scales))) + 4) * scales
    return np.column_stack([np.round(raw[:, j], places[j]) for j in range(len(scales))])


def with_duplicates(draws, rows, columns):
    table = decimals(draws, rows, columns, 2)
    table[5], table[11], table[12], table[20] = table[2], table[2], table[7], table[19]
    return table


def one_hot(draws, rows):
    levels = np.column_stack([draws.randint(0, 3, rows), draws.randint(0, 4, rows)])
    return np.hstack([np.eye(3)[levels[:, 0]], np.eye(4)[levels[:, 1]]])


# name: (minority rows, rows of the majority, k, seed, synthetic rows or None for 'auto')
def smote_cases():
    draws = np.random.RandomState(20250302)
    yield "plane", decimals(draws, 20, 2, 3), 60, 5, 0, None
    yield "eight_columns", decimals(draws, 40, 8, 2), 90, 5, 7, None
    yield "twelve_columns", decimals(draws, 60, 12, 3), 30, 7, 42, 90
    yield "one_neighbor", decimals(draws, 30, 4, 2), 40, 1, 2**32 - 1, 60
    yield "small_class", decimals(draws, 9, 4, 3), 30, 7, 3, None
    yield "eighteen_columns", decimals(draws, 24, 18, 2), 30, 5, 42, 30
    yield "units", units(draws, 35), 20, 3, 1, 70
    yield "duplicates", with_duplicates(draws, 24, 3), 30, 5, 0, 60
    yield "grid", draws.randint(0, 5, (36, 3)).astype(float), 20, 5, 7, 72
    yield "one_hot", one_hot(draws, 30), 20, 5, 42, 60


def has_ties(minority, k):
    """Whether any row has two of its first k + 2 others at (nearly) the same distance."""
    for row in range(len(minority)):
        others = np.delete(minority, row, axis=0) - minority[row]
        nearest = np.sort((others ** 2).sum(axis=1))[: k + 2]
        if nearest[0] == 0 or (np.diff(nearest) <= 1e-12 * nearest[1:]).any():
            return True
    return False


def neighbor_lists(minority, k):
    """As imbalanced-learn asks for them: k + 1 nearest, the first column dropped."""
    model = NearestNeighbors(n_neighbors=k + 1).fit(minority)
    return model.kneighbors(minority, return_distance=False)[:, 1:]


def replayed(minority, neighbors, k, seed, count):
    """The rows by the rule that the product follows; checked against the peer's below."""
    draws = np.random.RandomState(seed)
    picked = draws.randint(0, len(minority) * k, size=count)
    steps = draws.uniform(size=count)
    bases, columns = np.divmod(picked, k)
    parents = neighbors[bases, columns]
    rows = minority[bases] + steps[:, None] * (minority[parents] - minority[bases])
    return rows, bases, parents, steps


def write_smote(folder):
    majority_draws = np.random.RandomState(20250303)
    for name, minority, majority_rows, k, seed, count in smote_cases():
        majority = np.round(majority_draws.standard_normal((majority_rows, minority.shape[1])), 2)
        features = np.vstack([majority, minority])
        labels = np.repeat([0, 1], [len(majority), len(minority)])
        strategy = "auto" if count is None else {1: len(minority) + count}
        sampler = SMOTE(sampling_strategy=strategy, k_neighbors=k, random_state=seed)
        expected = sampler.fit_resample(features, labels)[0][len(features):]
        neighbors = neighbor_lists(minority, k)
        rows, bases, parents, steps = replayed(minority, neighbors, k, seed, len(expected))
        assert rows.tobytes() == expected.tobytes(), name
        write(folder / f"{name}.json", {
            "name": name,
            "k": k,
            "seed": seed,
            "count": len(expected),
            "neighbors_tie": has_ties(minority, k),
            "majority_rows": len(majority),
            "majority": matrix(majority),
            "minority": matrix(minority),
            "neighbors": neighbors.tolist(),
            "base": bases.tolist(),
            "neighbor": parents.tolist(),
            "step": words(steps),
            "expected": matrix(expected),
        })


# --- NumPy's legacy stream -----------------------------------------------------------------

def stream(seed):
    def fresh():
        return np.random.RandomState(seed)

    mixed = fresh()
    return {
        "seed": seed,
        "uint32": np.frombuffer(fresh().bytes(40), dtype="<u4").tolist(),
        "uint32_from_620": np.frombuffer(fresh().bytes(640 * 4), dtype="<u4")[620:630].tolist(),
        "uniform": words(fresh().uniform(size=10)),
        "randint_175": fresh().randint(0, 175, 10).tolist(),
        "randint_1": fresh().randint(0, 1, 3).tolist(),
        "randint_1000003": fresh().randint(0, 1_000_003, 10).tolist(),
        "standard_normal": words(fresh().standard_normal(5)),
        "permutation_10": fresh().permutation(10).tolist(),
        "mixed": {
            "randint_7": mixed.randint(0, 7, 5).tolist(),
            "then_uniform": words(mixed.uniform(size=3)),
            "then_standard_normal": words(mixed.standard_normal(3)),
            "then_uniform_again": words(mixed.uniform(size=2)),
            "then_permutation_6": mixed.permutation(6).tolist(),
        },
    }


def write_streams(path):
    write(path, {"streams": [stream(seed) for seed in (0, 7, 42, 2**32 - 1)]})


# --- scikit-learn --------------------------------------------------------------------------

def write_scaling(path):
    table = units(np.random.RandomState(20250304), 12)[:, [0, 1, 4, 6]]
    table = np.column_stack([table, np.full(12, 3.25), np.arange(12) % 2])
    scaler = MinMaxScaler(feature_range=(-1, 1))
    write(path, {
        "comment": "MinMaxScaler(feature_range=(-1, 1)); the fifth column is constant",
        "rows": matrix(table),
        "scaled": matrix(scaler.fit_transform(table)),
        "scale": words(scaler.scale_),
        "offset": words(scaler.min_),
    })


def write_components(path):
    draws = np.random.RandomState(20250305)
    table = np.round(draws.standard_normal((30, 2)) @ draws.standard_normal((2, 5)) * 3, 2)
    table = np.round(table + 0.3 * draws.standard_normal((30, 5)), 2)
    model = PCA(svd_solver="full").fit(table)
    write(path, {
        "comment": "PCA(svd_solver='full'); a component's sign is free; compare to 1e-10",
        "rows": matrix(table),
        "mean": words(model.mean_),
        "explained_variance": words(model.explained_variance_),
        "explained_variance_ratio": words(model.explained_variance_ratio_),
        "components": matrix(model.components_),
        "coordinates": matrix(model.transform(table)[:, :2]),
    })


def write_neighbors(path):
    table = decimals(np.random.RandomState(20250306), 40, 6, 2)
    assert not has_ties(table, 5)
    distances, lists = NearestNeighbors(n_neighbors=6).fit(table).kneighbors(table)
    assert (lists[:, 0] == np.arange(len(table))).all()
    write(path, {
        "comment": "the five nearest other rows and their Euclidean distances; none tie",
        "rows": matrix(table),
        "neighbors": lists[:, 1:].tolist(),
        "distances": matrix(distances[:, 1:]),
    })


def main(root):
    warnings.simplefilter("error")
    tests = root / "Tests"
    write_smote(tests / "OversamplingTests" / "Fixtures" / "smote")
    write_streams(tests / "NumericTests" / "Fixtures" / "mt19937.json")
    write_neighbors(tests / "NumericTests" / "Fixtures" / "nearest_neighbors.json")
    write_scaling(tests / "TabularTests" / "Fixtures" / "minmax.json")
    write_components(tests / "ProjectionTests" / "Fixtures" / "components.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
