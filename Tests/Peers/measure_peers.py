"""What SDMetrics and mostlyai-qa say about a release, by their own functions.

Tables are data frames of floats and of strings, missing values are NaN; the names are those of our
measures. Where we depart from SDMetrics on purpose, the expected number is made by SDMetrics'
functions too, asked another question; `DEPARTURES` says what differs and why.
"""

import importlib.util
import sys
import types
import warnings
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from sdmetrics.column_pairs import ContingencySimilarity as PairContingency
from sdmetrics.single_table import (
    ContingencySimilarity, CorrelationSimilarity, KSComplement, NewRowSynthesis, TVComplement)
from sdmetrics.single_table.privacy import DCRBaselineProtection, DCROverfittingProtection
from sdmetrics.single_table.privacy.dcr_utils import _process_dcr_chunk, calculate_dcr

PACKAGES = ["numpy", "pandas", "scipy", "sdmetrics", "mostlyai-qa"]

DEPARTURES = {
    "ties": "a synthetic row equally near to both sides counts half; SDMetrics counts it as nearer "
            "to the holdout, so that copies of rows in both look safe",
    "ranges": "all distances are in units of the training rows' ranges; SDMetrics takes those of "
              "whatever table it searches, so that an extreme holdout row shrinks every distance",
    "zero": "a tolerance relative to zero is none: SDMetrics never lets a number match a synthetic "
            "0 unless it is 0; ours is absolute there",
}


def mostly_dcr_share():
    """mostlyai-qa's function, without the package's `__init__`, which needs torch."""
    root = Path(list(importlib.util.find_spec("mostlyai").submodule_search_locations)[0]) / "qa"
    package = types.ModuleType("mostlyai.qa")
    package.__path__ = [str(root)]
    sys.modules["mostlyai.qa"] = package
    from mostlyai.qa._distances import calculate_dcr_share
    return calculate_dcr_share


dcr_share_of = mostly_dcr_share()


def versions():
    return {name: version(name) for name in PACKAGES}


def numbers_of(table):
    return [name for name in table if table[name].dtype.kind == "f"]


def categories_of(table):
    return [name for name in table if name not in numbers_of(table)]


def metadata(table):
    numbers = numbers_of(table)
    return {"columns": {
        name: {"sdtype": "numerical" if name in numbers else "categorical"} for name in table}}


def read(path, like=None):
    """A table whose categories are those of `like`, or whatever is not all numbers."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    for name in table:
        numbers = pd.to_numeric(table[name], errors="coerce")
        is_number = (numbers.isna() == table[name].isna()).all() if like is None \
            else name in numbers_of(like)
        if is_number:
            # pandas' own parser may be off by an ulp.
            table[name] = [float(text) if isinstance(text, str) else np.nan
                           for text in table[name]]
    return table


def distances(queries, reference, ranges_of=None):
    """SDMetrics' distance of each query to its closest row.

    With `ranges_of`, in units of the ranges of that table.
    """
    if ranges_of is None:
        return calculate_dcr(queries, reference, metadata(reference)).to_numpy()
    ranges = {name: ranges_of[name].max() - ranges_of[name].min()
              for name in numbers_of(reference)}
    names = list(reference)
    return _process_dcr_chunk(
        queries[names].assign(index=range(len(queries))),
        reference[names].assign(index=range(len(reference))),
        names, metadata(reference), ranges).to_numpy()


def distance_summaries(training, synthetic):
    closest = distances(synthetic, training)
    return {"dcr-median": float(np.median(closest)), "dcr-mean": float(np.mean(closest)),
            "dcr-5th-percentile": float(np.quantile(closest, 0.05))}


def overfitting(training, synthetic, holdout):
    """SDMetrics' own number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(DCROverfittingProtection.compute(
            training, synthetic, holdout, metadata(training), table_name=None))


def shares(training, synthetic, holdout):
    """Our share and the protection that follows, by mostlyai-qa's share of SDMetrics' distances."""
    share = float(dcr_share_of(
        distances(synthetic, training),
        distances(synthetic, holdout, ranges_of=training)))
    return {"dcr-share": share, "dcr-overfitting-protection": min(2 * (1 - share), 1.0)}


def baselines(training, synthetic, seeds):
    """SDMetrics' scores, one for each seed of its random rows; NaN where it has none."""
    scores = []
    for seed in range(seeds):
        DCRBaselineProtection._seed = seed
        np.random.seed(seed)
        scores.append(float(DCRBaselineProtection.compute(
            training, synthetic, metadata(training), table_name=None)))
    return scores


def around(scores):
    """Four standard deviations to either side of the mean."""
    reach = 4 * float(np.std(scores, ddof=1))
    return [float(np.mean(scores)) - reach, float(np.mean(scores)) + reach]


def new_rows(training, synthetic):
    return float(NewRowSynthesis.compute(training, synthetic, metadata(training)))


def column_shapes(training, synthetic):
    expected = {}
    if numbers_of(training):
        expected["ks-complement"] = float(
            KSComplement.compute(training, synthetic, metadata(training)))
    if categories_of(training):
        expected["tv-complement"] = float(
            TVComplement.compute(training, synthetic, metadata(training)))
    return expected


def correlations(training, synthetic):
    return float(CorrelationSimilarity.compute(training, synthetic, metadata(training)))


def category_contingencies(training, synthetic):
    """The mean over the pairs of categories."""
    return float(ContingencySimilarity.compute(training, synthetic, metadata(training)))


def contingencies(training, synthetic):
    """The mean over the pairs with a category, numbers in ten bins of the training rows."""
    numbers = numbers_of(training)
    scores = []
    for pair in combinations(training.columns, 2):
        binned = [name for name in pair if name in numbers] or None
        if binned and len(binned) == 2:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            scores.append(PairContingency.compute(
                training[list(pair)].copy(), synthetic[list(pair)].copy(),
                continuous_column_names=binned))
    return float(np.mean(scores))
