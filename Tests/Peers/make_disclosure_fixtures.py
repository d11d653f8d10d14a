#!/usr/bin/env python3
"""Writes what SDMetrics says about two small tables, for the tests of disclosure and fidelity.

    python3 -m venv /tmp/sdmetrics
    /tmp/sdmetrics/bin/pip install sdmetrics==0.24.0
    /tmp/sdmetrics/bin/python Tests/Peers/make_disclosure_fixtures.py [PROJECT_ROOT]

Numbers are written with the digits that read back equal; missing values as null.
"""

import json
import sys
import warnings
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from sdmetrics.column_pairs import ContingencySimilarity, CorrelationSimilarity
from sdmetrics.single_column import KSComplement, TVComplement
from sdmetrics.single_table import DisclosureProtection

PACKAGES = ["numpy", "pandas", "scipy", "sdmetrics"]
NUMBERS = ["age", "dose", "crp"]
WORDS = ["job", "ward"]


def table(rows, seed, jobs):
    random = np.random.RandomState(seed)
    age = random.randint(20, 60, rows).astype(float)
    dose = np.round(age / 10 + random.normal(size=rows), 2)
    crp = random.exponential(size=rows)
    crp[random.permutation(rows)[:3]] = np.nan
    job = random.choice(jobs, rows).astype(object)
    ward = np.where(age + random.normal(size=rows) * 8 > 40, "north", "south").astype(object)
    ward[random.permutation(rows)[:2]] = None
    return pd.DataFrame({"age": age, "dose": dose, "crp": crp, "job": job, "ward": ward})


def plain(frame):
    return {
        name: [None if pd.isna(value) else value for value in frame[name]] for name in frame
    }


def protections(real, made):
    found = []
    for keys, secret, continuous, bins in [
        (["job", "ward"], ["age"], None, 0),
        (["age", "job"], ["ward"], None, 0),
        (["age", "job", "ward"], ["dose"], ["age", "dose"], 5),
    ]:
        for method in ["cap", "zero_cap", "generalized_cap"]:
            parts = DisclosureProtection.compute_breakdown(
                real, made, keys, secret, computation_method=method,
                continuous_column_names=continuous, num_discrete_bins=bins or 10)
            found.append({
                "keys": keys, "secret": secret, "bins": bins, "method": method,
                **{name: float(value) for name, value in parts.items()}})
    return found


def main():
    warnings.simplefilter("ignore")
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2])
    real = table(60, 1, ["nurse", "cook", "pilot"])
    made = table(90, 2, ["nurse", "cook", "pilot", "clown"])
    pairs = {
        f"{a} × {b}": (a, b) for a, b in combinations(list(real), 2) if a in WORDS or b in WORDS}
    numbers = {f"{a} × {b}": [a, b] for a, b in combinations(NUMBERS, 2)}

    def correlations(kind):
        return {
            name: float(CorrelationSimilarity.compute(real[both], made[both], coefficient=kind))
            for name, both in numbers.items()}

    def contingencies():
        return {
            name: float(ContingencySimilarity.compute(
                real[[a, b]].copy(), made[[a, b]].copy(),
                continuous_column_names=[c for c in (a, b) if c in NUMBERS]))
            for name, (a, b) in pairs.items()}

    content = {
        "versions": {name: version(name) for name in PACKAGES},
        "training": plain(real),
        "synthetic": plain(made),
        "protections": protections(real, made),
        "scores": {
            "ks-complement": {n: float(KSComplement.compute(real[n], made[n])) for n in NUMBERS},
            "tv-complement": {n: float(TVComplement.compute(real[n], made[n])) for n in WORDS},
            "pearson": correlations("Pearson"),
            "spearman": correlations("Spearman"),
            "contingency-similarity": contingencies(),
        },
    }
    path = root / "Tests/MeasuresTests/Fixtures/sdmetrics-disclosure.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    members = (f"{json.dumps(name)}: {json.dumps(value)}" for name, value in content.items())
    path.write_text("{\n" + ",\n".join(members) + "\n}\n")


if __name__ == "__main__":
    main()
