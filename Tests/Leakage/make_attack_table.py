#!/usr/bin/env python3
"""Attacks SMOTE releases of the eight benchmark datasets at low ratios and writes the table.

    swift build -c release
    python3 Tests/Leakage/make_attack_table.py --datasets FOLDER > Tests/Leakage/attack_table.md

Runs `smokeout attack` in the files' own units, k = 5, and prints means over the seeds of precision
and recall over the unique minority records. Ends with 1 if the strongest attack recalls less than
the best single one in any run. Needs nothing but Python.
"""

import argparse
import json
import subprocess
import sys

from leakage import add_places, mean, parse, share

DATASETS = ["ecoli", "yeast_me2", "solar_flare_m0", "abalone", "car_eval_34", "car_eval_4",
            "mammography", "abalone_19"]
SINGLE = ["reconsmote", "one-row-inversion", "seed-replay"]
ALL_TOGETHER = "strongest-reconstruction"


def attack(program, file, ratio, seed, names):
    options = ["--ratio", str(ratio), "--seed", str(seed), "--attack", ",".join(names)]
    run = subprocess.run([program, "attack", file, "--json", "--quiet", *options],
                         capture_output=True, check=False)
    if run.returncode == 2 and b"does not apply" in run.stderr:
        return {}, 0
    run.check_returncode()
    result = json.loads(run.stdout)
    return {entry["name"]: entry for entry in result["attacks"]}, result["release"]["touched"]


def cell(runs, name):
    """Precision / recall, and the same of the claims that the attack is certain of."""
    found = [run[name] for run in runs if name in run]
    if not found:
        return "does not apply"
    text = (f"{share(mean([entry['precision'] for entry in found]), 3)} / "
            f"{share(sum(entry['recall'] for entry in found) / len(runs), 3)}")
    certain = [entry.get("certain_precision") for entry in found]
    if all(value is not None for value in certain) and any(
            entry["certain_claims"] != entry["claims"] for entry in found):
        text += f" ({share(mean(certain), 3)})"
    return text


def falls_short(run):
    best = max((run[name]["recall"] for name in SINGLE if name in run), default=0)
    return run[ALL_TOGETHER]["recall"] < best


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_places(parser)
    parser.add_argument("--only", nargs="*", default=DATASETS, help="some of the datasets")
    parser.add_argument("--ratios", nargs="*", type=float, default=[1, 2, 3, 5])
    parser.add_argument("--seeds", type=int, default=5, help="seeds 100, 101, … of the releases")
    arguments = parse(parser)
    names = [*SINGLE, ALL_TOGETHER]
    print("# What each attack rebuilds from few synthetic rows\n")
    print("Made by `Tests/Leakage/make_attack_table.py`: SMOTE, k = 5, the files' own units, "
          f"means of {arguments.seeds} seeds. Precision / recall over unique minority records; "
          "in brackets the precision of the claims that the attack is certain of. *touched* is the "
          "share of the records that a synthetic row was made from: no attack can find more. The "
          "seeds of the releases are not among those that seed replay tries, as if their maker "
          "had taken a good one; what it finds otherwise is in the last column (seed 42).\n")
    heads = ["dataset", "ratio", "touched", *names, "seed-replay, seed 42"]
    print("| " + " | ".join(heads) + " |")
    print("|---|" + "---:|" * (len(heads) - 1))
    short = []
    for dataset in arguments.only:
        file = str(arguments.datasets / f"{dataset}.csv")
        for ratio in arguments.ratios:
            seeds = range(100, 100 + arguments.seeds)
            results = [attack(arguments.program, file, ratio, seed, names)
                       for seed in seeds]
            runs = [result for result, _ in results]
            short += [f"{dataset} ratio {ratio:g} seed {seed}"
                      for seed, run in zip(seeds, runs) if falls_short(run)]
            known, _ = attack(arguments.program, file, ratio, 42, ["seed-replay"])
            cells = [dataset, f"{ratio:g}", share(mean([touched for _, touched in results]), 3)]
            cells += [cell(runs, name) for name in names] + [cell([known], "seed-replay")]
            print("| " + " | ".join(cells) + " |", flush=True)
    if short:
        print("\nThe strongest attack recalls less than the best single one: " + "; ".join(short))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
