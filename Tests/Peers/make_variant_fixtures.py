#!/usr/bin/env python3
"""Writes what imbalanced-learn-extra and smote-variants answer to small questions, for the tests.

    python3 -m venv /tmp/variants
    /tmp/variants/bin/pip install imbalanced-learn-extra==0.2.10 pandas seaborn minisom metric-learn
    /tmp/variants/bin/pip install --no-deps smote-variants==1.0.1
    /tmp/variants/bin/python Tests/Peers/make_variant_fixtures.py [PROJECT_ROOT]

Numbers are written as in `make_smote_fixtures.py`.
"""

import json
import logging
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from imblearn_extra.gsmote import GeometricSMOTE
from scipy.cluster.hierarchy import fcluster, linkage

from make_smote_fixtures import compact, matrix, words

PACKAGES = ["numpy", "scipy", "scikit-learn", "imbalanced-learn-extra", "smote-variants"]


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    members = {"versions": {name: version(name) for name in PACKAGES}, **content}.items()
    text = ",\n".join(f"{json.dumps(name)}: {compact(value)}" for name, value in members)
    path.write_text("{\n" + text + "\n}\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size} bytes")


def rows(draws, sizes, columns):
    """A class around the origin, and smaller ones half inside and half beside it."""
    blocks = [np.round(draws.standard_normal((sizes[0], columns)), 3)]
    for code, size in enumerate(sizes[1:], 1):
        block = draws.standard_normal((size, columns)) * 0.7
        block[::2, code % columns] += 2
        blocks.append(np.round(block, 3))
    return np.vstack(blocks), np.repeat(np.arange(len(sizes)), sizes)


# --- Geometric SMOTE -----------------------------------------------------------------------

# name: sizes of the classes, columns, seed, truncation, deformation, selection, k
GEOMETRIC = {
    "half_ball": ([30, 12], 3, 0, 1.0, 0.0, "combined", 5),
    "whole_ball": ([30, 12], 3, 7, 0.0, 0.0, "minority", 3),
    "far_cap": ([30, 12], 2, 42, -0.4, 0.3, "combined", 5),
    "majority": ([30, 12], 4, 3, 0.6, 0.8, "majority", 5),
    "line": ([25, 10], 1, 5, 0.5, 0.0, "combined", 4),
    "three_classes": ([26, 12, 9], 3, 11, 0.3, 0.2, "combined", 4),
}


def geometric(root):
    draws = np.random.RandomState(20250305)
    for name, (sizes, columns, seed, truncation, deformation, selection, k) in GEOMETRIC.items():
        features, labels = rows(draws, sizes, columns)
        sampler = GeometricSMOTE(
            k_neighbors=k, truncation_factor=truncation, deformation_factor=deformation,
            selection_strategy=selection, random_state=seed)
        made, made_labels = sampler.fit_resample(features, labels)
        write(root / "geometric-smote" / f"{name}.json", {
            "settings": {
                "k": str(k), "truncation": str(truncation), "deformation": str(deformation),
                "selection": selection},
            "seed": seed, "sizes": sizes, "rows": matrix(features),
            "expected": matrix(made[len(features):]),
            "expected_labels": [int(code) for code in made_labels[len(features):]]})


# --- MWMOTE --------------------------------------------------------------------------------

def mwmote(root):
    """Selection probabilities of smote-variants and clusters of SciPy's average linkage.

    smote-variants takes one majority neighbor more than its k2, and clusters by k-means: k2 is
    one less here, and clusters come from SciPy.
    """
    logging.disable(logging.INFO)
    import smote_variants

    draws = np.random.RandomState(20140202)
    for name, reach in {"wide": 3.0, "narrow": 1.2}.items():
        features, labels = rows(draws, [40, 16], 3)
        features[-1] = [-0.2, 0.1, -0.1]
        members = features[labels == 1]
        sampler = smote_variants.MWMOTE(k1=5, k2=2, k3=len(members) // 2, cf_th=5, cmax=2)
        sampler.class_label_statistics(labels)
        core = sampler.filter_minorities(features, labels, {}, np.flatnonzero(labels == 1))
        informative, probabilities = sampler.determine_selection_probabilities(
            X=features, y=labels, X_min=members, filtered_minority=core, nn_params={})
        inner = features[core]
        distances = np.linalg.norm(inner[:, None] - inner[None], axis=2)
        np.fill_diagonal(distances, np.inf)
        mean = distances.min(axis=1).mean()
        clusters = fcluster(linkage(members, "average"), reach * mean, "distance")
        everywhere = np.zeros(len(members))
        everywhere[informative] = probabilities
        write(root / "mwmote" / f"{name}.json", {
            "cp": reach, "sizes": [40, 16], "rows": matrix(features),
            "probabilities": words(everywhere), "clusters": [int(c) for c in clusters],
            "noise": [int(row) for row in set(np.flatnonzero(labels == 1)) - set(core)]})


def main():
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2]
    root = project / "Tests" / "OversamplingTests" / "Fixtures"
    geometric(root)
    mwmote(root)


if __name__ == "__main__":
    main()
