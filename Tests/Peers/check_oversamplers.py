#!/usr/bin/env python3
"""Compares `smokeout oversample` with other programs, method by method, on the benchmark datasets.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    swift build -c release --product smokeout
    /tmp/peers/bin/python Tests/Peers/check_oversamplers.py [--datasets FOLDER] [--program PATH]
                                                            [--method NAME ...]

A line for each method, dataset and strategy, with three seeds each. Where distances tie the
program is given the neighbors that the peer found. Prints a table; ends with 1 if anything
differs, with 2 if the program or the datasets are not there, and with 0, saying that it skipped,
if imbalanced-learn is not installed.

A method is an entry of METHODS: what its peer answers (oversampler_peers.py), which of the peer's
neighbors the program is given, and the rule that its rows have to follow.
"""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

try:
    import imblearn
    import numpy as np
    import sklearn

    import oversampler_peers as peers
    import rules_svm_kmeans as others
except ImportError as error:
    print(f"skipped: {error.name} is not installed; pip install -r Tests/Peers/requirements.txt")
    sys.exit(0)

from check_smote import (
    DATASETS, MINORITY, ONE_HOT_DATASETS, TARGET, argument_parser, checked_arguments, difference,
    read_table)

SEEDS = [0, 7, 42]
STRATEGIES = [1.0, 0.5]
# Columns with no more values than this are taken for categories where a method needs some.
FEW_VALUES = 3
# In a dataset of such columns only, so many are made numbers.
MADE_NUMBERS = 3
SECONDS = 300


class NotApplicable(Exception):
    """The method cannot work on the dataset; the peer refuses it too."""


# --- What the program made -------------------------------------------------------------------

@dataclass
class Release:
    """The program's rows, and what each synthetic one was made from.

    `step` is not a number where columns differ in it; `further` lists (row, weight).
    """

    features: np.ndarray
    labels: np.ndarray
    base: np.ndarray
    neighbor: np.ndarray
    step: np.ndarray
    further: list


@dataclass
class Case:
    """One run: the question, the peer's answer (None without a peer), and the program's."""

    question: peers.Question
    answer: peers.Answer | None
    release: Release
    cleans: bool = False

    @property
    def real(self):
        return len(self.question.features)

    @property
    def made(self):
        if self.cleans:
            return self.release.features[len(self.release.features) - len(self.release.base):]
        return self.release.features[self.real:]

    @property
    def requested(self):
        """Rows that were asked for, as imbalanced-learn cuts them down."""
        minority = int((self.question.labels == MINORITY).sum())
        return int((self.real - minority) * self.question.strategy - minority)


def read_parents(path):
    with open(path, newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    further = [
        [(int(row), float(weight)) for row, weight in
         (pair.split("*") for pair in line["further"].split(";") if pair)]
        for line in lines]
    return (
        np.array([int(line["base"]) for line in lines], dtype=int),
        np.array([int(line["neighbor"]) for line in lines], dtype=int),
        np.array([float(line["step"] or "nan") for line in lines]), further)


# --- Rules: what is wrong, in words; empty if nothing ------------------------------------------
# The first sentence of a rule's description stands in the table.

def equal(case):
    """The peer's rows, bit for bit."""
    peer = (case.answer.features, case.answer.labels)
    return difference(peer, (case.release.features, case.release.labels)) or parents_explain(case)


def nearly_equal(case):
    """The peer's rows up to the last digits of a logarithm."""
    if case.answer.features.shape != case.release.features.shape:
        return f"shape {case.release.features.shape}, not {case.answer.features.shape}"
    distance = np.abs(case.answer.features - case.release.features)
    off = (distance > 4e-15 * np.maximum(1, np.abs(case.answer.features))).any(axis=1)
    return f"{int(off.sum())} rows are off, first {int(off.argmax())}" if off.any() else ""


def drawn_as_by_the_peer(case):
    """The rows that were drawn are those that the peer says it drew."""
    if (case.release.base != case.answer.drawn[case.real:]).any():
        return "other rows were drawn"
    return "" if (case.release.neighbor == case.release.base).all() else "neighbors are not bases"


def as_many_as_requested(case):
    """As many rows as asked for."""
    made = len(case.made)
    return "" if made == case.requested else f"{made} rows, {case.requested} were asked for"


def parents_explain(case):
    """Bases are minority rows, and parents with their weights make the numbers of the row."""
    release, features = case.release, case.question.features
    if len(release.base) != len(case.made):
        return f"{len(release.base)} parents of {len(case.made)} rows"
    if len(case.made) == 0:
        return ""
    if (case.question.labels[release.base] != MINORITY).any():
        return "a base is of another class"
    numbers = [j for j in range(features.shape[1]) if j not in case.question.categorical]
    base = features[release.base]
    sums = base + release.step[:, None] * (features[release.neighbor] - base)
    for row, parents in enumerate(release.further):
        for parent, weight in parents:
            sums[row] += weight * (features[parent] - base[row])
    distance = np.abs(sums - case.made)[:, numbers]
    scale = np.maximum(1, np.abs(case.made[:, numbers]))
    off = (distance > 1e-9 * scale).any(axis=1) & ~np.isnan(release.step)
    return f"parents do not make row {int(off.argmax())}" if off.any() else ""


def all_of(*rules):
    """A rule that is followed if all of them are; named as the first."""
    def rule(case):
        return next(filter(None, (rule(case) for rule in rules)), "")
    rule.__doc__ = rules[0].__doc__
    return rule


# --- Methods ---------------------------------------------------------------------------------

def as_it_is(features):
    """The table, and no categories."""
    return features, []


def with_few_values_as_categories(features):
    """The table, and the columns with few values.

    Where all have few, the first are halved: the program takes zeros and ones for yes and no,
    which are no numbers.
    """
    chosen = [j for j in range(features.shape[1]) if len(np.unique(features[:, j])) <= FEW_VALUES]
    if not chosen:
        raise NotApplicable(f"no column has {FEW_VALUES} values or fewer")
    if len(chosen) == features.shape[1]:
        features = features.copy()
        features[:, :MADE_NUMBERS] /= 2
        chosen = chosen[MADE_NUMBERS:]
    return features, chosen


def where_distances_tie(dataset):
    return dataset in ONE_HOT_DATASETS


def everywhere(dataset):
    return True


@dataclass
class Method:
    """How a method is checked.

    `feeds` names the peer's neighbors that the program is given, on the datasets of `feeds_on`;
    `table` gives the features that both get, and the columns that both take for categories; `peer`
    is None if the rule needs no answer; `options` are settings of both; a method that `cleans` may
    take real rows out.
    """

    name: str
    peer: Callable | None
    rule: Callable = equal
    feeds: tuple = ()
    feeds_on: Callable = where_distances_tie
    table: Callable = as_it_is
    options: dict = field(default_factory=dict)
    cleans: bool = False


BOTH = ("partners", "surroundings")
# By itself the threshold lets no cluster of most of the datasets pass.
CLUSTERED = {"threshold": 0.01}
METHODS = [
    Method("smote", peers.smote, feeds=("partners",)),
    Method("borderline-smote-1", peers.borderline("borderline-1"), feeds=BOTH),
    Method("borderline-smote-2", peers.borderline("borderline-2"), feeds=BOTH),
    Method("svm-smote", others.svm_smote, feeds=BOTH),
    Method("svm-smote", others.svm_smote, all_of(others.svm_smote_rule, parents_explain)),
    Method("kmeans-smote", others.kmeans_smote, feeds=("partners",)),
    Method("kmeans-smote", others.kmeans_smote, feeds=("partners",), options=CLUSTERED),
    Method("kmeans-smote", others.kmeans_smote,
           all_of(others.kmeans_smote_rule, parents_explain), options=CLUSTERED),
    Method("adasyn", peers.adasyn, feeds=BOTH),
    Method("smote-nc", peers.smote_nc, feeds=("partners",), table=with_few_values_as_categories),
    Method("smote-n", peers.smote_n, feeds=("partners",), feeds_on=everywhere),
    Method("random", peers.random_duplication,
           all_of(equal, drawn_as_by_the_peer, as_many_as_requested)),
    Method("rose", peers.rose,
           all_of(nearly_equal, drawn_as_by_the_peer, as_many_as_requested)),
    Method("smote-tomek", others.smote_tomek,
           all_of(others.smote_tomek_rule, parents_explain), ("partners",), cleans=True),
    Method("smote-enn", others.smote_enn,
           all_of(others.smote_enn_rule, parents_explain), ("partners",), cleans=True),
]


# --- Running ---------------------------------------------------------------------------------

def write_neighbors(folder, answer, feeds):
    """The options that give the program the peer's neighbors."""
    options = []
    for kind, option in (("partners", "--neighbors"), ("surroundings", "--surroundings")):
        if kind in feeds and getattr(answer, kind) is not None:
            path = folder / f"{kind}.csv"
            np.savetxt(path, getattr(answer, kind), "%d", ",")
            options += [option, path]
    return options


def write_table(path, columns, features, labels):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*columns, TARGET])
        writer.writerows([*map(repr, row), label] for row, label in zip(features.tolist(), labels))
    return path


def run_program(program, file, method, question, columns, options, folder):
    output, parents = folder / "augmented.csv", folder / "parents.csv"
    chosen = ":".join([method.name, *(f"{name}={value}" for name, value in
                                      method.options.items())])
    command = [program, "oversample", file, "--method", chosen, "--output", output,
               "--strategy", str(question.strategy), "--seed", str(question.seed),
               "--parents", parents, *options]
    if question.categorical:
        command += ["--categorical", ",".join(columns[j] for j in question.categorical)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                   text=True, timeout=SECONDS)
    return Release(*read_table(output), *read_parents(parents))


def compare(program, file, dataset, method, strategy, seed, folder):
    """What is wrong, and what else is to be known, in words."""
    features, labels = read_table(file)
    with open(file, newline="", encoding="utf-8") as text:
        columns = [name for name in next(csv.reader(text)) if name != TARGET]
    asked, categorical = method.table(features)
    if asked is not features:
        file = write_table(folder / "input.csv", columns, asked, labels)
    question = peers.Question(asked, labels, strategy, seed, categorical, method.options)
    answer, refusal = None, None
    try:
        answer = method.peer(question) if method.peer else None
    except (ValueError, RuntimeError) as error:
        refusal = str(error)
    options = []
    if answer is not None and method.feeds_on(dataset):
        options = write_neighbors(folder, answer, method.feeds)
    try:
        release = run_program(program, file, method, question, columns, options, folder)
    except subprocess.CalledProcessError as error:
        words = error.stderr.strip()[-200:]
        return ("", "both refuse") if refusal else (f"the program refused: {words}", "")
    if refusal:
        return f"the peer refused: {refusal[:200]}", ""
    case = Case(question, answer, release, method.cleans)
    return method.rule(case), f"{len(case.made)} rows"


def strategy_for(labels, wanted):
    """`wanted`, or a strategy half way to 1 if the classes are nearer to each other already."""
    minority = int((labels == MINORITY).sum())
    present = minority / (len(labels) - minority)
    return wanted if wanted > present else (present + 1) / 2


def line(program, arguments, method, dataset, wanted, folder):
    """The result of one line of the table: words, and whether it is a failure."""
    file = arguments.datasets / f"{dataset}.csv"
    strategy = strategy_for(read_table(file)[1], wanted)
    try:
        found = [
            compare(program, file, dataset, method, strategy, seed, folder) for seed in SEEDS]
    except NotApplicable as reason:
        return f"not applicable: {reason}", False
    wrong = [f"seed {seed}: {words}" for seed, (words, _) in zip(SEEDS, found) if words]
    notes = " / ".join(dict.fromkeys(note for _, note in found if note))
    return "; ".join(wrong) or f"{method.rule.__doc__.split('.')[0].lower()}: {notes}", bool(wrong)


def parse_arguments():
    parser = argument_parser(__doc__.splitlines()[0])
    parser.add_argument("--method", action="append", choices=[method.name for method in METHODS],
                        help="check this one; may be repeated (default: all)")
    return checked_arguments(parser)


def main():
    arguments = parse_arguments()
    program = arguments.program.resolve()
    print(f"imbalanced-learn {imblearn.__version__}, scikit-learn {sklearn.__version__}, "
          f"numpy {np.__version__}; seeds {', '.join(map(str, SEEDS))}")
    print(f"{'method':<19} {'dataset':<15} {'strategy':>8} {'neighbors':<9} result")
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for method in METHODS:
            if arguments.method and method.name not in arguments.method:
                continue
            for dataset in DATASETS + ONE_HOT_DATASETS:
                given = "peer's" if method.feeds and method.feeds_on(dataset) else "own"
                for wanted in STRATEGIES:
                    words, is_failure = line(
                        program, arguments, method, dataset, wanted, Path(folder))
                    failures += is_failure
                    print(f"{method.name:<19} {dataset:<15} {wanted:>8} {given:<9} {words}",
                          flush=True)
    print(f"{failures} lines differ" if failures else "all follow their rules")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
