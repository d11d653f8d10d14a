#!/usr/bin/env python3
"""Guesses the seed of imbalanced-learn's SMOTE releases of the benchmark datasets.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r Tests/Peers/requirements.txt
    swift build -c release --product smokeout
    /tmp/peers/bin/python Tests/Peers/check_seed_replay.py [--datasets FOLDER] [--program PATH]

For seed 42 and ratios 2, 3 and 5, the synthetic rows of the program are compared with those of
imbalanced-learn bit for bit (on scikit-learn's neighbors where distances tie), and then attacked;
k and the size of the class are searched. Rows drawn with other seeds have to give no claim.

Prints a table; ends with 1 if a recall is below its target, a claim is wrong, or rows differ, with
2 if the program or the datasets are not there, and with 0, saying that it skipped, if
imbalanced-learn is not installed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from check_smote import (
    DATASETS, MINORITY, ONE_HOT_DATASETS, argument_parser, checked_arguments, imblearn, np,
    read_table, write_neighbors)
from imblearn.over_sampling import SMOTE

SEED = 42
K = 5
# Ratio and the least recall.
TARGETS = [(2, 0.6), (3, 0.84), (5, 0.93)]
OTHER_SEEDS = range(5000, 5100)
OTHER_DATASETS = ["ecoli", "car_eval_4", "abalone_19"]


def peer_rows(features, labels, ratio):
    """imbalanced-learn's synthetic rows."""
    count = int((labels == MINORITY).sum())
    sampler = SMOTE(
        k_neighbors=K, random_state=SEED, sampling_strategy={MINORITY: count * (1 + ratio)})
    return sampler.fit_resample(features, labels)[0][len(features):]


def settings(file, ratio, folder, features, labels, given):
    """What the program is told to make the same rows."""
    chosen = [file, "--seed", str(SEED), "--k", str(K), "--ratio", str(ratio)]
    if given:
        write_neighbors(folder / "neighbors.csv", features[labels == MINORITY], K)
        chosen += ["--neighbors", folder / "neighbors.csv"]
    return chosen


def rows_are_equal(program, chosen, folder, peer):
    output = folder / "synthetic.csv"
    subprocess.run(
        [program, "oversample", *chosen, "--release", "synthetic", "--output", output],
        check=True, stdout=subprocess.DEVNULL)
    own = read_table(output)[0]
    return own.shape == peer.shape and (own.view(np.uint64) == peer.view(np.uint64)).all()


def attack(program, chosen):
    """How seed-replay fared; None if no seed proved itself."""
    result = subprocess.run(
        [program, "attack", *chosen, "--attack", "seed-replay", "--json", "--quiet"],
        capture_output=True, text=True)
    if "none of" in result.stderr + result.stdout:
        return None
    result.check_returncode()
    return json.loads(result.stdout)["attacks"][0]


def check_known_seed(program, datasets, folder):
    print(f"{'dataset':<15} {'ratio':>5}  {'rows':<6} {'precision':>9} {'recall':>7} "
          f"{'bound':>6} {'k':>3} {'ratio found':>12} {'seconds':>8}")
    failures = 0
    for name in DATASETS + ONE_HOT_DATASETS:
        file = datasets / f"{name}.csv"
        features, labels = read_table(file)
        for ratio, target in TARGETS:
            chosen = settings(file, ratio, folder, features, labels, name in ONE_HOT_DATASETS)
            equal = rows_are_equal(program, chosen, folder, peer_rows(features, labels, ratio))
            found = attack(program, chosen)
            if found is None:
                print(f"{name:<15} {ratio:>5}  no seed proved itself")
                failures += 1
                continue
            failures += (
                not equal or found["precision"] < 1 or found["recall"] < target
                or found["k_estimate"] != K)
            print(f"{name:<15} {ratio:>5}  {'equal' if equal else 'DIFFER':<6} "
                  f"{found['precision']:>9.3f} {found['recall']:>7.3f} "
                  f"{found['bound'] / found['records']:>6.3f} {found['k_estimate']:>3} "
                  f"{found['ratio_estimate']:>12.4f} {found['seconds']:>8.3f}", flush=True)
    return failures


def check_other_seeds(program, datasets):
    failures = 0
    for name in OTHER_DATASETS:
        claims = sum(
            attack(program, [datasets / f"{name}.csv", "--seed", str(seed), "--ratio", "3"])
            is not None for seed in OTHER_SEEDS)
        print(f"{name}: {claims} of {len(OTHER_SEEDS)} seeds that are not in the list "
              "gave claims", flush=True)
        failures += claims
    for name in DATASETS + ONE_HOT_DATASETS:
        shuffled = [datasets / f"{name}.csv", "--seed", str(SEED), "--ratio", "5",
                    "--defence", "shuffle"]
        if attack(program, shuffled) is not None:
            print(f"{name}: shuffled rows gave claims")
            failures += 1
    print(f"{len(DATASETS + ONE_HOT_DATASETS)} shuffled releases tried")
    return failures


def main():
    arguments = checked_arguments(argument_parser(__doc__.splitlines()[0]))
    program = arguments.program.resolve()
    print(f"imbalanced-learn {imblearn.__version__}, numpy {np.__version__}; seed {SEED}, k {K}")
    with tempfile.TemporaryDirectory() as folder:
        failures = check_known_seed(program, arguments.datasets, Path(folder))
    failures += check_other_seeds(program, arguments.datasets)
    print(f"{failures} below target" if failures else "all as they should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
