#!/usr/bin/env python3
"""Times SDMetrics' distance to the closest record; `Benchmarks distances` runs this.

    python3 -m venv /tmp/measures
    /tmp/measures/bin/pip install -r Tests/Peers/requirements-measures.txt
    PYTHON=/tmp/measures/bin/python .build/release/Benchmarks distances

    time_dcr.py QUERIES.csv REFERENCE.csv

Columns whose names begin with `n` are numbers, all others categories. Blocks have a million pairs
of rows, as those of SDMetrics have if there are at least 1000 queries. Answers with the version, the
seconds by the clock and of the processor, the megabytes held at the peak beyond those before, and
the distance of each query, a line each.
"""

import sys
import time
from importlib.metadata import version

import pandas as pd
from sdmetrics.single_table.privacy.dcr_utils import calculate_dcr

PAIRS = 1_000_000


def held(field):
    """Megabytes: VmRSS now, or VmHWM at the peak."""
    with open("/proc/self/status", encoding="utf-8") as status:
        line = next(line for line in status if line.startswith(field))
    return int(line.split()[1]) * 1024 / 1e6


def read(path):
    names = pd.read_csv(path, nrows=0).columns
    types = {name: float if name.startswith("n") else str for name in names}
    return pd.read_csv(path, dtype=types)


def main():
    queries, reference = (read(path) for path in sys.argv[1:3])
    metadata = {"columns": {
        name: {"sdtype": "numerical" if name.startswith("n") else "categorical"}
        for name in reference.columns}}
    before = held("VmRSS:")
    with open("/proc/self/clear_refs", "w", encoding="utf-8") as file:
        file.write("5")
    clock, processor = time.perf_counter(), time.process_time()
    distances = calculate_dcr(
        queries, reference, metadata, chunk_size=max(1000, PAIRS // len(queries)))
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(version("sdmetrics"))
    print(clock)
    print(processor)
    print(held("VmHWM:") - before)
    print("\n".join(repr(float(distance)) for distance in distances))


if __name__ == "__main__":
    main()
