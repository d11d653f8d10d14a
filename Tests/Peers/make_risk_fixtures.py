#!/usr/bin/env python3
"""Writes what Anonymeter answers about small tables, for the tests of attacks that guess about people.

    python3 -m venv /tmp/anonymeter
    /tmp/anonymeter/bin/pip install anonymeter==1.1.0 numpy==1.26.4 pandas==3.0.6 polars==2.1.0
    /tmp/anonymeter/bin/python Tests/Peers/make_risk_fixtures.py [PROJECT_ROOT]

The peer draws its targets at random; it is asked about every row, so that there is nothing to draw.
Its predicates are recorded as it makes them, which differs from run to run. The tables are written with the answers: numbers with
the shortest digits that read back equal, categories as text.

Where the two differ on purpose, and why:

- a secret number counts as guessed if the guess is off by at most 5 % of the truth's size. The peer
  divides by the guess with its sign, so that every negative guess is right, however wrong; and at a
  truth of 0 only a guess of 0 is right, where ours allows 5 % of the column's interquartile range.
- an attack weaker than guessing is given no risk. The peer warns and returns one.
- the control of singling out is brought to the size of the training table by expectations over all
  subsets; the peer fits a curve to random draws, from 1000 rows on. Tables here are of equal size.
- rows that occur twice are two people; the peer makes tables unique before singling out.
- a set of predicates smaller than asked for is judged by its own size; the peer divides by what was
  asked for.
- released rows at equal distances are taken at random; the peer takes whatever its sort has first.
"""

import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import anonymeter.evaluators.singling_out_evaluator as singling_out
from anonymeter.evaluators import InferenceEvaluator, LinkabilityEvaluator, SinglingOutEvaluator

warnings.simplefilter("ignore")

RELATIONS = {"==": "=", ">=": "≥", "<=": "≤", "!=": "≠", ">": ">", "<": "<"}


def people(draws, rows, shift=0.0):
    """Two kinds of people; columns that hang together, none of it with ties."""
    kind = draws.integers(0, 2, rows)
    age = np.round(40 + 25 * kind + draws.normal(0, 9, rows), 4)
    weight = np.round(60 + 0.4 * age + draws.normal(0, 6, rows), 4)
    pulse = np.round(90 - 0.3 * age + draws.normal(0, 5, rows), 4)
    balance = np.round(draws.normal(shift, 3, rows) + 2 * kind, 4)
    ward = np.where(draws.random(rows) < 0.85, np.where(kind == 1, "east", "west"), "north")
    return pd.DataFrame(
        {"age": age, "weight": weight, "pulse": pulse, "balance": balance, "ward": ward}
    )


def near(draws, table, spread):
    """A release that stays near its people: a little noise on each number, none on every fifth row."""
    numbers = table.select_dtypes("number")
    made = table.copy()
    is_noisy = np.arange(len(table)) % 5 > 0
    for name in numbers:
        noise = draws.normal(0, spread * numbers[name].std(), len(table))
        made[name] = np.round(numbers[name] + noise * is_noisy, 4)
    return made.sample(frac=1, random_state=3).reset_index(drop=True)


def columns(table):
    return {name: table[name].tolist() for name in table}


def answers(results, risk):
    control = results.n_control
    return {
        "trials": results.n_attacks_ori,
        "attack": int(results.n_success),
        "control_trials": results.n_attacks_control,
        "control": int(control),
        "rate": [results.attack_rate.value, results.attack_rate.error],
        "control_rate": [results.control_rate.value, results.control_rate.error],
        "risk": risk.value,
        "interval": list(risk.ci),
    }


def linkability(train, release, holdout, sets):
    cases = []
    for one, other in sets:
        evaluator = LinkabilityEvaluator(
            ori=train, syn=release, control=holdout, aux_cols=(one, other),
            n_attacks=len(train), n_neighbors=1,
        )
        evaluator.evaluate(n_jobs=1)
        cases.append({"known": one, "wanted": other, **answers(evaluator.results(), evaluator.risk())})
    return cases


def guesses(release, targets, known, secret):
    evaluator = InferenceEvaluator(
        ori=targets, syn=release, aux_cols=known, secret=secret, n_attacks=len(targets)
    )
    _, found = evaluator._attack(target=targets, naive=False, n_jobs=1, n_attacks=len(targets))
    return found.loc[targets.index].tolist()


def inference(train, release, holdout, questions):
    cases = []
    for known, secret in questions:
        regression = bool(pd.api.types.is_numeric_dtype(train[secret]))
        evaluator = InferenceEvaluator(
            ori=train, syn=release, control=holdout, aux_cols=known, secret=secret,
            regression=regression, n_attacks=len(train),
        )
        evaluator.evaluate(n_jobs=1)
        cases.append({
            "known": known, "wanted": [secret],
            "guesses": guesses(release, train, known, secret),
            **answers(evaluator.results(), evaluator.risk()),
        })
    return cases


def clauses(expression):
    """The conditions of a polars expression, read from its tree."""
    tree = json.loads(expression.meta.serialize(format="json"))
    found = []

    def literal(node):
        value = node["Literal"]
        while isinstance(value, dict):
            value = next(iter(value.values()))
        return value

    names = {"Eq": "==", "GtEq": ">=", "LtEq": "<=", "NotEq": "!=", "Gt": ">", "Lt": "<"}

    def visit(node):
        binary = node["BinaryExpr"]
        if binary["op"] in ("And", "LogicalAnd"):
            visit(binary["left"])
            visit(binary["right"])
            return
        found.append([
            binary["left"]["Column"], RELATIONS[names[binary["op"]]], literal(binary["right"]),
        ])

    visit(tree)
    return found


def singled_out(train, release, holdout, mode, attempts):
    made = {}
    original = singling_out._generate_singling_out_queries

    def recording(*arguments, **named):
        made["queries"] = original(*arguments, **named)
        return made["queries"]

    singling_out._generate_singling_out_queries = recording
    try:
        evaluator = SinglingOutEvaluator(
            ori=train, syn=release, control=holdout, n_attacks=attempts, n_cols=3, seed=5
        )
        evaluator.evaluate(mode=mode)
    finally:
        singling_out._generate_singling_out_queries = original
    assert len(made["queries"]) == attempts, len(made["queries"])
    return {
        "mode": mode,
        "predicates": [clauses(query) for query in made["queries"]],
        **answers(evaluator.results(), evaluator.risk()),
    }


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    draws = np.random.default_rng(20261121)
    train, holdout = people(draws, 60), people(draws, 60)
    release = near(draws, train, 0.15)
    unrelated = people(draws, 60)
    content = {
        "versions": {name: version(name) for name in ["anonymeter", "numpy", "pandas", "polars"]},
        "training": columns(train),
        "holdout": columns(holdout),
        "release": columns(release),
        "unrelated": columns(unrelated),
        "linkability": linkability(train, release, holdout, [
            (["age", "ward"], ["weight", "pulse"]),
            (["age", "pulse"], ["weight", "balance", "ward"]),
            (["age", "weight", "pulse"], ["balance"]),
        ]),
        "linkability_unrelated": linkability(train, unrelated, holdout, [
            (["age", "ward"], ["weight", "pulse"]),
        ]),
        "inference": inference(train, release, holdout, [
            (["age", "weight", "pulse"], "ward"),
            (["weight", "pulse", "balance"], "age"),
        ]),
        # Numbers where the two rules for a right guess do not come to the same.
        "inference_by_other_rule": inference(train, release, holdout, [
            (["age", "weight", "ward"], "pulse"),
            (["age", "weight", "pulse", "ward"], "balance"),
        ]),
        "singling_out": [
            singled_out(train, release, holdout, "univariate", 40),
            singled_out(train, release, holdout, "multivariate", 60),
        ],
    }
    path = root / "Tests/AttacksTests/Fixtures/risk/anonymeter.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    members = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in content.items()
    )
    path.write_text("{\n" + members + "\n}\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size} bytes")
    for name, cases in content.items():
        for case in cases if isinstance(cases, list) else []:
            print(name, case["attack"], case["control"], case["trials"], case["risk"])


if __name__ == "__main__":
    main()
