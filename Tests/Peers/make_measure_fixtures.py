#!/usr/bin/env python3
"""Writes small releases and what SDMetrics and mostlyai-qa say about them, for the tests.

    python3 -m venv /tmp/measures
    /tmp/measures/bin/pip install -r Tests/Peers/requirements-measures.txt
    /tmp/measures/bin/pip install --no-deps mostlyai-qa==1.10.11
    /tmp/measures/bin/python Tests/Peers/make_measure_fixtures.py [PROJECT_ROOT]

A case is a folder with `training.csv`, `synthetic.csv`, `holdout.csv` and `expected.json`:

- `equal`: numbers of the peers that ours equal, deterministic ones;
- `within`: four standard deviations to either side of the mean of a peer that draws, over many
  seeds;
- `undefined`: measures for which the peer has no number;
- `departures`: the number of the peer, ours, and the reason; see `measure_peers.DEPARTURES`.

Cases are made such that no departure matters, but for those of a departure's own.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sdmetrics.errors import ConstantInputError

import measure_peers as peers

BASELINE_SEEDS = 200


def write(root, name, training, synthetic, holdout, expected):
    folder = root / "Tests" / "MeasuresTests" / "Fixtures" / "peers" / name
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"training": training, "synthetic": synthetic, "holdout": holdout}
    for kind, table in tables.items():
        with open(folder / f"{kind}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns)
            for row in table.itertuples(index=False):
                writer.writerow("" if pd.isna(value) else value for value in row)
    keys = ["equal", "within", "undefined", "departures"]
    content = {"versions": peers.versions(), **{key: expected[key] for key in keys
                                                if key in expected}}
    text = json.dumps(content, indent=1, allow_nan=False) + "\n"
    (folder / "expected.json").write_text(text, encoding="utf-8")
    print(f"{name}: {json.dumps({key: expected[key] for key in keys if key in expected})}")


def departure(kind, peer, ours):
    assert abs(peer - ours) > 1e-9, (kind, peer, ours)
    return {"peer": peer, "ours": ours, "because": peers.DEPARTURES[kind]}


def people(draws, count, missing=0.08):
    """Numbers and categories that hang together, with gaps."""
    group = draws.randint(0, 3, count)
    age = np.round(35 + 12 * group + 8 * draws.standard_normal(count), 1)
    dose = np.round(np.exp(0.4 * group + 0.6 * draws.standard_normal(count)) + 0.01, 2)
    score = np.round(draws.standard_normal(count) - group / 2, 3)
    dose[draws.uniform(size=count) < missing] = np.nan
    ward = np.array(["east", "north", "west"], object)[
        np.where(draws.uniform(size=count) < 0.7, group, draws.randint(0, 3, count))]
    drug = np.array(["a", "b", "c", "d", "e"], object)[draws.randint(0, 5, count)]
    stage = np.array(["one", "two", "three", "four"], object)[
        np.minimum(group + draws.randint(0, 2, count), 3)]
    stage[draws.uniform(size=count) < missing] = np.nan
    return pd.DataFrame({"age": age, "ward": ward, "dose": dose, "drug": drug,
                         "score": np.where(score == 0, 0.001, score), "stage": stage})


def in_range_of(table, reference):
    """The table with the same smallest and largest numbers as the reference."""
    table = table.copy()
    for name in peers.numbers_of(table):
        low, high = reference[name].min(), reference[name].max()
        table[name] = table[name].clip(low, high)
        table.loc[0, name], table.loc[1, name] = low, high
    return table


def release(draws, training):
    """Fresh rows, rows between two training rows, two copies, four nearly so."""
    fresh = people(draws, 30)
    pairs = draws.randint(0, len(training), (12, 2))
    between = training.iloc[pairs[:, 0]].reset_index(drop=True)
    other = training.iloc[pairs[:, 1]].reset_index(drop=True)
    for name in peers.numbers_of(training):
        between[name] = np.round(between[name] + 0.37 * (other[name] - between[name]), 3)
    copies = training.iloc[[3, 42]].reset_index(drop=True)
    near = training.iloc[[5, 9, 26, 53]].reset_index(drop=True)
    for name in peers.numbers_of(training):
        near[name] = np.round(near[name] * 1.003, 5)
    return pd.concat([fresh, between, copies, near], ignore_index=True)


def without_departures(training, synthetic, holdout):
    """That neither ties, nor ranges, nor zeros, nor unseen categories matter."""
    for name in peers.numbers_of(training):
        assert training[name].min() == holdout[name].min()
        assert training[name].max() == holdout[name].max()
        assert not (synthetic[name] == 0).any()
    for name in peers.categories_of(training):
        assert set(synthetic[name].dropna()) <= set(training[name].dropna())
    near, far = peers.distances(synthetic, training), peers.distances(synthetic, holdout)
    assert not (near == far).any(), "ties"
    shares = peers.shares(training, synthetic, holdout)
    protection = peers.overfitting(training, synthetic, holdout)
    assert abs(shares["dcr-overfitting-protection"] - protection) < 1e-12
    return {**shares, "dcr-overfitting-protection": protection}


def mixed(root):
    draws = np.random.RandomState(20261)
    training = people(draws, 60)
    holdout = in_range_of(people(draws, 60), training)
    synthetic = release(draws, training)
    equal = {
        **peers.distance_summaries(training, synthetic),
        **without_departures(training, synthetic, holdout),
        "new-row": peers.new_rows(training, synthetic),
        **peers.column_shapes(training, synthetic),
        "correlation-similarity": peers.correlations(training, synthetic),
        "contingency-similarity": peers.contingencies(training, synthetic),
    }
    scores = peers.baselines(training, synthetic, BASELINE_SEEDS)
    write(root, "mixed", training, synthetic, holdout, {
        "equal": equal,
        "within": {"dcr-baseline-protection": peers.around(scores)}})


def part(root, name, columns, equal_of, count=80):
    """Some columns of the same people."""
    draws = np.random.RandomState(sum(map(ord, name)))
    training, synthetic, holdout = (people(draws, rows)[columns] for rows in (count, 70, count))
    write(root, name, training, synthetic, holdout, {"equal": equal_of(training, synthetic)})


def parts(root):
    part(root, "one-number", ["dose"], peers.column_shapes)
    part(root, "one-category", ["stage"], peers.column_shapes)
    part(root, "two-numbers", ["age", "dose"], lambda training, synthetic: {
        "correlation-similarity": peers.correlations(training, synthetic)})
    part(root, "categories", ["ward", "drug", "stage"], lambda training, synthetic: {
        "contingency-similarity": peers.category_contingencies(training, synthetic)})
    part(root, "number-and-category", ["dose", "stage"], lambda training, synthetic: {
        "contingency-similarity": peers.contingencies(training, synthetic)})


def copy(root):
    draws = np.random.RandomState(5)
    training = people(draws, 40, missing=0)
    holdout = in_range_of(people(draws, 40, missing=0), training)
    baseline = peers.baselines(training, training, 20)
    assert set(baseline) == {0.0}
    write(root, "copy", training, training, holdout, {"equal": {
        **peers.distance_summaries(training, training),
        **without_departures(training, training, holdout),
        "dcr-baseline-protection": 0.0,
        "new-row": peers.new_rows(training, training),
        **peers.column_shapes(training, training)}})


def steady_baseline(root):
    """Random rows all but never have a median distance other than 1/2: half of the four columns
    agree with the best of five rows, each of one level throughout."""
    levels = ["a", "b", "c", "d", "e"]
    names = ["first", "second", "third", "fourth"]
    table = pd.DataFrame({name: levels for name in names}, dtype=object)
    training = pd.concat([table] * 8, ignore_index=True)
    synthetic = pd.concat([table] * 40, ignore_index=True)
    synthetic["first"] = np.roll(synthetic["first"].to_numpy(), 1)
    scores = peers.baselines(training, synthetic, BASELINE_SEEDS)
    assert set(scores) == {0.5}, set(scores)
    write(root, "steady-baseline", training, synthetic, training, {
        "equal": {"dcr-baseline-protection": 0.5, **peers.distance_summaries(training, synthetic)}})


def undefined(root):
    """One category: random rows are training rows. And a constant number: no correlation."""
    table = pd.DataFrame({"sex": ["man", "woman"] * 12}, dtype=object)
    assert all(np.isnan(peers.baselines(table, table, 5)))
    write(root, "random-rows-are-real", table, table, table,
          {"undefined": ["dcr-baseline-protection"]})
    draws = np.random.RandomState(9)
    training = people(draws, 30)[["age", "score"]]
    synthetic = training.assign(score=1.5)
    try:
        peers.correlations(training, synthetic)
        raise AssertionError("a constant column has a correlation")
    except ConstantInputError as error:
        print(error)
    write(root, "constant-column", training, synthetic, training, {
        "equal": peers.column_shapes(training, synthetic),
        "undefined": ["correlation-similarity"]})


def ties(root):
    draws = np.random.RandomState(31)
    training, synthetic, holdout = (
        people(draws, count)[["ward", "drug", "stage"]] for count in (40, 30, 40))
    ours = peers.shares(training, synthetic, holdout)
    write(root, "ties", training, synthetic, holdout, {
        "equal": {"dcr-share": ours["dcr-share"]},
        "departures": {"dcr-overfitting-protection": departure(
            "ties", peers.overfitting(training, synthetic, holdout),
            ours["dcr-overfitting-protection"])}})


def ranges(root):
    draws = np.random.RandomState(77)
    training, synthetic, holdout = (
        people(draws, count)[["age", "dose", "ward"]] for count in (40, 60, 40))
    holdout.loc[7, ["age", "dose"]] = [300.5, 90.25]
    ours = peers.shares(training, synthetic, holdout)
    near = peers.distances(synthetic, training)
    assert not (near == peers.distances(synthetic, holdout, ranges_of=training)).any(), "ties"
    write(root, "ranges", training, synthetic, holdout, {
        "equal": {"dcr-share": ours["dcr-share"], **peers.distance_summaries(training, synthetic)},
        "departures": {"dcr-overfitting-protection": departure(
            "ranges", peers.overfitting(training, synthetic, holdout),
            ours["dcr-overfitting-protection"])}})


def zeros(root):
    """Training values of a millionth are as good as 0."""
    draws = np.random.RandomState(13)
    training, holdout = (people(draws, count)[["age", "dose", "ward"]] for count in (40, 40))
    training.loc[[4, 8, 21], "dose"] = 1e-6
    synthetic = people(draws, 20)[["age", "dose", "ward"]]
    synthetic = pd.concat([synthetic, training.loc[[4, 8, 21, 30]]], ignore_index=True)
    synthetic.loc[20:22, "dose"] = 0.0
    rounded = training.assign(dose=training["dose"].replace(1e-6, 0.0))
    write(root, "zeros", training, synthetic, holdout, {"departures": {"new-row": departure(
        "zero", peers.new_rows(training, synthetic), peers.new_rows(rounded, synthetic))}})


def unseen(root):
    """SDMetrics adds a millionth to the count of a category that the real rows lack; so do we."""
    draws = np.random.RandomState(21)
    training, synthetic, holdout = (people(draws, count)[["drug"]] for count in (40, 30, 40))
    synthetic.loc[[2, 5, 6], "drug"] = "new"
    write(root, "unseen", training, synthetic, holdout,
          {"equal": peers.column_shapes(training, synthetic)})


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    for make in (mixed, parts, copy, steady_baseline, undefined, ties, ranges, zeros, unseen):
        make(root)


if __name__ == "__main__":
    main()
