"""`--try-seeds`: lists of seeds on the command line and in files."""

import json
import os
import subprocess

import pytest

import data


@pytest.fixture
def attack(program, home, tmp_path):
    """Runs seed-replay on rows made with a seed: `attack(seed, tried)`."""
    table = data.write_numeric(tmp_path / "small.csv")

    def run(seed, *tried):
        environment = {**os.environ, **{k: v for k, v in home.items() if v}}
        return subprocess.run(
            [program, "attack", table, "--seed", str(seed), "--ratio", "5", "--attack",
             "seed-replay", "--json", *tried],
            capture_output=True, text=True, timeout=120, env=environment, cwd=tmp_path)

    return run


def recall(result):
    assert result.returncode == 0, result.stderr
    attacks = [one for one in json.loads(result.stdout)["attacks"] if "recall" in one]
    return attacks[0]["recall"] if attacks else 0


@pytest.mark.parametrize("tried", ["0..1000", "3,777,9", "777"])
def test_a_seed_in_the_list_is_found(attack, tried):
    assert recall(attack(777, "--try-seeds", tried)) > 0.9


def test_the_usual_seeds_are_tried_without_a_list(attack):
    assert recall(attack(42)) > 0.9


def test_a_file_of_seeds(attack, tmp_path):
    (tmp_path / "seeds.txt").write_text("# ours\n1 2,3\n\n700..800  # a range\n")
    assert recall(attack(777, "--try-seeds", "seeds.txt")) > 0.9


@pytest.mark.parametrize("content, place, found", [
    ("1\n2, x3\n", "line 2, column 4", "'x3'"),
    ("9..3", "line 1, column 1", "write 3..9"),
    ("4294967296", "line 1, column 1", "expected a whole number from 0 to 4294967295"),
    ("0..4294967295", "line 1, column 1", "at most 1000000 seeds"),
    ("# none\n", "line 1, column 1", "found no number"),
])
def test_a_wrong_list_is_refused_by_line_and_column(attack, tmp_path, content, place, found):
    (tmp_path / "seeds.txt").write_text(content)
    result = attack(42, "--try-seeds", "seeds.txt")
    assert result.returncode != 0
    assert "seeds.txt, " + place in result.stderr
    assert found in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_not_there_is_named(attack):
    result = attack(42, "--try-seeds", "nowhere.txt")
    assert result.returncode != 0
    assert "nowhere.txt" in result.stderr
