"""The commands without a screen: results, errors, exit statuses."""

import csv
import json
import os
import signal
import struct
import subprocess
import time

import pytest

import data
from patience import expect_once
from sequences import foreign

ROOT_KEYS = {
    "dataset", "release", "threat_model", "attacks", "exposure_by_class", "skipped", "notes"}
ATTACK_KEYS = {
    "name", "parameters", "seconds", "precision", "recall", "f1", "claims", "true_claims",
    "precision_interval", "recall_interval", "k_estimate", "ratio_estimate"}


@pytest.fixture
def command(program, home, tmp_path):
    """Runs the program: `command(arguments…)` gives status, output and errors."""

    def run(*arguments, **options):
        environment = {**os.environ, **{k: v for k, v in home.items() if v}}
        return subprocess.run(
            [program, *map(str, arguments)], capture_output=True, text=True, timeout=120,
            env=environment, cwd=tmp_path, **options)

    return run


@pytest.fixture
def table(tmp_path):
    return data.write_numeric(tmp_path / "small.csv")


def bits(text):
    return struct.pack("<d", float(text))


def test_an_attack_finds_the_records_and_says_so_in_json(command, table):
    result = command("attack", table, "--json")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert set(report) == ROOT_KEYS
    assert report["dataset"]["minority"] == {"label": "1", "rows": 30, "unique": 30}
    assert report["release"]["parameters"] == {"k": 5}
    assert report["release"]["synthetic_rows"] == 340
    for attack in report["attacks"]:
        assert ATTACK_KEYS <= set(attack)
        assert attack["precision"] == attack["recall"] == 1
        assert attack["k_estimate"] == 5
    assert result.stderr == ""


def test_results_do_not_depend_on_threads(command, table):
    reports = []
    for threads in (1, 2, 5):
        report = json.loads(
            command("attack", table, "--ratio", 3, "--threads", threads, "--json").stdout)
        for attack in report["attacks"]:
            del attack["seconds"]
        reports.append(report)
    assert reports[0] == reports[1] == reports[2]


def test_a_release_reads_back_bit_for_bit(command, table, tmp_path):
    for name in ("one.csv", "two.csv"):
        threads = 1 if name == "one.csv" else 4
        result = command(
            "oversample", table, "--output", name, "--threads", threads, "--parents", "parents.csv")
        assert result.returncode == 0, result.stderr
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    original = list(csv.reader(open(table)))[1:]
    release = list(csv.reader(open(tmp_path / "one.csv")))[1:]
    parents = list(csv.reader(open(tmp_path / "parents.csv")))[1:]
    assert len(release) == 400 + 340 and len(parents) == 340
    for before, after in zip(original, release):
        assert [bits(cell) for cell in before[:-1]] == [bits(cell) for cell in after[:-1]]
        assert before[-1] == after[-1]
    for row, (base, neighbor, step, further) in zip(release[400:], parents):
        assert further == ""
        assert row[-1] == "1"
        for column in range(5):
            start = float(original[int(base)][column])
            end = float(original[int(neighbor)][column])
            assert bits(start + float(step) * (end - start)) == bits(row[column])


def test_the_written_file_can_be_inspected(command, table):
    command("oversample", table, "--output", "out.csv", "--release", "synthetic", "--ratio", 2)
    report = json.loads(command("inspect", "out.csv", "--json").stdout)
    assert report["rows"] == 60
    assert [column["name"] for column in report["columns"]][-1] == "class"


def test_inspect_describes_every_column(command, table):
    report = json.loads(command("inspect", table, "--json").stdout)
    assert [column["name"] for column in report["columns"]] == [
        "m0", "m1", "m2", "m3", "m4", "class"]
    assert report["columns"][0]["decimals"] == 3
    assert report["classes"]["minority"] == "1"
    assert report["classes"]["minority_rows"] == 30


def test_evidence_names_rows_and_lines(command, table, tmp_path):
    command("attack", table, "--attack", "reconsmote", "--evidence", "evidence.json")
    evidence = json.loads((tmp_path / "evidence.json").read_text())
    claims = evidence["attacks"][0]["claims"]
    assert len(claims) == 30
    for claim in claims:
        assert claim["is_true"] and claim["lines"]
        assert all(line["rows"] for line in claim["lines"])


def test_the_published_rule_finds_less(command, table):
    def recall(*options):
        report = json.loads(
            command("attack", table, "--attack", "reconsmote", "--ratio", 6, "--json", *options)
            .stdout)
        return report["attacks"][0]["recall"]

    assert recall("--rule", "paper") < recall()


def test_a_release_of_one_kind_gets_the_attacks_that_suit_it(command, table):
    report = json.loads(command("attack", table, "--release", "synthetic", "--json").stdout)
    assert [attack["name"] for attack in report["attacks"]] == ["reconsmote"]


@pytest.mark.parametrize("arguments, words", [
    (["attack", "missing.csv"], ["missing.csv", "cannot be opened", "check the name"]),
    (["attack", "."], ["folder", "expected a file"]),
    (["attack"], ["<file>", "smokeout help"]),
    (["attack", "TABLE", "--k", "30"], ["class '1' has 30 rows", "the largest k is 29"]),
    (["attack", "TABLE", "--k", "0"], ["k: found 0, expected 1"]),
    (["attack", "TABLE", "--strategy", "2"], ["found 2.0, expected more than 0 and at most 1"]),
    (["attack", "TABLE", "--strategy", "1", "--ratio", "2"], ["give one"]),
    (["attack", "TABLE", "--ratio", "nan"], ["ratio"]),
    (["attack", "TABLE", "--method", "smoke"], ["no method 'smoke'", "smote"]),
    (["attack", "TABLE", "--attack", "guess"], ["no attack 'guess'", "reconsmote"]),
    (["attack", "TABLE", "--attack", "reconsmote:rule=mine"], ["found mine, expected geometry"]),
    (["attack", "TABLE", "--attack", "reconsmote:speed=9"], ["no setting 'speed'"]),
    (["attack", "TABLE", "--release", "augmented", "--attack", "reconsmote"], ["--release auto"]),
    (["attack", "TABLE", "--target", "weight"], ["no column is called", "m0, m1"]),
    (["attack", "TABLE", "--minority", "7"], ["no class '7'", "0, 1"]),
    (["attack", "TABLE", "--seed", "4294967296"], ["seed"]),
    (["oversample", "TABLE", "--output", "/nowhere/out.csv"], ["/nowhere/out.csv", "written"]),
    (["oversample", "TABLE", "--json"], ["--output"]),
    (["list", "sandwiches"], ["sandwiches"]),
    (["--theme", "nothing", "TABLE"], ["nothing", "dark"]),
])
def test_errors_say_what_was_found_and_what_to_do(command, table, arguments, words):
    result = command(*[str(table) if word == "TABLE" else word for word in arguments])
    assert result.returncode == 2, result.stdout
    assert result.stdout == ""
    assert result.stderr.startswith("smokeout: ") and result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize("content, place", [
    (b"a,b,class\n1,2,x\n3,4\n5,6,y\n", ":3"),
    (b'a,b,class\n1,"2,x\n3,4,y\n', ":2:"),
    (b"a,a,class\n1,2,x\n", ":1"),
    (b"a,b,class\n1,\xff,x\n3,4,y\n", ":2:"),
])
def test_malformed_files_are_named_with_line_and_column(command, tmp_path, content, place):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    result = command("attack", path)
    assert result.returncode == 2
    assert f"bad.csv{place}" in result.stderr


def test_missing_values_name_file_and_column(command, tmp_path):
    path = tmp_path / "gaps.csv"
    path.write_text("a,b,class\n" + "1,2,x\n,4,y\n5,,x\n" * 10)
    result = command("attack", path)
    assert result.returncode == 2
    for word in (str(path), "20 cells", "'a' 10", "'b' 10"):
        assert word in result.stderr


def test_hostile_text_reaches_no_terminal(command, tmp_path):
    path = data.write_hostile(tmp_path / "hostile.csv")
    for arguments in (["inspect", path], ["attack", path], ["attack", path, "--target", "plain"],
                      ["attack", path, "--minority", "\x1b]0;x\x07"]):
        result = command(*arguments)
        output = (result.stdout + result.stderr).encode()
        assert not foreign(output) and b"\x1b" not in output


def test_help_is_no_error(command):
    for arguments in (["help"], ["--help"], ["help", "attack"], ["attack", "--help"], ["--version"]):
        result = command(*arguments)
        assert result.returncode == 0 and result.stdout and not result.stderr


def test_the_list_names_everything_with_its_settings(command):
    lists = json.loads(command("list", "--json").stdout)
    attacks = [entry["name"] for entry in lists["attacks"]]
    assert len(set(attacks)) == len(attacks)
    assert [entry["name"] for entry in lists["attacks"] if entry["family"] == "release"] == [
        "distinsmote", "format-fingerprint", "appended-rows", "chord-distinguishing",
        "triangle-distinguishing", "box-distinguishing", "strongest-distinguishing",
        "reconsmote", "one-row-inversion", "seed-replay", "robust-reconstruction",
        "crossing-reconstruction", "strongest-reconstruction",
    ]
    assert lists["oversamplers"][0]["settings"][0]["name"] == "k"
    assert {"dark", "light", "mono"} <= {entry["name"] for entry in lists["themes"]}


def test_an_interrupt_ends_with_130(program, tmp_path):
    path = data.write_large(tmp_path / "large.csv")

    def slowness():
        process = subprocess.Popen(
            [program, "attack", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(1)
        started = time.perf_counter()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
        assert process.returncode == 130
        delay = time.perf_counter() - started
        return [delay] if delay > 0.5 else []

    expect_once(slowness)
