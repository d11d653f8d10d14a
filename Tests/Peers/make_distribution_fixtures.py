#!/usr/bin/env python3
"""Writes what SciPy answers about beta, binomial and normal distributions, and one-run audits.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    /tmp/peers/bin/python Tests/Peers/make_distribution_fixtures.py [PROJECT_ROOT]

Numbers are written with the shortest text that reads back equal.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

SHAPES = [
    (0.5, 0.5), (1, 1), (1, 5), (2, 3), (5, 1), (10, 91), (50, 951), (500.5, 3.25),
    (1000, 1), (1, 1000), (40000, 60001), (3, 1e6),
]
CHANCES = [1e-12, 1e-6, 0.0125, 0.025, 0.25, 0.5, 0.9, 0.975, 0.9999]


def beta():
    rows = []
    for a, b in SHAPES:
        for chance in CHANCES:
            x = float(stats.beta.ppf(chance, a, b))
            if not 1e-290 < x < 1:
                continue
            rows.append([a, b, chance, x, float(stats.beta.cdf(x, a, b))])
    return rows


def binomial():
    rows = []
    for trials, chance in [(1, 0.3), (10, 0.5), (100, 0.9), (1000, 0.01), (100000, 0.4)]:
        for share in [0, 0.1, 0.3, 0.5, 0.8, 1]:
            k = round(trials * share)
            # Logarithms of what is exact to the last digits; logpmf subtracts large numbers.
            density = float(stats.binom.pmf(k, trials, chance))
            tail = float(stats.binom.sf(k - 1, trials, chance))
            if min(density, tail) > 1e-290:
                rows.append([trials, chance, k, math.log(density), math.log(tail)])
    return rows


def normal():
    values = [-300, -60, -38, -35.5, -34.5, -20, -8, -3, -1, -0.1, 0, 0.5, 2, 6, 9]
    chances = [1e-300, 1e-50, 1e-12, 1e-5, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999999]
    return {
        "log_cumulative": [[x, float(stats.norm.logcdf(x))] for x in values],
        "quantile": [[p, float(stats.norm.ppf(p))] for p in chances],
    }


def clopper_pearson():
    rows = []
    for trials in [1, 10, 100, 500, 1000, 20000]:
        for successes in sorted({0, 1, trials // 10, trials // 2, trials - 1, trials}):
            interval = stats.binomtest(successes, trials).proportion_ci(0.95, "exact")
            rows.append([successes, trials, float(interval.low), float(interval.high)])
    return rows


def p_value(m, r, v, epsilon, delta):
    """Theorem 5.2 of Steinke, Nasr, Jagielski 2023, from its statement."""
    q = 1 / (1 + math.exp(-epsilon))
    beta_term = stats.binom.sf(v - 1, r, q)
    best = 0.0
    for i in range(1, v + 1):
        between = stats.binom.sf(v - i - 1, r, q) - beta_term
        best = max(best, between / i)
    return min(1.0, float(beta_term + 2 * m * delta * best))


def audits():
    rows = []
    for m, r, v, delta in [
        (100, 100, 100, 0), (1000, 1000, 800, 0), (1000, 200, 150, 1e-5), (500, 500, 400, 1e-3),
        (2000, 300, 290, 1e-6),
    ]:
        for epsilon in [0.0, 0.5, 1.0, 2.0]:
            rows.append([m, r, v, delta, epsilon, p_value(m, r, v, epsilon, delta)])
    return rows


def gaussian():
    """delta of a Gaussian mechanism by its trade-off curve; the answer is what it is solved for."""
    rows = []
    for mu in [0.1, 0.5, 1.0, 3.0, 6.0]:
        for epsilon in [0.1, 1.0, 4.0, 12.0]:
            first = stats.norm.logcdf(-epsilon / mu + mu / 2)
            second = epsilon + stats.norm.logcdf(-epsilon / mu - mu / 2)
            delta = math.exp(first) * -math.expm1(second - first)
            if delta > 1e-30:
                rows.append([mu, delta, epsilon])
    return rows


def write(path, content):
    versions = {"scipy": scipy.__version__, "numpy": np.__version__}
    text = json.dumps({"versions": versions, **content}, indent=None)
    path.write_text(text.replace("], [", "],\n[").replace("], \"", "],\n\"") + "\n")


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    write(root / "Tests/NumericTests/Fixtures/distributions.json", {
        "beta": beta(), "binomial": binomial(), "normal": normal(),
        "clopper_pearson": clopper_pearson(),
    })
    write(root / "Tests/AttacksTests/Fixtures/audits.json", {
        "one_run": audits(), "gaussian": gaussian(),
    })


main()
