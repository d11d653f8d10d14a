#!/usr/bin/env python3
"""Attacks every oversampler and every defence on three datasets and writes the table.

    swift build -c release
    python3 Tests/Leakage/make_table.py --datasets FOLDER > Tests/Leakage/table.md

Runs `smokeout attack` on each dataset: balanced classes, seed 0, default settings, the file's own
units. A defence is tried on SMOTE. Needs nothing but Python.
"""

import argparse
import csv
import json
import subprocess
import sys

from leakage import add_places, parse, share

DATASETS = ["ecoli", "yeast_me2", "mammography"]
# In their own units no cluster of two of the datasets has a rare class of half its rows, and
# KMeans-SMOTE refuses; imbalanced-learn does too.
METHOD_SETTINGS = {"kmeans-smote": ":threshold=0.1"}
# Settings beside the default that make a difference to what is seen.
VARIANTS = {
    "round": ["own", "3"],
    "noise": ["0.00001", "0.001", "0.01"],
    "gaussian": ["0.001"],
    "microaggregate": ["3", "10"],
}
# A column of so few different values is taken as a category by methods that need one.
FEW_VALUES = 4


def catalog(program, kind):
    text = subprocess.run([program, "list", kind, "--json"], check=True, capture_output=True)
    return json.loads(text.stdout)[kind]


def columns_of_few_values(file):
    with open(file, newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    names = [name for name in rows[0] if name != "target"]
    return [name for name in names if len({row[name] for row in rows}) <= FEW_VALUES]


def attack(program, file, options):
    """The scores, or the reason why there are none: nothing but the error is printed then."""
    run = subprocess.run(
        [program, "attack", file, "--json", "--quiet", *options], capture_output=True, check=False)
    if run.returncode:
        return run.stderr.decode().strip().removeprefix("smokeout: ")
    return json.loads(run.stdout)


def score(result, name):
    found = next(entry for entry in result["attacks"] if entry["name"] == name)
    if found["claims"] == 0:
        return "no claim"
    return f"{share(found['precision'], 2)} / {share(found['recall'], 2)}"


def line(label, result):
    if isinstance(result, str):
        return f"| {label} | | | {result} | |"
    release = result["release"]
    return (f"| {label} | {release['synthetic_rows']} | {share(release['touched'], 2)} "
            f"| {score(result, 'distinsmote')} | {score(result, 'reconsmote')} |")


HEAD = """| {0} | synthetic rows | touched | DistinSMOTE | ReconSMOTE |
|---|---:|---:|---:|---:|"""


def write_dataset(program, folder, name):
    file = str(folder / f"{name}.csv")
    categories = columns_of_few_values(file)
    print(f"\n## {name}\n")
    print(HEAD.format("oversampler"))
    for method in catalog(program, "oversamplers"):
        settings = METHOD_SETTINGS.get(method["name"], "")
        options = ["--method", method["name"] + settings]
        label = method["title"] + (f" ({settings[1:]})" if settings else "")
        if method["input"] == "numbers and categories" and categories:
            options += ["--categorical", ",".join(categories)]
            label += f" ({', '.join(categories)} as categories)"
        print(line(label, attack(program, file, options)), flush=True)
    print()
    print(HEAD.format("SMOTE with"))
    for defence in catalog(program, "defences"):
        for setting in VARIANTS.get(defence["name"], [""]):
            text = defence["name"] + (f":{setting}" if setting else "")
            print(line(f"`{text}`", attack(program, file, ["--defence", text])), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_places(parser)
    arguments = parse(parser)
    print("# What each oversampler and each defence gives away\n")
    print("Made by `Tests/Leakage/make_table.py`: classes balanced, seed 0, default settings, the "
          "file's own units. Precision / recall over unique minority records. *touched* is the "
          "share of the minority records that a synthetic row was made from: no attack on "
          "synthetic rows alone can find more. DistinSMOTE sees real and synthetic rows together, "
          "ReconSMOTE the synthetic ones alone. Both expect exact values on exact lines: where "
          "they find nothing, attacks made for noise, rounding or another method may still.")
    for name in DATASETS:
        write_dataset(str(arguments.program), arguments.datasets, name)


if __name__ == "__main__":
    sys.exit(main())
