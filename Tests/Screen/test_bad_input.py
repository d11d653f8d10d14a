"""The commands without a screen where input or output is not as it should be."""

import json
import os
import stat
import subprocess
import threading

import pytest

import data


@pytest.fixture
def command(program, home, tmp_path):
    """Runs the program: `command(arguments…)` gives status, output and errors."""

    def run(*arguments, **options):
        environment = {**os.environ, **{k: v for k, v in home.items() if v}}
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.run(
            [program, *map(str, arguments)], text=True, timeout=60, env=environment, cwd=tmp_path,
            **options)

    return run


@pytest.fixture
def table(tmp_path):
    return data.write_numeric(tmp_path / "small.csv", rows=60, rare=20)


def refused(result, *words):
    """One line on standard error, nothing else."""
    assert result.returncode == 2, result.stdout
    assert result.stderr.startswith("smokeout: ") and result.stderr.count("\n") == 1, result.stderr
    for word in words:
        assert word in result.stderr, result.stderr


# Files that are written


def test_a_pipe_is_written_to_and_stays_one(command, table, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert command("oversample", table, "--output", pipe).returncode == 0
    reader.join(timeout=10)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert read[0].startswith(b"m0,")
    assert [path.name for path in tmp_path.glob("*.part-*")] == []


def test_a_link_stays_a_link_and_permissions_stay(command, table, tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("real.csv")
    (tmp_path / "new link.csv").symlink_to("new.csv")
    for name in ("link.csv", "new link.csv"):
        assert command("oversample", table, "--output", name).returncode == 0
        assert (tmp_path / name).is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("m0,")
    assert (tmp_path / "new.csv").read_text().startswith("m0,")
    assert stat.S_IMODE((tmp_path / "real.csv").stat().st_mode) == 0o640


def test_a_protected_file_is_kept(command, table, tmp_path):
    kept = tmp_path / "kept.csv"
    kept.write_text("old")
    kept.chmod(0o444)
    refused(command("oversample", table, "--output", kept), "kept.csv", "Permission denied")
    assert kept.read_text() == "old"


def test_the_standard_output_can_be_named(command, table, tmp_path):
    with open(tmp_path / "out.txt", "w") as out:
        result = command(
            "oversample", table, "--output", "/dev/stdout", "--quiet", stdout=out)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out.txt").read_text().startswith("m0,")


@pytest.mark.parametrize("arguments", [
    ["oversample", "TABLE", "--output", "small.csv"],
    ["oversample", "TABLE", "--output", "link.csv"],
    ["oversample", "TABLE", "--output", "q.csv", "--parents", "small.csv"],
    ["oversample", "TABLE", "--output", "q.csv", "--parents", "./q.csv"],
    ["oversample", "TABLE", "--output", "q.csv", "--holdout", "0.3", "--holdout-output", "q.csv"],
    ["attack", "TABLE", "--evidence", "small.csv"],
    ["audit", "TABLE", "--evidence", "small.csv"],
    ["exposure", "TABLE", "--output", "small.csv"],
])
def test_no_file_is_written_over_that_is_read_or_written(command, table, tmp_path, arguments):
    (tmp_path / "link.csv").symlink_to("small.csv")
    before = table.read_bytes()
    result = command(*[str(table) if word == "TABLE" else word for word in arguments])
    refused(result, "would write over", "another name")
    assert table.read_bytes() == before
    assert not (tmp_path / "q.csv").exists()


def test_shadow_runs_that_cannot_be_kept_are_refused_first(command, table, tmp_path):
    options = ["--attack", "shadow-generator", "--shadow-state"]
    refused(command("attack", table, *options, "/nowhere/x"), "/nowhere/x", "cannot be written")
    refused(command("attack", table, *options, table), "would write over")
    assert not (tmp_path / "x").exists()


# Standard output


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [
    ["inspect", "TABLE", "--json"], ["inspect", "TABLE"], ["list", "--json"], ["list"],
    ["oversample", "TABLE"], ["help"], ["attack", "TABLE"],
])
def test_a_full_disk_is_told(command, table, arguments):
    with open("/dev/full", "w") as full:
        result = command(*[table if word == "TABLE" else word for word in arguments], stdout=full)
    refused(result, "standard output", "No space left")


def test_a_closed_output_is_told(program, table):
    result = subprocess.run(
        ["sh", "-c", '"$0" inspect "$1" --json >&-', program, str(table)],
        stderr=subprocess.PIPE, text=True, timeout=60)
    refused(result, "standard output")


def test_a_reader_who_leaves_hears_nothing(program, table):
    result = subprocess.run(
        ["bash", "-c", 'trap "" PIPE; "$0" oversample "$1" --ratio 900 | head -1', program,
         str(table)], capture_output=True, text=True, timeout=60)
    assert result.stdout.startswith("m0,") and result.stderr == ""


# Text from files


HOSTILE = "a\x1b]0;pwned\x07\x9b31m\u202e\u2066z"


@pytest.fixture
def hostile(tmp_path):
    path = tmp_path / "hostile.csv"
    rows = "".join(f"{n * 7 % 13},{n * 5 % 11},{HOSTILE if n < 8 else 'b'}\n" for n in range(40))
    path.write_text("p,q,class\n" + rows)
    return path


def test_json_escapes_what_steers_a_terminal(command, hostile):
    for arguments in (["inspect", hostile], ["attack", hostile],
                      ["measure", hostile, "--measure", "identical-matches", "--k", "3"]):
        result = command(*arguments, "--json")
        assert result.returncode == 0, result.stderr
        assert all(0x20 <= ord(letter) < 0x7F or letter == "\n" for letter in result.stdout)
        assert json.dumps(HOSTILE) in result.stdout


def test_a_text_is_shown_in_one_way(command, hostile):
    shown = "a\\x1B]0;pwned\\x07\\x9B31m\\u{202E}\\u{2066}z"
    assert shown in command("inspect", hostile).stdout
    refused(command("inspect", hostile, "--target", HOSTILE), shown)
    refused(command("attack", "two\nlines.csv"), "two\\x0Alines.csv")


def test_a_table_is_not_printed_to_a_terminal_that_it_steers(run, program, hostile, tmp_path):
    terminal = run([program, "oversample", str(hostile)], columns=200, rows=20)
    terminal.wait_until(lambda screen: "--output" in screen.text, what="the refusal")


def test_endless_names_are_cut_but_not_in_json(command, tmp_path):
    name = "n" * 100_000
    path = tmp_path / "long.csv"
    path.write_text(f"{name},class\n" + "".join(
        f"{n * 7 % 13},{'y' * 50_000 if n < 8 else 'no'}\n" for n in range(40)))
    result = command("inspect", path)
    assert result.returncode == 0 and len(result.stdout) < 5000
    assert max(map(len, command("attack", path).stdout.splitlines())) < 6100
    assert name in command("inspect", path, "--json").stdout


@pytest.mark.parametrize("arguments", [
    ["attack"], ["oversample", "--output", "out.csv"], ["exposure", "--seeds", "1"],
])
def test_notes_are_in_json_too(command, tmp_path, arguments):
    path = tmp_path / "named.csv"
    path.write_text("id,p,q,class\n" + "".join(
        f"r{n},{n * 7 % 13},{n * 5 % 11},{'yes' if n < 8 else 'no'}\n" for n in range(40)))
    result = command(arguments[0], path, *arguments[1:], "--json")
    assert result.returncode == 0, result.stderr
    assert "'id' names the rows and is left out" in json.loads(result.stdout)["notes"]


# Values and headers


def test_no_release_holds_infinite_numbers(command, tmp_path):
    rows = [f"{(n % 7 - 3) * 5e307},{n * 5 % 11},{'yes' if n < 10 else 'no'}" for n in range(40)]
    (tmp_path / "wide.csv").write_text("p,q,class\n" + "\n".join(rows) + "\n")
    refused(
        command("oversample", "wide.csv", "--ratio", "8", "--output", "out.csv"),
        "wide.csv", "'p'", "too wide")
    rows = [f"{n % 7},{n * 5 % 11},{'yes' if n < 10 else 'no'}" for n in range(40)]
    rows[3] = "1.6e308,3,yes"
    (tmp_path / "huge.csv").write_text("p,q,class\n" + "\n".join(rows) + "\n")
    result = command("oversample", "huge.csv", "--minority", "yes", "--method", "rose",
                     "--ratio", "2", "--output", "out.csv")
    refused(result, "huge.csv", "'p'", "too large for rose")
    assert not (tmp_path / "out.csv").exists()


def test_the_header_can_be_said(command, tmp_path):
    (tmp_path / "numbers.csv").write_text("5,6,7\n1,2,3\n3,4,5\n" * 4)
    for header, rows in (("auto", 12), ("no", 12), ("yes", 11)):
        report = json.loads(
            command("inspect", "numbers.csv", "--header", header, "--json").stdout)
        assert report["rows"] == rows
    (tmp_path / "pandas.csv").write_text("0,1,2\n1.5,2,yes\n3,4.5,no\n" * 1)
    assert json.loads(command("inspect", "pandas.csv", "--json").stdout)["rows"] == 2


def test_a_release_of_the_program_can_be_measured(command, tmp_path):
    path = tmp_path / "mixed.csv"
    path.write_text("age,sex,smoker,class\n" + "".join(
        f"{20 + n * 7 % 50},{'fm'[n % 2]},{['yes', 'no'][n % 3 == 0]},{'ill' if n < 20 else 'ok'}\n"
        for n in range(60)))
    command("oversample", path, "--release", "synthetic", "--output", "made.csv")
    result = command(
        "measure", "--train", path, "--synthetic", "made.csv", "--measure",
        "dcr-5th-percentile,identical-matches,k-anonymity", "--columns", "sex,age", "--json")
    assert result.returncode == 0, result.stderr
    notes = json.loads(result.stdout)["notes"]
    assert any("'sex'" in note and "each level" in note for note in notes)


# Options


@pytest.mark.parametrize("arguments, words", [
    (["attack", "TABLE", "--k", "-3"], ["-3", "expected 1"]),
    (["attack", "TABLE", "--k", "abc"], ["abc", "a whole number, 1 or more"]),
    (["attack", "TABLE", "--ratio", "-1"], ["found -1.0", "more than 0"]),
    (["attack", "TABLE", "--seed", "-1"], ["-1", "0 to 4294967295"]),
    (["attack", "TABLE", "--seed=-1"], ["-1", "0 to 4294967295"]),
    (["attack", "TABLE", "--holdout", "-0.1"], ["-0.1", "0 to 0.9"]),
    (["measure", "TABLE", "--budget", "-1"], ["-1", "1 or more"]),
    (["measure", "TABLE", "--budget", "1e9"], ["1e9", "a whole number"]),
    (["measure", "TABLE", "--budget", "5"], ["--columns search"]),
    (["measure", "TABLE", "--columns", "m0,m0"], ["'m0' twice"]),
    (["measure", "TABLE", "--columns", ""], ["found no name"]),
    (["attack", "TABLE", "--columns", "m0", "--secret", "m0"], ["--secret", "'m0'"]),
    (["measure", "--train", "TABLE", "--synthetic", "TABLE", "--k", "3"], ["--k", "--train"]),
    (["exposure", "TABLE", "--seed", "4294967295", "--seeds", "3"], ["--seeds", "smaller --seed"]),
    (["attack", "TABLE", "--try-seeds", ""], ["--try-seeds"]),
    (["attack", "TABLE", "--strategy", "1=99999999999"], ["at most 20020"]),
    (["attack", "TABLE", "--strategy", "1=9223372036854775807"], ["at most 20020"]),
    (["attack", "TABLE", "--method", "smoat"], ["did you mean 'smote'?"]),
    (["attack", "TABLE", "--attack", "reconsmot"], ["did you mean 'reconsmote'?"]),
    (["attak", "TABLE"], ["'attak'", "did you mean 'attack'?"]),
    (["attack", "TABLE", "--k", "30"], ["small.csv: k = 30"]),
])
def test_options_are_refused_with_what_was_expected(command, table, arguments, words):
    refused(command(*[str(table) if word == "TABLE" else word for word in arguments]), *words)


def test_the_file_at_fault_is_named(command, table, tmp_path):
    (tmp_path / "rows").write_text("1 70\n")
    refused(command("attack", table, "--holdout-rows", "rows"), "rows: holdout rows: found row 70")
    (tmp_path / "neighbors").write_text("1,2\n")
    refused(
        command("attack", table, "--neighbors", "neighbors"),
        "neighbors: the neighbor file has 1 row,")
    refused(
        command("attack", table, "--attack", "linkability", "--columns", "x", "--holdout", "0.3"),
        "small.csv: there is no feature column 'x'")


def test_an_attack_named_twice_runs_once(command, table):
    report = json.loads(
        command("attack", table, "--attack", "reconsmote,all,reconsmote", "--release", "synthetic",
                "--json").stdout)
    names = [entry["name"] for entry in report["attacks"] + report["skipped"]]
    assert names.count("reconsmote") == 1


def test_one_is_not_many(command, tmp_path):
    (tmp_path / "one.csv").write_text("p,class\n" + "1,no\n2,no\n3,no\n4,yes\n")
    text = command("inspect", "one.csv").stdout
    assert "minority 'yes': 1 row, 1 different" in text and "4 rows, 2 columns" in text
    text = command("oversample", "one.csv", "--method", "random", "--strategy", "yes=2",
                   "--output", "two.csv").stdout
    assert "1 synthetic row (" in text
    (tmp_path / "odd.csv").write_text("p,q,class\n" + "".join(
        f"{n},{'ab'[n % 2]},{'yes' if n < 6 else 'no'}\n" for n in range(20)))
    assert "'q' counts as zeros and ones, and SMOTE leaves fractions in it;" in command(
        "oversample", "odd.csv", "--output", "two.csv", "--k", "3").stdout


# Numbers at the ends of what there is


@pytest.mark.parametrize("scale", [1e-310, 5e-324, 1.7e308])
@pytest.mark.parametrize("holdout", [True, False])
def test_measures_take_the_smallest_and_the_largest_numbers(command, tmp_path, scale, holdout):
    def write(name, first):
        rows = [f"{scale * (((first + 7 * row) % 19 - 9) / 9)},{row % 5},{row % 3 == 0}"
                for row in range(40)]
        (tmp_path / name).write_text("\n".join(["p,b,class", *rows]) + "\n")

    for name, first in (("train.csv", 0), ("made.csv", 3), ("kept.csv", 5)):
        write(name, first)
    kept = ["--holdout", "kept.csv"] if holdout else []
    result = command("measure", "--train", "train.csv", "--synthetic", "made.csv", *kept, "--json")
    assert result.returncode == 0, result.stderr
    text = result.stdout
    assert json.loads(text) and "NaN" not in text and '"nan"' not in text and '"inf"' not in text
    assert command("measure", "train.csv").returncode in (0, 2)


def test_an_infinite_number_is_refused_by_name(command, tmp_path):
    (tmp_path / "inf.csv").write_text("p,class\n" + "".join(
        f"{'inf' if row == 3 else row},{row % 2}\n" for row in range(20)))
    result = command("measure", "--train", "inf.csv", "--synthetic", "inf.csv")
    refused(result, "'p'", "row 4", "infinite")
