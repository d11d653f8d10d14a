"""A release audited by somebody who has nothing else: by command and by hand at 80 by 24."""

import csv
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

import data
import expect

CLINIC = Path(__file__).resolve().parents[2] / "SampleData" / "clinic.csv"
STORY = "A synthetic row is made from two real records"


@pytest.fixture
def command(program, home, tmp_path):
    """Runs the program: `command(arguments…)` gives status, output and errors."""

    def run(*arguments):
        environment = {**os.environ, **{k: v for k, v in home.items() if v}}
        return subprocess.run(
            [program, *map(str, arguments)], capture_output=True, text=True, timeout=120,
            env=environment, cwd=tmp_path)

    return run


@pytest.fixture
def release(command, tmp_path):
    """What somebody else released: real and synthetic rows of the sample data together."""
    path = tmp_path / "release.csv"
    assert command("oversample", CLINIC, "--output", path, "--quiet").returncode == 0
    return path


# Commands.

def test_a_release_is_found_out_and_scored(command, release):
    result = command("audit", release, "--reference", CLINIC, "--json")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["verdict"] == "oversampled" and report["family"] == "smote"
    assert report["false_alarm_rate"] <= 0.01
    assert report["k_range"][0] <= 5 <= report["k_range"][1]
    assert sum(entry["claims"] for entry in report["claims"]) >= 40
    assert all(
        entry["certain"] + entry["probable"] == entry["claims"] for entry in report["claims"])
    assert any(score["recall"] > 0.9 and score["precision"] > 0.9 for score in report["scores"])
    assert all(question["answers"] for question in report["questions"])


def test_the_sample_release_is_what_its_page_says(command, tmp_path):
    """The page beside the samples gives the command that made it and what an audit finds."""
    path = tmp_path / "release.csv"
    page = (CLINIC.parent / "README.md").read_text(encoding="utf-8")
    line = re.search(r"oversample SampleData/clinic.csv (.+) --output", page).group(1)
    assert command("oversample", CLINIC, *line.split(), "--output", path).returncode == 0
    sample = CLINIC.parent / "clinic-release.csv"
    assert path.read_bytes() == sample.read_bytes()
    report = json.loads(command("audit", sample, "--reference", CLINIC, "--json").stdout)
    assert report["class_name"] == "case"
    assert [(score["claims"], score["true_claims"], score["records"]) for score in report["scores"]] \
        == [(45, 45, 45)]


def test_an_original_is_not_accused(command):
    report = json.loads(command("audit", CLINIC, "--json").stdout)
    assert report["verdict"] == "no_sign"
    assert report["claims"] == [] and report["originals"] == []


def test_questions_and_answers_are_printed(command, release):
    result = command("audit", release)
    assert result.returncode == 0
    assert "Were rows made from other rows?\n  Yes." in result.stdout
    assert result.stderr == ""


def test_too_little_to_say_ends_with_3(command, tmp_path):
    path = tmp_path / "short.csv"
    path.write_text("a,b,class\n" + "".join(f"{n},{n * n},x\n" for n in range(4)))
    result = command("audit", path, "--json")
    assert result.returncode == 3, result.stderr
    assert json.loads(result.stdout)["verdict"] == "undecided"


@pytest.mark.parametrize("arguments, words", [
    (["audit", "missing.csv"], ["missing.csv", "cannot be opened"]),
    (["audit", "RELEASE", "--minority", "nobody"], ["release.csv", "no class 'nobody'", "case"]),
    (["audit", "RELEASE", "--reference", "OTHER"], ["lacks the columns", "age", "other.csv"]),
    (["exposure", "CLINIC", "--seeds", "0"], ["--seeds: found 0"]),
])
def test_errors_name_the_file_and_what_to_do(command, release, tmp_path, arguments, words):
    other = data.write_numeric(tmp_path / "other.csv")
    files = {"RELEASE": release, "OTHER": other, "CLINIC": CLINIC}
    result = command(*[files.get(word, word) for word in arguments])
    assert result.returncode == 2, result.stdout
    assert result.stderr.startswith("smokeout: ") and result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr


def test_evidence_has_proofs_as_json_and_as_csv(command, release, tmp_path):
    command("audit", release, "--evidence", "evidence.json")
    evidence = json.loads((tmp_path / "evidence.json").read_text())
    claims = evidence["attacks"][0]["claims"]
    assert len(claims) >= 40
    for claim in claims:
        assert claim["certainty"] in ("certain", "probable")
        assert claim["proof"]["rows"] and claim["proof"]["steps"]
        assert claim["residual"] < 1e-9
        named = {row for line in claim["lines"] for row in line["rows"]}
        assert set(claim["proof"]["rows"]) <= named | {claim.get("release_row")}
    command("audit", release, "--evidence", "evidence.csv")
    rows = list(csv.DictReader(open(tmp_path / "evidence.csv")))
    assert {row["claim"] for row in rows} >= {str(claim["claim"]) for claim in claims}
    assert len(rows) >= sum(max(1, len(claim["lines"])) for claim in claims)
    assert list(rows[0]) == [
        "attack", "claim", "certainty", "reason", "line", "rows", "steps", "ends_in_claim",
        "is_true", "dataset_row", "distance", "residual"]


def test_rows_of_a_proof_really_lie_on_one_line(command, release, tmp_path):
    """The numbers are rows of the file: three of them are checked against the file itself."""
    command("audit", release, "--evidence", "evidence.json")
    claims = json.loads((tmp_path / "evidence.json").read_text())["attacks"][0]["claims"]
    table = list(csv.reader(open(release)))[1:]
    lines = [
        line["rows"] + ([claim["release_row"]] if "release_row" in claim else [])
        for claim in claims for line in claim["lines"]]
    lines = [rows for rows in lines if len(rows) > 2]
    assert lines
    for rows in lines[:20]:
        a, b, c = ([float(x) for x in table[row - 1][:-1]] for row in rows[:3])
        column = max(range(len(a)), key=lambda i: abs(c[i] - a[i]))
        step = (b[column] - a[column]) / (c[column] - a[column])
        assert all(
            abs(y - (x + step * (z - x))) < 1e-8 * (1 + abs(y)) for x, y, z in zip(a, b, c))


def test_attacks_that_do_not_apply_are_listed_or_the_error(command, tmp_path):
    path = tmp_path / "line.csv"
    rows = "".join(f"{n * n},{'yes' if n % 5 == 0 else 'no'}\n" for n in range(40))
    path.write_text("dose,class\n" + rows)
    report = json.loads(
        command("attack", path, "--attack", "distinsmote,reconsmote", "--json").stdout)
    skipped = {entry["name"] for entry in report["skipped"]}
    assert skipped and all(entry["reason"] for entry in report["skipped"])
    assert {entry["name"] for entry in report["attacks"]}.isdisjoint(skipped)
    result = command("attack", path, "--attack", sorted(skipped)[0])
    assert result.returncode == 2 and result.stdout == ""


def test_attacks_tell_certainty_tolerance_and_other_classes(command, tmp_path):
    table = data.write_numeric(tmp_path / "small.csv")
    plain = json.loads(command("attack", table, "--json").stdout)
    noisy = json.loads(command("attack", table, "--defence", "round:2", "--json").stdout)
    for attack in plain["attacks"]:
        assert attack["certain_claims"] == attack["claims"] and attack["other_class_claims"] == 0
        assert attack["tolerance"] == 1e-8 and attack["remarks"] == []
    assert all(attack["tolerance"] > 1e-8 for attack in noisy["attacks"])
    text = command("attack", table, "--defence", "round:2").stdout
    assert "of its column's range" in text


def test_exposure_ranks_every_record(command, tmp_path):
    result = command(
        "exposure", CLINIC, "--ratio", 2, "--seeds", 3, "--json", "--output", "exposure.csv")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["seeds"] == [0, 1, 2] and len(report["records"]) == 45
    totals = [sum(record["attacks"].values()) for record in report["records"]]
    assert totals == sorted(totals, reverse=True) and totals[0] > 0
    assert all(record["reason"] and record["segments"] >= 1 for record in report["records"])
    assert report["majority"]["released"]["share"] == 1
    assert 0 < report["by_class"]["released"]["ratio"] <= 1
    # Nobody of the other classes is rebuilt: there is a lower end, and no upper one.
    assert report["by_class"]["rebuilt"]["ratio"] is None
    low, high = report["by_class"]["rebuilt"]["interval"]
    assert low > 1 and high is None
    rows = list(csv.DictReader(open(tmp_path / "exposure.csv")))
    assert [int(row["row"]) for row in rows] == [record["row"] for record in report["records"]]


def test_the_help_lists_the_commands(command):
    text = command("--help").stdout
    for name in ("audit", "exposure", "attack"):
        assert re.search(rf"^  {name}\s", text, re.MULTILINE)


# By hand.

def await_file(terminal):
    """Until the release is read and its classes are counted."""
    terminal.wait_until(
        lambda screen: "case 1155" in screen.lines[0], limit=20, what="the release to be read")
    terminal.settle(quiet=0.3)


def test_a_release_is_audited_and_three_proofs_are_stepped_through(workbench, release):
    terminal = workbench(release, columns=80, rows=24)
    await_file(terminal)
    terminal.send("A")
    terminal.wait_until(
        lambda screen: "Oversampled: rows of this file" in screen.text
        and "auditing" not in screen.lines[0], limit=30, what="the verdict")
    terminal.settle(quiet=0.5)
    answers = terminal.text
    assert "Were rows made from other rows?" in answers and "Yes." in answers
    terminal.send("\t")
    terminal.settle()
    assert "claim" in terminal.text
    terminal.send("\r")
    terminal.settle()
    proofs = []
    for _ in range(3):
        assert "MASKED" in terminal.text and STORY in terminal.text
        assert "On none of them does a row follow" in terminal.text
        assert re.search(r"Rows? \d+", terminal.text)
        assert "Check:" in terminal.text
        proofs.append("\n".join(expect.steady(terminal.lines)))
        terminal.send("]")
        terminal.settle()
    assert len(set(proofs)) == 3
    terminal.send("v")
    terminal.settle()
    assert "The plane of two of its lines" in terminal.text
    terminal.send(expect.CLOSE)
    terminal.settle()
    assert "Claims (" in terminal.text
    terminal.send(expect.CLOSE)
    terminal.settle()
    assert expect.has_main_screen(terminal.text)


def test_the_ranking_of_records_fills_the_screen(finished):
    terminal = finished(columns=80, rows=24)
    terminal.send("E")
    terminal.wait_until(
        lambda screen: "5/5" in screen.text and "studying" not in screen.lines[0], limit=30,
        what="the ranking")
    assert "are named in one release" in terminal.text
    terminal.send(expect.CLOSE)
    terminal.settle()
    assert expect.has_main_screen(terminal.text)


def test_an_audit_is_cancelled_at_once(workbench, large):
    terminal = workbench(large, columns=80, rows=24)
    terminal.wait_until(
        lambda screen: "running" in screen.lines[0], limit=20, what="the file to be read")
    terminal.send("A")
    terminal.wait_until(lambda screen: "auditing" in screen.lines[0], limit=20, what="the audit")
    terminal.send(expect.CANCEL)
    terminal.wait_until(lambda screen: "partial" in screen.text, limit=2, what="the stop")


def test_open_screens_are_idle(workbench, release):
    terminal = workbench(release, columns=80, rows=24)
    await_file(terminal)
    terminal.send("A")
    terminal.wait_until(
        lambda screen: "Oversampled: rows" in screen.text and "auditing" not in screen.lines[0],
        limit=30, what="the verdict")
    terminal.settle(quiet=0.6)
    assert terminal.pump(1.5) == 0
