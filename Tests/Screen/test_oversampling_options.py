"""Methods, defences, test parts and missing values on the command line."""

import csv
import json
import random

import pytest

from conftest import ROOT
from test_command_line import command, table  # noqa: F401 (fixtures)


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def mixed(tmp_path):
    """Numbers, a category, yes and no, and two cells without a value."""
    draws = random.Random(4)
    path = tmp_path / "mixed.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("age,weight,ward,smoker,ill\n")
        for row in range(300):
            weight = "" if row in (7, 250) else f"{draws.gauss(70, 9):.1f}"
            file.write(f"{draws.randint(18, 90)},{weight},{draws.choice('NSW')},"
                       f"{draws.choice(['yes', 'no'])},{int(row % 10 == 0)}\n")
    return path


def listed(command, kind):
    return [entry["name"] for entry in json.loads(command("list", kind, "--json").stdout)[kind]]


def test_every_method_can_be_attacked(command, table, mixed):
    methods = json.loads(command("list", "oversamplers", "--json").stdout)["oversamplers"]
    assert len(methods) >= 17
    for method in methods:
        file = table if method["input"] == "numbers" else mixed
        result = command(
            "attack", file, "--method", method["name"], "--impute", "median", "--json",
            "--exact")
        # A method may be unsuited to the data, but then it says so and what to do.
        assert result.returncode in (0, 2), (method["name"], result.stderr)
        if result.returncode == 2:
            assert result.stderr.startswith("smokeout: ") and ("; " in result.stderr)
        else:
            assert json.loads(result.stdout)["release"]["method"] == method["name"]


def test_every_defence_can_be_applied(command, table):
    for name in listed(command, "defences"):
        result = command("attack", table, "--defence", name, "--json")
        assert result.returncode == 0, (name, result.stderr)
        assert json.loads(result.stdout)["release"]["defences"][0]["name"] == name


def test_defences_are_applied_in_order(command, table, tmp_path):
    result = command(
        "attack", table, "--defence", "noise:0.01", "--defence", "round:decimals=1", "--json")
    report = json.loads(result.stdout)
    assert [entry["name"] for entry in report["release"]["defences"]] == ["noise", "round"]
    assert report["release"]["defences"][0]["parameters"]["share"] == 0.01
    command("oversample", table, "--defence", "noise:0.01", "--defence", "round:1",
            "--output", "out.csv")
    values = [row["m0"] for row in rows_of(tmp_path / "out.csv")]
    assert all(len(value.partition(".")[2]) <= 1 for value in values)


@pytest.mark.parametrize("arguments, words", [
    (["--method", "smoote"], ["no method 'smoote'", "adasyn"]),
    (["--method", "adasyn:m=3"], ["no setting 'm'", "the settings are k"]),
    (["--defence", "rounding"], ["no defence 'rounding'", "round"]),
    (["--defence", "round:many"], ["decimals", "found many", "own, 0, 1"]),
    (["--defence", "noise:0.1:1"], ["--defence noise", "expected NAME=VALUE"]),
    (["--strategy", "most"], ["found 'most'", "not majority", "NAME=ROWS"]),
    (["--strategy", "1=10"], ["found 10 rows for class '1'", "at least the 30"]),
    (["--strategy", "ill=10"], ["no class 'ill'", "0, 1"]),
    (["--holdout", "0.95"], ["holdout: found 0.95", "0 to 0.9"]),
    (["--test", "0.95"], ["test: found 0.95", "0 to 0.9"]),
    (["--test", "0.5", "--holdout", "0.5"], ["holdout and test: found 0.5 and 0.5", "at most 0.9"]),
    (["--method", "random", "--defence", "triangle"], ["draws none", "another method"]),
    (["--method", "smote-nc"], ["categor", "--categorical"]),
    (["--categorical", "nothing"], ["no feature column is called", "nothing"]),
])
def test_errors_say_what_was_found_and_expected(command, table, arguments, words):
    result = command("attack", table, *arguments)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize("part, name", [("holdout", "holdout"), ("test", "test part")])
def test_a_part_kept_apart_is_never_oversampled(command, table, tmp_path, part, name):
    result = command(
        "oversample", table, f"--{part}", "0.3", "--seed", "4", "--output", "train.csv",
        f"--{part}-output", "kept.csv", "--parents", "parents.csv", "--json")
    assert result.returncode == 0, result.stderr
    summary = json.loads(result.stdout)["details"]
    original, train, test = (
        rows_of(path) for path in (table, tmp_path / "train.csv", tmp_path / "kept.csv"))
    assert summary[f"{part}_rows"] == len(test) == round(0.3 * 30) + round(0.3 * 370)
    assert summary["training_rows"] == len(original) - len(test)
    kept = [tuple(row.values()) for row in test]
    real = [tuple(row.values()) for row in train[: summary["training_rows"]]]
    assert not set(kept) & set(real)
    parents = {int(row["base"]) for row in rows_of(tmp_path / "parents.csv")}
    assert not {tuple(original[row].values()) for row in parents} & set(kept)
    for verb in ("oversample", "attack", "measure"):
        refused = command(verb, tmp_path / "kept.csv")
        assert refused.returncode == 2
        assert f"is marked as the {name} of" in refused.stderr
    assert command("inspect", tmp_path / "kept.csv").returncode == 0


def test_holdout_and_test_part_share_no_row(command, table, tmp_path):
    result = command(
        "oversample", table, "--holdout", "0.3", "--test", "0.2", "--output", "train.csv",
        "--holdout-output", "holdout.csv", "--test-output", "test.csv", "--json")
    summary = json.loads(result.stdout)["details"]
    parts = [
        {tuple(row.values()) for row in rows_of(tmp_path / f"{name}.csv")}
        for name in ("train", "holdout", "test")]
    assert (summary["holdout_rows"], summary["test_rows"]) == (120, 80)
    assert summary["training_rows"] == 200
    assert not parts[0] & parts[1] and not parts[0] & parts[2] and not parts[1] & parts[2]


def test_duplicates_on_both_sides_are_said(command, table, tmp_path):
    twice = tmp_path / "twice.csv"
    lines = table.read_text().splitlines(keepends=True)
    twice.write_text("".join(lines + lines[1:]))
    text = command("attack", twice, "--holdout", "0.4").stdout
    assert "rows of the holdout equal a training row of the same class" in text


def test_an_output_without_its_part_is_refused(command, table):
    refused = command("oversample", table, "--holdout", "0.3", "--test-output", "test.csv")
    assert refused.returncode == 2 and "give --test too" in refused.stderr
    refused = command("oversample", table, "--test", "0.3", "--holdout-output", "holdout.csv")
    assert refused.returncode == 2 and "give --holdout too" in refused.stderr


def test_missing_values_are_filled_on_request(command, mixed):
    refused = command("attack", mixed)
    assert refused.returncode == 2
    for word in ("2 cells", "weight", "use --impute median, mean or drop"):
        assert word in refused.stderr
    for choice in ("median", "mean", "drop"):
        result = command("attack", mixed, "--impute", choice)
        assert result.returncode == 0, result.stderr
        assert "missing" in result.stdout


def test_categories_stay_in_their_levels(command, mixed, tmp_path):
    result = command(
        "oversample", mixed, "--method", "smote-nc", "--impute", "median", "--keep-integers",
        "--output", "out.csv")
    assert result.returncode == 0, result.stderr
    made = rows_of(tmp_path / "out.csv")[300:]
    assert len(made) == 240
    assert {row["ward"] for row in made} <= set("NSW")
    assert {row["smoker"] for row in made} <= {"yes", "no"}
    assert all(row["age"].isdigit() for row in made)


def test_several_classes_grow(command, tmp_path):
    draws = random.Random(2)
    path = tmp_path / "three.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("a,b,class\n")
        for row in range(180):
            name = "low" if row < 20 else "mid" if row < 80 else "high"
            file.write(f"{draws.random():.4f},{draws.random():.4f},{name}\n")
    result = command("oversample", path, "--output", "out.csv", "--json")
    classes = json.loads(result.stdout)["details"]["classes"]
    assert [(entry["label"], entry["made"]) for entry in classes] == [("low", 80), ("mid", 40)]
    result = command(
        "oversample", path, "--strategy", "low=50,mid=60", "--output", "out.csv", "--json")
    classes = json.loads(result.stdout)["details"]["classes"]
    assert [(entry["label"], entry["requested"]) for entry in classes] == [("low", 30)]


def test_what_others_are_silent_about_is_said(command):
    clinic = ROOT / "SampleData" / "clinic.csv"
    release = json.loads(command("attack", clinic, "--method", "adasyn", "--json").stdout)["release"]
    count = release["classes"][0]
    assert count["requested"] == 1110 != count["made"]
    assert any("1110 rows of class 'case' were requested" in text for text in release["warnings"])
    exact = command("attack", clinic, "--method", "adasyn", "--exact", "--json")
    release = json.loads(exact.stdout)["release"]
    assert release["classes"][0]["made"] == 1110
    assert any("to the 1110 requested" in text for text in release["warnings"])


def test_inspect_advises_a_method(command, mixed):
    advice = json.loads(command("inspect", mixed, "--json").stdout)["advice"]
    assert advice[0]["method"] == "smote-nc"
    assert "2 of 4 features are categories" in advice[0]["reason"]
    assert "suits this data: smote-nc" in command("inspect", mixed).stdout
