#!/usr/bin/env python3
"""Writes what SciPy's gaussian_kde answers for a few rows.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    /tmp/peers/bin/python Tests/Peers/make_density_fixtures.py [PROJECT_ROOT]
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy.stats import gaussian_kde


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    random = np.random.RandomState(3)
    rows = np.round(random.normal(size=(25, 3)) @ np.array([[1, 0.5, 0], [0, 1, 0.9], [0, 0, 1]]), 4)
    places = np.vstack([rows[:2], np.round(random.normal(size=(4, 3)), 4), [[30, -20, 10]]])
    content = {
        "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
        "rows": rows.tolist(), "places": places.tolist(),
        **{rule: gaussian_kde(rows.T, rule).logpdf(places.T).tolist()
           for rule in ("scott", "silverman")},
    }
    path = root / "Tests/AttacksTests/Fixtures/densities.json"
    path.write_text(json.dumps(content).replace('], "', '],\n"') + "\n")


main()
