#!/usr/bin/env python3
"""Writes what imbalanced-learn's oversamplers answer to small questions, for the tests.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    /tmp/peers/bin/python Tests/Peers/make_oversampler_fixtures.py [PROJECT_ROOT]

A file for each question: the real rows with the levels of each column (0 for a number), the
classes to grow, the peer's rows, and, where distances tie, the neighbors that the peer found.
Numbers are written as in make_smote_fixtures.py.
"""

import sys
from pathlib import Path

import numpy as np
from imblearn.metrics.pairwise import ValueDifferenceMetric

import oversampler_peers as peers
from make_smote_fixtures import matrix, write
from oversampler_peers import Question


# --- Rows ----------------------------------------------------------------------------------

def clouds(draws, sizes, columns, places=3, apart=1.0):
    """A cloud for each class, close enough to overlap; classes mixed."""
    labels = draws.permutation(np.repeat(np.arange(len(sizes)), sizes))
    centers = draws.standard_normal((len(sizes), columns)) * apart
    return np.round(centers[labels] + draws.standard_normal((len(labels), columns)), places), labels


def grid(draws, sizes, columns, side):
    """Whole numbers: most distances tie, and many rows are equal."""
    labels = draws.permutation(np.repeat(np.arange(len(sizes)), sizes))
    shift = labels[:, None] % 2
    return (draws.randint(0, side, (len(labels), columns)) + shift).astype(float), labels


def with_copies(draws, sizes, columns):
    features, labels = clouds(draws, sizes, columns, 2)
    rare = np.flatnonzero(labels == 1)
    features[rare[3]] = features[rare[5]] = features[rare[0]]
    features[rare[7]] = features[np.flatnonzero(labels == 0)[0]]
    return features, labels


def codes(draws, labels, levels):
    """Levels that lean toward the class; all of them occur."""
    columns = []
    for count in levels:
        column = (draws.randint(0, count, len(labels)) + draws.binomial(1, 0.4, len(labels))
                  * labels) % count
        column[:count] = np.arange(count)
        columns.append(column)
    return np.column_stack(columns).astype(float)


def mixed(draws, sizes, kinds, places=3):
    """Numbers where `kinds` is 0, else a category of so many levels."""
    features, labels = clouds(draws, sizes, len(kinds), places)
    chosen = [column for column, levels in enumerate(kinds) if levels]
    features[:, chosen] = codes(draws, labels, [kinds[column] for column in chosen])
    return features, labels


# --- Ties ----------------------------------------------------------------------------------

def tie(distances, count):
    """Whether any row has two of its first `count` + 2 distances (nearly) equal."""
    nearest = np.sort(distances, axis=1)[:, : count + 2]
    return bool((np.diff(nearest, axis=1) <= 1e-9 * nearest[:, 1:]).any())


def squared(rows, others):
    return ((rows[:, None, :] - others[None, :, :]) ** 2).sum(axis=2)


def numbers_tie(question, grown):
    most = max(question.options.get("k", 5), question.options.get("m", 10)) + 1
    for label in grown:
        rows = question.features[question.labels == label]
        if tie(squared(rows, rows), most) or tie(squared(rows, question.features), most):
            return True
    return False


def mixed_tie(question, grown):
    chosen = question.categorical
    numeric = [j for j in range(question.features.shape[1]) if j not in chosen]
    for label in grown:
        rows = question.features[question.labels == label]
        mismatch = np.median(rows[:, numeric].std(axis=0)) ** 2
        differing = (rows[:, None, chosen] != rows[None, :, chosen]).sum(axis=2)
        distances = squared(rows[:, numeric], rows[:, numeric]) + mismatch * differing
        if tie(distances, question.options.get("k", 5) + 1):
            return True
    return False


def categories_tie(question, grown):
    metric = ValueDifferenceMetric().fit(question.features.astype(int), question.labels)
    for label in grown:
        rows = question.features[question.labels == label].astype(int)
        if tie(metric.pairwise(rows), question.options.get("k", 5) + 1):
            return True
    return False


# --- Files ---------------------------------------------------------------------------------

def write_case(folder, name, question, peer, kinds=None, ties=None):
    """`ties(question, grown)` says whether the peer's neighbors have to be given."""
    answer = peer(question)
    real = len(question.features)
    made = np.unique(answer.labels[real:])
    present = dict(zip(*np.unique(question.labels, return_counts=True)))
    if isinstance(question.strategy, dict):
        demands = {c: n - present[c] for c, n in question.strategy.items() if n > present[c]}
    else:
        most = max(present.values())
        demands = {c: most - n for c, n in present.items() if n < most}
    given = ties is not None and ties(question, made)
    assert not given or len(demands) == 1, f"{name}: neighbors of one class only can be given"
    content = {
        "name": name,
        "options": {key: float(value) for key, value in question.options.items()},
        "seed": question.seed,
        "levels": kinds or [0] * question.features.shape[1],
        "rows": matrix(question.features),
        "labels": " ".join(map(str, question.labels)),
        "demands": [[int(c), int(n)] for c, n in demands.items()],
        "expected": matrix(answer.features[real:]),
        "expected_labels": " ".join(map(str, answer.labels[real:])),
    }
    if given:
        for kind in ("partners", "surroundings"):
            if (lists := getattr(answer, kind)) is not None:
                content[kind] = [" ".join(map(str, line)) for line in lists]
    if answer.drawn is not None:
        content["drawn"] = " ".join(map(str, answer.drawn[real:]))
    write(folder / f"{name}.json", content)


def write_numbers(folder, peer, judges):
    """Cases of a method that works on numbers; `judges` if it has a setting m."""
    draws = np.random.RandomState(20250401)
    m = {"m": 7} if judges else {}
    features, labels = clouds(draws, [22, 13], 3)
    write_case(folder, "binary", Question(features, labels, "auto", 0), peer, ties=numbers_tie)
    features, labels = clouds(draws, [18, 13, 10], 2, apart=0.5)
    write_case(folder, "three_classes", Question(
        features, labels, "auto", 7, options={"k": 3, **m}), peer, ties=numbers_tie)
    features, labels = clouds(draws, [20, 16], 5)
    write_case(folder, "five_columns", Question(
        features, labels, {1: 46}, 2**32 - 1, options={"k": 7, **m}), peer, ties=numbers_tie)
    features, labels = grid(draws, [24, 14], 3, 4)
    write_case(folder, "grid", Question(features, labels, "auto", 42), peer, ties=numbers_tie)
    features, labels = with_copies(draws, [20, 14], 2)
    write_case(folder, "copies", Question(
        features, labels, {1: 40}, 7, options={"k": 4, **m}), peer, ties=numbers_tie)


def write_mixed(folder):
    draws = np.random.RandomState(20250402)

    def case(name, features, labels, kinds, strategy, seed, **options):
        categorical = [column for column, levels in enumerate(kinds) if levels]
        question = Question(features, labels, strategy, seed, categorical, options)
        write_case(folder, name, question, peers.smote_nc, kinds, mixed_tie)

    kinds = [0, 3, 0, 4]
    case("binary", *mixed(draws, [26, 14], kinds), kinds, "auto", 0)
    kinds = [2, 0, 0, 0, 5]
    case("three_classes", *mixed(draws, [18, 12, 9], kinds), kinds, "auto", 7, k=4)
    kinds = [0, 0, 3]
    features, labels = mixed(draws, [18, 14], kinds, places=0)
    case("grid", features, labels, kinds, {1: 44}, 42)
    # Half of the numbers have no spread within the class: the categories count nothing.
    kinds = [0, 3, 0, 0, 2]
    features, labels = mixed(draws, [18, 12], kinds)
    features[np.ix_(labels == 1, [0, 2])] = [0.25, 0]
    case("no_spread", features, labels, kinds, {1: 40}, 7, k=3)
    # Numbers of this size make the peer take all votes for tied.
    kinds = [0, 0, 4]
    features, labels = mixed(draws, [18, 12], kinds)
    features[:, :2] *= 1e-9
    case("blind", features, labels, kinds, {1: 30}, 42)
    # Many zeros: the peer's variances are those of sparse columns.
    kinds = [0, 3, 0]
    features, labels = mixed(draws, [20, 16], kinds)
    features[draws.uniform(size=len(labels)) < 0.4, 0] = 0
    case("zeros", features, labels, kinds, {1: 40}, 2**32 - 1, k=6)


def untied(draws, sizes, levels, strategy, seed, options):
    """Of a few questions the first without ties, else the last: with several classes to grow
    there is no other way to compare."""
    for _ in range(200):
        labels = draws.permutation(np.repeat(np.arange(len(sizes)), sizes))
        question = Question(
            codes(draws, labels, levels), labels, strategy, seed, options=options)
        if strategy != "auto" or not categories_tie(question, range(len(sizes))):
            break
    return question


def write_categories(folder):
    draws = np.random.RandomState(20250403)

    def case(name, sizes, levels, strategy, seed, **options):
        question = untied(draws, sizes, levels, strategy, seed, options)
        write_case(folder, name, question, peers.smote_n, levels, categories_tie)

    case("binary", [30, 16], [3, 4, 5, 2], {1: 30}, 0)
    case("two_neighbors", [26, 16], [4, 6, 3], {1: 60}, 42, k=2)
    case("one_of_three", [20, 12, 16], [3, 3, 4], {1: 40}, 7)
    case("three_classes", [16, 11, 8], [5, 4, 6, 7, 5, 6, 4], "auto", 7, k=2)
    case("nine_classes", [12] + [8] * 8, [3, 3, 4, 5], {3: 30}, 2**32 - 1, k=4)


def write_bootstraps(random_folder, rose_folder):
    draws = np.random.RandomState(20250404)

    def case(name, features, labels, strategy, seed, **options):
        question = Question(features, labels, strategy, seed, options=options)
        write_case(rose_folder, name, question, peers.rose)
        if not options:
            write_case(random_folder, name, question, peers.random_duplication)

    case("binary", *clouds(draws, [22, 13], 3), "auto", 0)
    case("three_classes", *clouds(draws, [20, 13, 8], 3), "auto", 7)
    case("one_row", *clouds(draws, [6, 1, 5], 2), {1: 4, 2: 12}, 42)
    case("one_column", *clouds(draws, [30, 150], 1), {0: 60}, 2**32 - 1)
    case("wide_noise", *clouds(draws, [18, 11], 6), {1: 20}, 7, shrinkage=2.5)
    case("no_noise", *clouds(draws, [12, 7], 2), "auto", 42, shrinkage=0)


def main(root):
    fixtures = root / "Tests" / "OversamplingTests" / "Fixtures"
    for kind in (1, 2):
        name = f"borderline-{kind}"
        write_numbers(fixtures / f"borderline-smote-{kind}", peers.borderline(name), True)
    write_numbers(fixtures / "adasyn", peers.adasyn, False)
    write_mixed(fixtures / "smote-nc")
    write_categories(fixtures / "smote-n")
    write_bootstraps(fixtures / "random", fixtures / "rose")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
