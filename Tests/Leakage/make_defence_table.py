#!/usr/bin/env python3
"""Attacks SMOTE with noise, rounding and few neighbors, and writes the table.

    swift build -c release
    python3 Tests/Leakage/make_defence_table.py --datasets FOLDER > Tests/Leakage/defence_table.md

Runs `smokeout attack` on two datasets: columns scaled to -1...1, balanced classes, default
settings. Each defence is attacked by the published rule, by ReconSMOTE for exact values and by the
robust reconstruction. Needs nothing but Python.
"""

import argparse
import json
import subprocess
import sys

from leakage import add_places, mean, parse, share

DATASETS = ["yeast_me2", "mammography"]
# A label, and the options that make the release.
RELEASES = [
    ("none", []),
    ("uniform noise 1e-7", ["--defence", "noise:0.0000001"]),
    ("uniform noise 1e-5", ["--defence", "noise:0.00001"]),
    ("uniform noise 1e-3", ["--defence", "noise:0.001"]),
    ("Gaussian noise 1e-3", ["--defence", "gaussian:0.001"]),
    ("uniform noise 3e-3", ["--defence", "noise:0.003"]),
    ("uniform noise 1e-2", ["--defence", "noise:0.01"]),
    ("rounded to 8 decimals", ["--defence", "round:8"]),
    ("rounded to 3 decimals", ["--defence", "round:3"]),
    ("rounded to 2 decimals", ["--defence", "round:2"]),
    ("rounded to each column's own decimals (file's units)",
     ["--defence", "round:own", "--scale", "none"]),
    ("k = 2", ["--k", "2"]),
    ("k = 2, uniform noise 1e-3", ["--k", "2", "--defence", "noise:0.001"]),
    ("random neighbor", ["--defence", "random-neighbor"]),
]
ATTACKS = [
    ("published rule", "reconsmote:rule=paper", "reconsmote"),
    ("ReconSMOTE", "reconsmote", "reconsmote"),
    ("robust reconstruction", "robust-reconstruction", "robust-reconstruction"),
]


def attack(program, file, options, attack, name, seed, limit):
    """The scores of one attack; or why there are none, as a short text."""
    scale = [] if "--scale" in options else ["--scale", "minmax"]
    command = [program, "attack", file, "--json", "--quiet", "--attack", attack, "--seed",
               str(seed), *scale, *options]
    try:
        run = subprocess.run(command, capture_output=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return f"> {limit:g} s"
    if run.returncode:
        message = run.stderr.decode().strip().removeprefix("smokeout: ")
        return "no lines seen" if "no lines are seen" in message else message.splitlines()[0]
    found = json.loads(run.stdout)["attacks"]
    return next(entry for entry in found if entry["name"] == name)


def short(value):
    """Three digits, and one for all and nothing."""
    text = share(value, 3)
    return {"1.000": "1", ".000": "0"}.get(text, text)


def cell(results):
    """Means over the seeds; a seed that gave no claims counts with recall 0."""
    texts = [result for result in results if isinstance(result, str)]
    if len(texts) == len(results):
        return texts[0]
    scored = [result for result in results if not isinstance(result, str)]
    claims = [result for result in scored if result["claims"]]
    seconds = f"{mean([result['seconds'] for result in scored]):.1f} s"
    if not claims:
        return f"no claim, {seconds}"
    precision = mean([result["precision"] for result in claims])
    recall = sum(result["recall"] for result in scored) / len(results)
    note = f"; {len(texts)} of {len(results)}: {texts[0]}" if texts else ""
    return f"{short(precision)} / {short(recall)}, {seconds}{note}"


def write_dataset(program, folder, name, seeds, limit):
    print(f"\n## {name}\n")
    print("| release | " + " | ".join(title for title, _, _ in ATTACKS) + " |")
    print("|---|" + "---|" * len(ATTACKS))
    for label, options in RELEASES:
        cells = []
        for _, attack_text, attack_name in ATTACKS:
            results = []
            for seed in range(seeds):
                result = attack(program, str(folder / f"{name}.csv"), options, attack_text,
                                attack_name, seed, limit)
                results.append(result)
                if isinstance(result, str):
                    # What takes too long or does not apply does so for every seed.
                    break
            cells.append(cell(results))
        print(f"| {label} | " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_places(parser)
    parser.add_argument("--seeds", type=int, default=3, help="seeds from 0, default 3")
    parser.add_argument("--limit", type=float, default=10, help="seconds per attack, default 10")
    arguments = parse(parser)
    print("# What attacks find in spite of noise and rounding\n")
    print("Made by `Tests/Leakage/make_defence_table.py`: SMOTE, classes balanced, columns scaled "
          f"to -1...1 except where said, means over {arguments.seeds} seed(s) from 0, at most "
          f"{arguments.limit:g} s for each attack on whatever else the machine does. Noise is "
          "given as a share of the column's range and is added to every value. Precision / recall "
          "over unique minority records, and seconds. A record counts as found if no coordinate "
          "is off by more than 1e-8, or five times half the width of the error that the defence "
          "made, in scaled units. All three attacks see the synthetic rows alone; the published "
          "rule is told k and the ratio, the others are told nothing (except the columns' decimals "
          "in the file's units).")
    for name in DATASETS:
        write_dataset(str(arguments.program), arguments.datasets, name, arguments.seeds,
                      arguments.limit)


if __name__ == "__main__":
    sys.exit(main())
