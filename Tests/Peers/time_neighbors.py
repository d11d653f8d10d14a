#!/usr/bin/env python3
"""Times scikit-learn's neighbors and, given the built benchmarks, ours in turns with it.

    /tmp/peers/bin/python Tests/Peers/time_neighbors.py [PROGRAM]

PROGRAM is `.build/release/Benchmarks`. Both take turns, so that what else the machine does disturbs
both alike, on the same kind of data: normal numbers, and categories of twenty equally frequent
levels. The ratio is the median of the rounds' ratios.
scikit-learn is asked with one job and with all processors; the faster answer counts. The exit code
is 1 if a target is missed. Not a part of the tests: on a busy machine the figures mean little.
"""

import os
import resource
import statistics
import subprocess
import sys
import time

import numpy as np
from scipy import sparse
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import OneHotEncoder

ROUNDS = 9
COUNT = 6


def normal(rows, columns):
    return np.random.RandomState(1).standard_normal((rows, columns))


def mixed(rows, columns=4, categories=6, levels=20):
    """Rows as imbalanced-learn's SMOTENC hands them to NearestNeighbors."""
    codes = np.random.RandomState(2).randint(0, levels, (rows, categories))
    encoded = OneHotEncoder(dtype=np.float64).fit_transform(codes)
    encoded.data[:] = 1 / np.sqrt(2)
    return sparse.hstack((normal(rows, columns), encoded), format="csr")


# Named as the program names them: the rows, the least ratio to reach, rounds, numbers of jobs.
CASES = {
    "neighbors 20000 x 30": (normal(20_000, 30), 2, ROUNDS, (1, -1)),
    "neighbors 20000 x 6": (normal(20_000, 6), 5, ROUNDS, (1, -1)),
    "mixed neighbors 50000 x (4 + 6)": (mixed(50_000), 5, 1, (1,)),
    "neighbors 100000 x 6": (normal(100_000, 6), 5, 1, (-1,)),
}


def peer_seconds(rows, jobs):
    start = time.perf_counter()
    NearestNeighbors(n_neighbors=COUNT, n_jobs=jobs).fit(rows).kneighbors(rows)
    return time.perf_counter() - start


class Program:
    """The benchmarks, running a case whenever they are asked to."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [path, "neighbors"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "NEIGHBOR_TURNS": "1"})

    def seconds(self, name):
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("seconds "):
                return float(line.split()[1])
        sys.exit(f"the program ended before it answered for '{name}'")


def compare(name, program):
    """Whether the target is met; true without a program."""
    rows, target, rounds, jobs = CASES[name]
    own, peer, ratios = [], [], []
    for _ in range(rounds):
        peer.append(min(peer_seconds(rows, count) for count in jobs))
        if program:
            own.append(program.seconds(name))
            ratios.append(peer[-1] / own[-1])
    line = f"{name}: scikit-learn {statistics.median(peer):.3f} s"
    if not ratios:
        print(line, flush=True)
        return True
    ratio = statistics.median(ratios)
    verdict = "PASSED" if ratio >= target else "FAILED"
    line += f", ours {statistics.median(own):.3f} s, {ratio:.1f} times"
    print(f"{line}, at least {target}: {verdict}", flush=True)
    return ratio >= target


def main():
    program = Program(sys.argv[1]) if len(sys.argv) > 1 else None
    passed = [compare(name, program) for name in CASES]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"scikit-learn's process held {peak:.0f} MB at its peak")
    sys.exit(not all(passed))


if __name__ == "__main__":
    main()
