#!/usr/bin/env python3
"""Writes what NumPy, scikit-learn and imbalanced-learn answer about beta draws, small batches of
k-means, SVM-SMOTE, KMeans-SMOTE, SMOTE-Tomek and SMOTE-ENN, for the tests.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    /tmp/peers/bin/python Tests/Peers/make_svm_kmeans_fixtures.py [PROJECT_ROOT]

The files are as in make_oversampler_fixtures.py; cleaning methods have the real rows that they
take out besides. Rows of the numeric files are not stored but drawn from a seed.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import MiniBatchKMeans
from sklearn.svm import SVC

import rules_svm_kmeans as peers
from make_oversampler_fixtures import clouds, grid, numbers_tie, with_copies, write_case
from make_smote_fixtures import matrix, word, words, write
from oversampler_peers import Question


# --- Numbers -------------------------------------------------------------------------------

def write_beta(path):
    def stream(seed):
        beta, gamma = np.random.RandomState(seed), np.random.RandomState(seed)
        return {
            "seed": seed,
            "beta_10_10": words(beta.beta(10, 10, size=12)),
            "then_uniform": words(beta.uniform(size=2)),
            "gamma_1.5": words(gamma.standard_gamma(1.5, size=12)),
            "then_gamma_40": words(gamma.standard_gamma(40, size=4)),
        }
    write(path, {"streams": [stream(seed) for seed in (0, 7, 42, 2**32 - 1)]})


def drawn(seed, rows, columns, levels):
    """Uniform numbers; whole numbers below `levels` if that is not 0. The tests draw the same."""
    table = np.random.RandomState(seed).uniform(size=(rows, columns))
    return np.floor(table * levels) if levels else table


def write_variance(path):
    shapes = [(1, 1), (7, 1), (3, 3), (40, 5), (129, 1), (500, 3), (3000, 7)]
    write(path, {"tables": [
        {"seed": 5, "rows": rows, "columns": columns, "levels": levels,
         "variance": word(drawn(5, rows, columns, levels).var())}
        for rows, columns in shapes for levels in (0, 9)]})


def clustered(seed, rows, columns, levels, clusters):
    table = drawn(seed, rows, columns, levels)
    model = MiniBatchKMeans(n_clusters=clusters, random_state=seed).fit(table)
    return {
        "seed": seed, "rows": rows, "columns": columns, "levels": levels, "clusters": clusters,
        "steps": model.n_steps_, "centers": matrix(model.cluster_centers_),
        "labels": " ".join(map(str, model.labels_)),
    }


def write_clusterings(path):
    write(path, {
        "comment": "centers with the roundings of a processor that multiplies and adds in one step",
        "clusterings": [
            clustered(0, 90, 3, 0, 8),
            clustered(7, 60, 1, 0, 3),
            clustered(42, 200, 10, 0, 8),
            clustered(3, 300, 6, 2, 8),
            clustered(1, 50, 2, 0, 40),
            clustered(11, 40, 2, 0, 1),
            clustered(2, 1500, 4, 0, 5),
            clustered(2**32 - 1, 4000, 2, 0, 12),
        ]})


# --- Oversamplers --------------------------------------------------------------------------

def add(path, extra):
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["versions"]
    write(path, {**content, **extra})


def misses(path):
    """Whether fewer rows were made than were asked for."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return len(content["expected"]) < sum(count for _, count in content["demands"])


def write_svm(folder):
    draws = np.random.RandomState(20250501)

    def case(name, features, labels, strategy, seed, **options):
        question = Question(features, labels, strategy, seed, options=options)
        write_case(folder, name, question, peers.svm_smote, ties=numbers_tie)
        support = SVC(gamma="scale", random_state=seed).fit(features, labels).support_
        assert not name.startswith("only") or misses(folder / f"{name}.json"), name
        add(folder / f"{name}.json", {"support": " ".join(map(str, support))})

    case("binary", *clouds(draws, [40, 16], 3), "auto", 0)
    case("three_classes", *clouds(draws, [26, 15, 12], 2), "auto", 7, k=3, m=6)
    case("five_columns", *clouds(draws, [40, 18], 5, apart=0.4), {1: 48}, 2**32 - 1, k=7, m=12)
    # Far apart: no support vector is in danger, and its part is not made.
    case("only_safe", *clouds(draws, [24, 14], 2, apart=30), {1: 40}, 42, **{"out-step": 0.25})
    # Each rare row beside common ones: none is safe.
    features, labels = clouds(draws, [40, 12], 2, apart=0.1)
    case("only_in_danger", features, labels, {1: 42}, 3, k=4, m=14)
    case("grid", *grid(draws, [30, 14], 3, 4), "auto", 42)
    case("copies", *with_copies(draws, [30, 14], 2), {1: 40}, 7, k=4, m=7)


def write_kmeans(folder):
    draws = np.random.RandomState(20250502)

    def case(name, features, labels, strategy, seed, **options):
        question = Question(features, labels, strategy, seed, options=options)
        write_case(folder, name, question, peers.kmeans_smote, ties=numbers_tie)
        clusters = " ".join(map(str, peers.clusters_of(question)))
        add(folder / f"{name}.json", {"groups": clusters})

    case("binary", *clouds(draws, [40, 24], 3), "auto", 0, clusters=4)
    case("defaults", *clouds(draws, [60, 40], 2, apart=3), "auto", 42)
    case("three_classes", *clouds(draws, [30, 22, 16], 2, apart=2), "auto", 7, clusters=5, k=3)
    case("one_cluster", *clouds(draws, [30, 12], 4), {1: 40}, 2**32 - 1, clusters=1)
    case("fixed", *clouds(draws, [50, 25], 3), {1: 60}, 3, clusters=6, threshold=0.2, exponent=2.5)
    case("flat", *clouds(draws, [50, 25], 3), {1: 60}, 3, clusters=6, threshold=0, exponent=0)
    case("grid", *grid(draws, [40, 24], 3, 4), "auto", 42, clusters=3, threshold=0.1)


def write_cleaned(folder, peer, **options):
    draws = np.random.RandomState(20250503)

    def case(name, features, labels, strategy, seed, **more):
        question = Question(features, labels, strategy, seed, options={**options, **more})
        write_case(folder, name, question, peer)
        answer = peer(question)
        add(folder / f"{name}.json", {"removed": " ".join(map(str, answer.removed))})

    case("binary", *clouds(draws, [34, 16], 3, apart=0.6), "auto", 0)
    case("three_classes", *clouds(draws, [26, 15, 12], 2), "auto", 7, k=3)
    case("five_columns", *clouds(draws, [30, 14], 5, apart=0.8), {1: 26}, 2**32 - 1, k=7)


def main(root):
    numbers = root / "Tests" / "NumericTests" / "Fixtures"
    write_beta(numbers / "beta.json")
    write_variance(numbers / "variance.json")
    write_clusterings(numbers / "mini_batch_kmeans.json")
    fixtures = root / "Tests" / "OversamplingTests" / "Fixtures"
    write_svm(fixtures / "svm-smote")
    write_kmeans(fixtures / "kmeans-smote")
    write_cleaned(fixtures / "smote-tomek", peers.smote_tomek)
    write_cleaned(fixtures / "smote-enn", peers.smote_enn)
    write_cleaned(fixtures / "smote-enn" / "mode", peers.smote_enn_of("mode"), **{"edit-k": 4})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
