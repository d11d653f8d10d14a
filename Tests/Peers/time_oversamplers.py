#!/usr/bin/env python3
"""Times imbalanced-learn's oversamplers and, given the built benchmarks, ours in turns with it.

    /tmp/peers/bin/python Tests/Peers/time_oversamplers.py [PROGRAM]

PROGRAM is `.build/release/Benchmarks`. Both get the same kind of data: normal numbers, and
categories of twenty equally frequent levels. Memory is the most that a process holds beyond what it
held before the call; a process of its own for each case, as memory that is given back stays with
it and hides what comes later. The exit code is 1 if a target is missed. Not a part of the tests: on a
busy machine the figures mean little.
"""

import os
import statistics
import subprocess
import sys
import time

import numpy as np
from imblearn.over_sampling import SMOTE, SMOTENC


def held(field):
    """Megabytes: VmRSS now, or VmHWM at the peak."""
    with open("/proc/self/status", encoding="utf-8") as status:
        line = next(line for line in status if line.startswith(field))
    return int(line.split()[1]) * 1024 / 1e6


def labels(minority, majority):
    return np.concatenate((np.ones(minority, int), np.zeros(majority, int)))


def smote():
    rows = np.random.RandomState(1).standard_normal((50_000, 30))
    sampler = SMOTE(sampling_strategy={1: 120_000}, random_state=0)
    return lambda: sampler.fit_resample(rows, labels(20_000, 30_000))


def smote_nc():
    draws = np.random.RandomState(1)
    rows = np.hstack(
        (draws.standard_normal((110_000, 4)), draws.randint(0, 20, (110_000, 6)).astype(float)))
    sampler = SMOTENC(categorical_features=list(range(4, 10)), random_state=0)
    return lambda: sampler.fit_resample(rows, labels(50_000, 60_000))


# Named as the program names them: the peer, rounds, the least ratio of times, the largest share of
# the peer's memory (None: no target).
CASES = {
    "smote 20000 x 30 to 100000 more": (smote, 7, 3, None),
    "smote-nc 50000 x (4 + 6)": (smote_nc, 1, 5, 0.2),
}


def peer_cost(prepare):
    call = prepare()
    before = held("VmRSS:")
    with open("/proc/self/clear_refs", "w", encoding="utf-8") as file:
        file.write("5")
    start = time.perf_counter()
    call()
    seconds = time.perf_counter() - start
    return seconds, held("VmHWM:") - before


class Program:
    """The benchmarks, running a case whenever they are asked to."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [path, "oversampling"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "OVERSAMPLING_TURNS": "1"})

    def cost(self, name):
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("seconds "):
                words = line.split()
                return float(words[1]), float(words[3])
        sys.exit(f"the program ended before it answered for '{name}'")


def summary(costs):
    """Seconds, megabytes."""
    return statistics.median(cost[0] for cost in costs), max(cost[1] for cost in costs)


def compare(name, path):
    """Whether the targets are met; true without a program."""
    prepare, rounds, target, share = CASES[name]
    program = Program(path) if path else None
    pairs = [(peer_cost(prepare), program.cost(name) if program else None)
             for _ in range(rounds)]
    peer_time, peer_memory = summary([pair[0] for pair in pairs])
    line = f"{name}: imbalanced-learn {peer_time:.3f} s, {peer_memory:.0f} MB"
    if not program:
        print(line, flush=True)
        return True
    own_time, own_memory = summary([pair[1] for pair in pairs])
    ratio = statistics.median(pair[0][0] / pair[1][0] for pair in pairs)
    is_met = ratio >= target and (share is None or own_memory <= share * peer_memory)
    wanted = f"at least {target} times" + (f", at most {share:.0%} of the memory" if share else "")
    print(f"{line}; ours {own_time:.3f} s, {own_memory:.0f} MB: {ratio:.1f} times, "
          f"{own_memory / peer_memory:.0%} of the memory ({wanted}): "
          f"{'PASSED' if is_met else 'FAILED'}", flush=True)
    return is_met


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else None
    passed = [compare(name, path) for name in CASES]
    sys.exit(not all(passed))


if __name__ == "__main__":
    main()
