"""Measures, attacks on people and the threat model on the command line."""

import json
import random
import signal
import subprocess
import time

import pytest

import data
from patience import expect_once
from test_command_line import command, table  # noqa: F401 (fixtures)

MEASURE_KEYS = {
    "name", "title", "group", "parameters", "value", "interval", "direction", "reference",
    "verdict", "sentence", "threshold", "parts", "rows", "remarks", "source", "seconds"}
DIRECTIONS = {"higher_is_safer", "lower_is_safer", "none"}


def measure(command, *arguments):
    result = command("measure", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def attack(command, *arguments):
    result = command("attack", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def named(report, key, name):
    return next(entry for entry in report[key] if entry["name"] == name)


@pytest.fixture
def parts(command, table, tmp_path):
    """Files as somebody else releases them: training rows, synthetic rows, people kept apart."""
    assert command(
        "oversample", table, "--holdout", "0.5", "--output", "augmented.csv", "--holdout-output",
        "holdout.csv", "--quiet").returncode == 0
    assert command(
        "oversample", table, "--holdout", "0.5", "--release", "synthetic", "--output",
        "synthetic.csv", "--quiet").returncode == 0
    lines = (tmp_path / "augmented.csv").read_text().splitlines(keepends=True)
    (tmp_path / "train.csv").write_text("".join(lines[: 1 + 200]))
    return tmp_path


# Measures.

def test_a_release_is_measured(command, table):
    report = measure(command, table, "--holdout", "0.4")
    assert report["training"]["rows"] == 18 and report["holdout"]["rows"] == 12
    assert report["class"] == "1" and report["release"]["method"] == "smote"
    assert report["threat_model"]["released"] == "synthetic"
    listed = [entry["name"] for entry in
              json.loads(command("list", "measures", "--json").stdout)["measures"]]
    found = [entry["name"] for entry in report["measures"]]
    assert sorted(found + [entry["name"] for entry in report["refused"]]) == sorted(listed)
    for entry in report["measures"]:
        assert MEASURE_KEYS <= set(entry)
        assert entry["direction"] in DIRECTIONS
        assert entry["verdict"] in ("leak", "clean", "unclear")
        assert entry["sentence"].endswith(".") and entry["threshold"]
        if entry["interval"] is not None:
            assert entry["interval"][0] <= entry["interval"][1]
        assert all(1 <= row <= 400 for row in entry["rows"])


def test_the_same_numbers_come_from_files(command, table, parts):
    made = measure(command, table, "--holdout", "0.5", "--measure", "identical-matches,dcr-share")
    read = measure(
        command, "--train", "train.csv", "--synthetic", "synthetic.csv", "--holdout", "holdout.csv",
        "--measure", "identical-matches,dcr-share")
    assert read["class"] == "1" and any("all synthetic rows are of class" in n for n in read["notes"])
    assert "release" not in read
    for name in ("identical-matches", "dcr-share"):
        assert named(made, "measures", name)["value"] == named(read, "measures", name)["value"]


def test_the_class_is_no_feature_where_the_training_file_has_one_class(command, parts):
    lines = (parts / "train.csv").read_text().splitlines(keepends=True)
    of_class = [line for line in lines[1:] if line.rstrip().endswith(",1")]
    assert 0 < len(of_class) < len(lines) - 1
    (parts / "one.csv").write_text("".join([lines[0], *of_class]))
    names = "dcr-median,identical-matches,ks-complement"
    rest = ("--synthetic", "synthetic.csv", "--holdout", "holdout.csv", "--measure", names)
    whole = measure(command, "--train", "train.csv", *rest)
    for options in ((), ("--target", lines[0].strip().split(",")[-1])):
        one = measure(command, "--train", "one.csv", *rest, *options)
        assert one["class"] == whole["class"] == "1"
        assert len(set(one["notes"])) == len(one["notes"])
        for name in names.split(","):
            assert named(one, "measures", name)["value"] == named(whole, "measures", name)["value"]


def test_strangers_with_few_values_are_no_leak(command, tmp_path):
    draws = random.Random(7)
    for name, count in (("t.csv", 200), ("s.csv", 300), ("h.csv", 200)):
        rows = "".join(
            f"{draws.choice('fm')},{draws.choice(['20-39', '40-59', '60+'])},{draws.choice('ny')},"
            f"{draws.choice('ab')}\n" for _ in range(count))
        (tmp_path / name).write_text("sex,band,smoker,ward\n" + rows)
    report = measure(
        command, "--train", "t.csv", "--synthetic", "s.csv", "--holdout", "h.csv", "--measure",
        "distance,copies")
    assert [entry["name"] for entry in report["measures"] if entry["verdict"] == "leak"] == []
    remarks = " ".join(named(report, "measures", "identical-matches")["remarks"])
    assert "of 200 rows of unseen people 200 do" in remarks


def test_a_copy_is_the_worst(command, parts):
    report = measure(
        command, "--train", "train.csv", "--synthetic", "train.csv", "--holdout", "holdout.csv",
        "--measure", "identical-matches,dcr-share", "--minority", "1")
    assert [entry["verdict"] for entry in report["measures"]] == ["leak", "leak"]
    assert [entry["value"] for entry in report["measures"]] == [1, 1]


def test_numbers_do_not_depend_on_threads(command, table):
    reports = []
    for threads in (1, 3):
        report = measure(command, table, "--holdout", "0.4", "--threads", threads)
        for entry in report["measures"]:
            del entry["seconds"]
        reports.append(report)
    assert reports[0] == reports[1]


def test_the_table_says_which_way_is_safer_and_where_thresholds_come_from(command, table):
    text = command(
        "measure", table, "--holdout", "0.4", "--measure", "dcr-share", "--details").stdout
    assert "higher is safer" in text and "lower is safer" in text
    for word in ("scaling: ", "ties: ", "extremes: ", "interval: ", "source: "):
        assert f"  {word}" in text
    brief = command(
        "measure", table, "--holdout", "0.4", "--measure", "dcr-mean,dcr-share,dcr-median").stdout
    assert "scaling: " not in brief
    thresholds = brief[brief.index("Thresholds, and where they come from:"):].splitlines()
    assert [line.partition(": leak: ")[0] for line in thresholds[1:3]] \
        == ["dcr-mean, dcr-median", "dcr-share"]


def test_a_measure_that_needs_a_holdout_refuses_without(command, table):
    refused = command("measure", table, "--measure", "dcr-share")
    assert refused.returncode == 2 and refused.stdout == ""
    assert "needs a holdout" in refused.stderr and "small.csv" in refused.stderr
    report = measure(command, table, "--measure", "dcr-share,identical-matches")
    assert [entry["name"] for entry in report["refused"]] == ["dcr-share"]
    assert [entry["name"] for entry in report["measures"]] == ["identical-matches"]


def test_every_measure_is_put_to_the_test(command, table):
    report = measure(command, table, "--holdout", "0.4", "--honesty")
    attacks = {entry["name"]: entry for entry in report["attacks"]}
    assert attacks["reconsmote"]["true_claims"] > 0
    for entry in report["measures"]:
        honesty = entry["honesty"]
        assert honesty["test"] in ("passed", "half_passed", "failed", "untested")
        assert ("reason" in honesty) == (honesty["test"] != "passed")
        assert "verdict" in honesty["copy"]
        if honesty["test"] in ("passed", "half_passed"):
            assert honesty["copy"]["verdict"] == "leak"
            assert honesty["sees_smote"] == (entry["verdict"] == "leak")
            assert honesty["proof"] in attacks
        else:
            assert honesty["sees_smote"] is None
        if entry["group"] == "fidelity":
            assert honesty["test"] == "untested"
    identical = named(report, "measures", "identical-matches")["honesty"]
    # The contradiction: no row is a copy, and every record is given away.
    assert identical["test"] in ("passed", "half_passed") and identical["sees_smote"] is False
    assert identical["sight"] in ("blind", "unsure")
    # The farthest of all rows clears nobody, so it is no more than half a pass.
    hausdorff = named(report, "measures", "hausdorff")["honesty"]
    assert hausdorff["test"] == "half_passed" and "never calls anything clean" in hausdorff["reason"]
    # Beside few people kept apart, a copy still has the worst share there is.
    share = named(report, "measures", "dcr-share")["honesty"]
    assert share["copy"]["value"] == 1 and share["test"] != "failed"
    text = command("measure", table, "--holdout", "0.4", "--honesty").stdout
    assert "can it see SMOTE?" in text


def test_the_majority_of_an_augmented_release_is_verbatim(command, table):
    report = measure(
        command, table, "--targets", "majority", "--release", "augmented", "--measure",
        "identical-matches")
    entry = report["measures"][0]
    assert entry["value"] == 1 and entry["verdict"] == "leak" and report["class"] is None


@pytest.mark.parametrize("arguments, words", [
    (["TABLE", "--measure", "smell"], ["no measure 'smell'", "identical-matches"]),
    (["TABLE", "--quasi-identifiers", "zip"], ["no feature column 'zip'", "m0"]),
    (["TABLE", "--holdout", "people.csv"], ["--holdout: found 'people.csv'", "0 to 0.9"]),
    (["TABLE", "--train", "TABLE"], ["expected FILE, or --train and --synthetic"]),
    (["--train", "TABLE"], ["expected FILE, or --train and --synthetic"]),
    ([], ["expected FILE, or --train and --synthetic"]),
    (["--train", "TABLE", "--synthetic", "OTHER"], ["other.csv", "lack column 'm4'"]),
    (["--train", "TABLE", "--synthetic", "TABLE", "--holdout", "0.3"], ["expected a file of real"]),
    (["--train", "TABLE", "--synthetic", "TABLE", "--minority", "7"], ["no class '7'", "0, 1"]),
    (["--train", "TABLE", "--synthetic", "missing.csv"], ["missing.csv", "cannot be opened"]),
])
def test_errors_name_the_file_and_what_to_do(command, table, tmp_path, arguments, words):
    other = data.write_numeric(tmp_path / "other.csv", columns=4)
    files = {"TABLE": table, "OTHER": other}
    result = command("measure", *[files.get(word, word) for word in arguments])
    assert result.returncode == 2, result.stdout
    assert result.stdout == ""
    assert result.stderr.startswith("smokeout: ") and result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr


def test_columns_that_name_rows_are_left_out(command, tmp_path):
    """The same people under other numbers are copies still."""
    for name, first in (("real", 0), ("made", 1000)):
        draws = random.Random(1)
        with open(tmp_path / f"{name}.csv", "w", encoding="utf-8") as file:
            file.write("patient,age,weight,ward,class\n")
            for row in range(200):
                file.write(f"P{first + row},{draws.randint(20, 80)},{draws.gauss(70, 9):.2f},"
                           f"{draws.choice('NSW')},{row % 2}\n")
    report = measure(
        command, "--train", "real.csv", "--synthetic", "made.csv", "--measure", "identical-matches")
    assert report["measures"][0]["value"] == 1 and report["class"] is None


def test_the_list_has_every_measure_with_its_definition(command):
    measures = json.loads(command("list", "measures", "--json").stdout)["measures"]
    assert {"identical-matches", "dcr-share"} <= {entry["name"] for entry in measures}
    for entry in measures:
        assert entry["direction"] in DIRECTIONS and entry["group"] and entry["source"]
        assert all(entry["rules"][key] for key in (
            "scaling", "ties", "degenerate", "interval", "threshold"))
    assert named({"measures": measures}, "measures", "dcr-share")["needs"] == ["holdout"]


# Attacks on people.

def test_the_list_has_attacks_of_all_families(command):
    attacks = json.loads(command("list", "attacks", "--json").stdout)["attacks"]
    families = {entry["family"] for entry in attacks}
    assert families == {"release", "classifier", "risk", "membership", "shadow"}
    needs = {entry["name"]: set(entry["knows"]) for entry in attacks}
    assert needs["reconsmote"] == set()
    assert needs["linkability"] == {"quasi-identifiers"}
    assert needs["shadow-generator"] == {"records", "generator", "other-records"}


def test_people_are_told_from_people_kept_apart(command, table):
    report = attack(command, table, "--holdout", "0.4", "--attack", "membership")
    assert {entry["family"] for entry in report["attacks"]} == {"membership"}
    distance = named(report, "attacks", "mia-distance")
    assert (distance["members"], distance["others"]) == (18, 12)
    low, high = distance["auc_interval"]
    assert low <= distance["auc"] <= high and 0 <= distance["advantage"] <= 1
    one, tenth = distance["tpr_at_fpr"]
    assert (one["fpr"], tenth["fpr"]) == (0.01, 0.001)
    # Twelve people cannot show what happens to one in a hundred.
    assert one["measurable"] is False and one["tpr"] is None and one["interval"] is None
    bounds = {bound["method"]: bound for bound in distance["epsilon_lower_bounds"]}
    assert set(bounds) == {"clopper_pearson", "gaussian", "one_run"}
    for bound in bounds.values():
        assert list(bound) == ["delta", "holds_for", "largest", "method", "value"]
        assert 0 <= bound["value"] <= bound["largest"]
    assert "exchangeable" in bounds["clopper_pearson"]["holds_for"]
    assert "Gaussian mechanisms only" in bounds["gaussian"]["holds_for"]
    assert "fair coin" in bounds["one_run"]["holds_for"]
    assert distance["threat_model"]["targets"] == "minority"
    text = command("attack", table, "--holdout", "0.4", "--attack", "membership").stdout
    assert "not measurable" in text and "lower bounds on epsilon" in text
    for words in ("Clopper-Pearson: at most", "one run: at most", "if Gaussian: at most"):
        assert words in text
    for bound in bounds.values():
        assert bound["holds_for"] in text
    assert "cannot be more private" not in text


def test_membership_needs_a_holdout(command, table):
    refused = command("attack", table, "--attack", "mia-distance")
    assert refused.returncode == 2 and "keep a holdout" in refused.stderr
    report = attack(command, table, "--attack", "mia-distance,reconsmote")
    assert [entry["name"] for entry in report["skipped"]] == ["mia-distance"]


def test_guesses_about_people_are_compared_with_the_holdout(command, table):
    report = attack(
        command, table, "--holdout", "0.4", "--attack", "linkability", "--columns", "m0,m1,m2,m3")
    linked = report["attacks"][0]
    for key in ("attack_rate", "baseline_rate", "control_rate"):
        low, high = linked[key + "_interval"]
        assert 0 <= low <= high <= 1
    assert linked["conclusion"]
    assert (linked["residual_risk"] is None) == (linked["residual_risk_interval"] is None)
    assert linked["confidence"] == 0.95
    without = attack(command, table, "--attack", "linkability")["attacks"][0]
    assert without["control_rate"] is None and without["residual_risk"] is None


def test_all_intervals_of_a_search_are_at_one_confidence(command, table):
    options = ("--holdout", "0.4", "--attack", "linkability")
    linked = attack(command, table, *options)["attacks"][0]
    count = len(linked["searched"])
    assert count > 1 and linked["confidence"] == pytest.approx(1 - 0.05 / count)
    worst = linked["worst"]
    for key in ("attack_rate", "attack_rate_interval", "control_rate", "control_rate_interval",
                "residual_risk", "residual_risk_interval"):
        assert linked[key] == worst[key]
    for entry in linked["searched"] + [worst, linked["median"]]:
        low, high = entry["residual_risk_interval"]
        assert low <= entry["residual_risk"] <= high
        assert entry["attack_trials"] == linked["attack_trials"] and entry["control_trials"] > 0
    known, wanted = (side.split(", ") for side in worst["columns"].split(" \u2192 "))
    text = command("attack", table, *options).stdout
    assert "1 - 0.05 / sets" in text
    assert "1 - 0.05 / sets" not in command(
        "attack", table, *options, "--columns", ",".join(known)).stdout


@pytest.mark.parametrize("ratio", ["8", "27"])
def test_many_copies_are_linked_and_singled_out(command, table, ratio):
    report = attack(
        command, table, "--method", "random", "--ratio", ratio, "--holdout", "0.4",
        "--attack", "linkability,singling-out")
    for name in ("linkability", "singling-out"):
        assert named(report, "attacks", name)["attack_rate"] == 1


def test_tables_without_known_columns_name_what_is_wanted(command, table):
    result = attack(command, table, "--attack", "aggregates-differencing")["attacks"][0]
    assert result["worst"]["columns"].strip(" \u2192") == result["worst"]["columns"]
    text = command("attack", table, "--attack", "aggregates-differencing").stdout
    assert "worst " + result["worst"]["columns"] + " " in text


def test_a_classifier_is_shown_half(command, table):
    naive = attack(command, table, "--attack", "naive-distinguishing")["attacks"][0]
    assert naive["f1"] <= 0.1 and 0 <= naive["auc"] <= 1
    for key in ("auc", "balanced_accuracy", "g_mean"):
        low, high = naive[key + "_interval"]
        assert 0 <= low <= naive[key] <= high <= 1 and high > low
    assert [rate["fpr"] for rate in naive["tpr_at_fpr"]] == [0.01, 0.001]
    assert 0 <= naive["advantage"] <= 1 and "real rows from synthetic" in naive["no_epsilon"]
    assert "epsilon_lower_bounds" not in naive
    # All rows called synthetic: chance, and nothing, whatever the area says.
    assert abs(naive["balanced_accuracy"] - 0.5) < 0.2
    text = command("attack", table, "--attack", "naive-distinguishing").stdout
    assert "balanced" in text and "G-mean" in text and "advantage" in text
    assert "no bound on epsilon" in text


@pytest.mark.parametrize("name", ["aggregates-reconstruction", "aggregates-differencing"])
def test_answers_that_are_paid_for_hide_the_secret(command, table, name):
    listed = json.loads(command("list", "attacks", "--json").stdout)["attacks"]
    setting = next(one for one in named({"attacks": listed}, "attacks", name)["settings"]
                   if one["name"] == "epsilon")
    assert setting["default_value"] == "0" and "budget" in setting["help"]
    assert "epsilon=0" in command("list", "attacks").stdout
    columns = ["--holdout", "0.4", "--columns", "m0", "--secret", "m1"]
    exact = attack(command, table, *columns, "--attack", name)["attacks"][0]
    assert exact["attack_rate"] > 0.9 and "answers" not in exact
    assert "paid for" not in exact["conclusion"]
    paid = attack(command, table, *columns, "--attack", name + ":epsilon=1")["attacks"][0]
    assert paid["attack_rate"] < exact["attack_rate"] - 0.2
    assert paid["answers_epsilon"] == 1 and paid["answers"] > 10
    assert paid["conclusion"].endswith("and paid for they do not show the secret")
    text = command("attack", table, *columns, "--attack", name + ":epsilon=1").stdout
    assert "answers were paid for with epsilon 1 in all" in text
    bad = command("attack", table, *columns, "--attack", name + ":epsilon=1:noise=3")
    assert bad.returncode == 2 and "expected 0 where epsilon is above 0" in bad.stderr


def test_shadow_runs_go_on_where_they_stopped(command, table, tmp_path):
    options = ["--attack", "shadow-generator", "--shadow-runs", "20", "--shadow-tests", "10",
               "--shadow-targets", "4"]
    whole = attack(command, table, *options)["attacks"][0]
    assert len(whole["targets"]) == 4
    assert 0 <= whole["auc_honest"] <= 1 and whole["auc_selected"] >= whole["auc_honest"] - 1
    kept = attack(command, table, *options, "--shadow-state", "runs.txt")["attacks"][0]
    lines = (tmp_path / "runs.txt").read_text().splitlines(keepends=True)
    assert len(lines) == 5
    (tmp_path / "runs.txt").write_text("".join(lines[:3]) + lines[3][:7])
    resumed = attack(command, table, *options, "--shadow-state", "runs.txt")["attacks"][0]
    assert kept["targets"] == whole["targets"] == resumed["targets"]
    assert (tmp_path / "runs.txt").read_text() == "".join(lines)
    other = command("attack", table, *options, "--k", "4", "--shadow-state", "runs.txt")
    assert other.returncode == 2 and "other" in other.stderr


def test_an_attack_that_needs_more_than_is_granted_is_not_run(command, table):
    options = ["--holdout", "0.4", "--attack", "reconsmote,seed-replay,mia-distance,linkability"]
    report = attack(command, table, *options, "--knows", "nothing")
    assert [entry["name"] for entry in report["attacks"]] == ["reconsmote"]
    reasons = {entry["name"]: entry["reason"] for entry in report["skipped"]}
    assert set(reasons) == {"seed-replay", "mia-distance", "linkability"}
    assert all("which the threat model does not grant" in reason for reason in reasons.values())
    assert report["threat_model"]["knows"] == []
    report = attack(command, table, *options, "--knows", "records")
    assert {entry["name"] for entry in report["attacks"]} == {
        "reconsmote", "mia-distance", "linkability"}
    for entry in report["attacks"]:
        assert entry["threat_model"]["knows"] == ["records"]
    text = command("attack", table, *options, "--knows", "records").stdout
    assert "threat model: the synthetic rows are released; the attacker knows the whole records" in text
    bad = command("attack", table, "--knows", "everything")
    assert bad.returncode == 2 and "found 'everything'" in bad.stderr


def test_exposure_is_told_by_class(command, table):
    report = attack(command, table)
    assert [entry["release"] for entry in report["exposure_by_class"]] == [
        "synthetic", "augmented"]
    alone, together = report["exposure_by_class"]
    assert alone["minority"]["exposed"] == 30 and alone["majority"]["exposed"] == 0
    assert alone["ratio"] is None and alone["ratio_interval"][1] is None
    assert together["majority"]["share"] == 1 and together["ratio"] == 1
    assert "in the file as they are" in together["majority"]["how"]


def test_the_contradiction_in_one_command(command, table):
    report = attack(
        command, table, "--holdout", "0.4", "--attack", "contradiction", "--shadow-runs", "10",
        "--shadow-tests", "10", "--shadow-targets", "2")
    names = {entry["name"] for entry in report["attacks"] + report["skipped"]}
    assert names == {
        "naive-distinguishing", "linkability", "mia-distance", "shadow-generator", "distinsmote",
        "reconsmote"}
    refused = command("exposure", table, "--attack", "mia-distance")
    assert refused.returncode == 2 and "names no records" in refused.stderr


def test_an_interrupted_measure_ends_with_130(program, tmp_path):
    path = data.write_large(tmp_path / "large.csv")

    def slowness():
        process = subprocess.Popen(
            [program, "measure", str(path), "--holdout", "0.3"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        time.sleep(1.5)
        started = time.perf_counter()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
        assert process.returncode == 130
        delay = time.perf_counter() - started
        return [delay] if delay > 0.5 else []

    expect_once(slowness)


# The columns that an attacker knows.

def test_suggested_columns_are_taken_and_named_with_the_reason(command, table):
    report = measure(command, table, "--holdout", "0.4", "--measure", "anonymity,uniqueness")
    columns = named(report, "measures", "uniqueness")["columns"]
    assert columns["choice"] == "suggested" and columns["sets"] == 1
    known = columns["worst"]["known"]
    assert 1 <= len(known) <= 3
    assert all(name in columns["reason"] for name in known)
    assert known == [candidate["name"] for candidate in columns["candidates"]][: len(known)]
    text = command("measure", table, "--measure", "uniqueness").stdout
    assert "columns: No column was named as easily known" in text and "--columns search" in text


def test_sets_of_columns_are_searched_within_the_budget(command, table):
    arguments = (table, "--holdout", "0.4", "--measure", "uniqueness", "--columns", "search")
    one = named(measure(command, *arguments, "--budget", "1"), "measures", "uniqueness")
    many = named(measure(command, *arguments, "--budget", "20"), "measures", "uniqueness")
    assert one["columns"]["sets"] == 1 and one["columns"]["confidence"] == 0.95
    columns = many["columns"]
    assert columns["choice"] == "search"
    assert columns["sets"] == min(20, columns["possible"]) == len(columns["searched"])
    assert columns["confidence"] == pytest.approx(1 - 0.05 / columns["sets"])
    assert columns["worst"]["value"] == many["value"]
    assert columns["worst"]["interval"] == many["interval"]
    values = sorted((look["value"] for look in columns["searched"]), reverse=True)
    assert columns["median"]["value"] == values[(len(values) - 1) // 2]
    text = command("measure", *arguments, "--budget", "20").stdout
    assert "worst of " in text and "median: " in text and "Bonferroni" in text


def test_named_columns_are_taken_as_they_are_and_none_refuses(command, table):
    name = named(
        measure(command, table, "--measure", "anonymity"), "measures", "uniqueness")
    name = name["columns"]["worst"]["known"][0]
    for option in ("--columns", "--quasi-identifiers"):
        report = measure(command, table, "--measure", "anonymity", option, name)
        assert "columns" not in named(report, "measures", "uniqueness")
    report = measure(command, table, "--measure", "anonymity,ks-complement", "--columns", "none")
    assert "name the columns" in named(report, "refused", "uniqueness")["reason"]
    result = command("measure", table, "--columns", "a", "--quasi-identifiers", "b")
    assert result.returncode == 2 and "--columns: found 'a' beside" in result.stderr
    result = command("measure", table, "--columns", "search", "--budget", "0")
    assert result.returncode == 2 and "--budget: found 0" in result.stderr


def test_a_search_of_columns_is_cancelled_at_once(program, tmp_path):
    path = data.write_large(tmp_path / "large.csv")

    def slowness():
        process = subprocess.Popen(
            [program, "measure", str(path), "--targets", "majority", "--release", "augmented",
             "--measure", "anonymity", "--columns", "search", "--budget", "100000"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(3)
        if process.poll() is not None:
            return ["it ended before it could be stopped"]
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
        delay = time.monotonic() - start
        assert process.returncode == 130
        return [] if delay < 0.2 else [delay]

    expect_once(slowness)


def test_shadow_runs_tell_how_sure_they_are(command, table):
    report = attack(
        command, table, "--attack", "shadow-generator", "--shadow-runs", "8", "--shadow-tests", "8",
        "--shadow-targets", "12")
    entry = named(report, "people_attacks" if "people_attacks" in report else "attacks",
                  "shadow-generator")
    low, high = entry["auc_honest_interval"]
    assert low <= entry["auc_honest"] <= high and low < 1
    assert entry["epsilon_lower_bounds"] and all(
        0 <= bound["value"] <= bound["largest"] for bound in entry["epsilon_lower_bounds"])
    assert entry["tpr_at_fpr"] and "advantage" in entry
    assert "independent runs" in entry["epsilon_lower_bounds"][0]["holds_for"]
    text = command(
        "attack", table, "--attack", "shadow-generator", "--shadow-runs", "8", "--shadow-tests",
        "8", "--shadow-targets", "12").stdout
    for words in ("at 0.1 %", "advantage", "one run: at most", "if Gaussian: at most"):
        assert words in text


def test_a_property_of_everybody_has_no_control(command, table):
    for holdout in ("0", "0.4"):
        text = command(
            "attack", table, "--attack", "property-inference", "--holdout", holdout).stdout
        assert "all people together" in text
        assert "without a holdout" not in text and "keep some real rows apart" not in text
