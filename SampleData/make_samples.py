#!/usr/bin/env python3
"""Makes the sample datasets of this folder; the same bytes on every run.

    python3 SampleData/make_samples.py [FOLDER]

Needs Python 3.9 or newer and nothing else. Every value is drawn from the distributions written
down here; no record of a person, real or anonymised, was used at any step.
"""

import csv
import math
import random
import sys
from pathlib import Path

SEED = 20250301


class Source:
    """A stream of draws built on `random.random()` alone.

    Python promises the same sequence of `random()` in every version, which it does not for
    `gauss`, `choice` or `shuffle`; so those are written out here.
    """

    def __init__(self, seed):
        self._stream = random.Random(seed)

    def uniform(self, low=0.0, high=1.0):
        return low + (high - low) * self._stream.random()

    def normal(self, mean=0.0, deviation=1.0):
        radius = math.sqrt(-2 * math.log(1 - self._stream.random()))
        return mean + deviation * radius * math.cos(2 * math.pi * self._stream.random())

    def log_normal(self, median, spread):
        return median * math.exp(self.normal(0, spread))

    def count(self, mean):
        """A Poisson number, by multiplying draws; meant for small means."""
        limit, product, number = math.exp(-mean), self._stream.random(), 0
        while product > limit:
            product *= self._stream.random()
            number += 1
        return number

    def pick(self, weights):
        """A key of `weights`, as likely as its share of the sum."""
        left = self._stream.random() * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return key

    def shuffled(self, items):
        items = list(items)
        for last in range(len(items) - 1, 0, -1):
            other = int(self._stream.random() * (last + 1))
            items[last], items[other] = items[other], items[last]
        return items


def clamp(value, low, high):
    return min(max(value, low), high)


def fixed(value, decimals):
    """`value` as text with `decimals` digits after the point, never '-0.0'."""
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text


# --- clinic.csv: a rare-disease register ---------------------------------------------------

CLINIC_HEADER = [
    "age", "sex", "smoking", "bmi", "systolic_bp", "creatinine", "crp", "hemoglobin", "ldh",
    "outcome",
]

# How the two forms of the disease shift the laboratory values of a patient who would be well:
# (age, systolic pressure, creatinine, hemoglobin, LDH, median CRP), the last replacing the base.
CLINIC_SHIFTS = {
    "control": (0, 0, 0.0, 0.0, 0, None),
    "renal": (6, 22, 1.15, -2.3, 70, 18.0),
    "systemic": (-8, 4, 0.10, -1.7, 190, 70.0),
}


def clinic_row(source, form):
    age_shift, pressure_shift, creatinine_shift, hemoglobin_shift, ldh_shift, crp_median = (
        CLINIC_SHIFTS[form]
    )
    ill = form != "control"
    sex = source.pick({"female": 0.56, "male": 0.44})
    male = sex == "male"
    age = clamp(source.normal(55 + age_shift, 14), 18, 93)
    smoking = source.pick({
        "never": 0.52,
        "former": 0.16 + 0.004 * (age - 18),
        "current": max(0.06, 0.26 - 0.002 * (age - 18)),
    })
    bmi = clamp(source.log_normal(26.2, 0.15), 16.5, 46)
    pressure = 97 + 0.5 * age + 0.8 * (bmi - 26) + pressure_shift + source.normal(0, 11)
    creatinine = (
        (0.91 if male else 0.73) + 0.004 * (age - 50)
        + creatinine_shift * source.uniform(0.7, 1.4) + source.normal(0, 0.11)
    )
    base_crp = 1.6 * (1.5 if smoking == "current" else 1) * math.exp(0.04 * (bmi - 26))
    crp = source.log_normal(crp_median or base_crp, 0.38 if ill else 0.75)
    hemoglobin = (
        (15.0 if male else 13.6) - 0.012 * (age - 50) + hemoglobin_shift + source.normal(0, 0.85)
    )
    ldh = 184 + 0.45 * (age - 50) + ldh_shift + source.normal(0, 38 if ill else 26)
    return [
        fixed(age, 0), sex, smoking, fixed(bmi, 1), fixed(clamp(pressure, 88, 215), 0),
        fixed(clamp(creatinine, 0.4, 6), 2), fixed(clamp(crp, 0.1, 250), 1),
        fixed(clamp(hemoglobin, 6, 18.5), 1), fixed(clamp(ldh, 105, 700), 0),
        "case" if ill else "control",
    ]


def clinic(source):
    forms = ["control"] * 1155 + ["renal"] * 26 + ["systemic"] * 19
    return CLINIC_HEADER, [clinic_row(source, form) for form in source.shuffled(forms)]


# --- transactions.csv: card payments -------------------------------------------------------

TRANSACTIONS_HEADER = [
    "amount", "hour", "channel", "distance_km", "hours_since_last", "payments_24h",
    "mean_amount_30d", "merchant_risk", "card_age_days", "fraud",
]

# Hours of the day at which people pay: (middle, deviation) and its share.
PAYMENT_PEAKS = {(12.6, 1.6): 0.4, (18.3, 2.2): 0.45, (9.0, 1.3): 0.15}


def everyday_payment(source):
    habit = source.log_normal(38, 0.55)
    channel = source.pick({"contactless": 0.46, "chip": 0.27, "online": 0.24, "magstripe": 0.03})
    online = channel == "online"
    hour = source.normal(*source.pick(PAYMENT_PEAKS)) + (2 if online else 0)
    since = source.log_normal(15, 1.0)
    return [
        source.log_normal(habit * (1.2 if online else 0.8), 0.7),
        hour % 24,
        channel,
        source.log_normal(60 if online else 4.5, 1.1 if online else 0.9),
        since,
        1 if since > 24 else 2 + source.count(0.9),
        habit,
        source.log_normal(0.055 if online else 0.03, 0.6),
        source.uniform(20, 1800),
    ]


def stolen_card_spree(source):
    """High amounts in shops far from home, minutes apart, by magnetic stripe."""
    habit = source.log_normal(42, 0.4)
    return [
        source.log_normal(310, 0.35), source.normal(20.5, 1.6) % 24, "magstripe",
        source.log_normal(420, 0.4), source.log_normal(0.35, 0.5), 6 + source.count(3), habit,
        source.log_normal(0.28, 0.25), source.uniform(200, 1700),
    ]


def card_testing(source):
    """Many tiny online payments at night, to find out which numbers are alive."""
    habit = source.log_normal(40, 0.4)
    return [
        source.log_normal(1.9, 0.35), source.normal(3.2, 0.9) % 24, "online",
        source.log_normal(2600, 0.45), source.log_normal(0.08, 0.4), 14 + source.count(6), habit,
        source.log_normal(0.42, 0.2), source.uniform(100, 1500),
    ]


def account_takeover(source):
    """One large online order on a young card."""
    habit = source.log_normal(55, 0.4)
    return [
        source.log_normal(640, 0.3), source.normal(23.0, 1.2) % 24, "online",
        source.log_normal(1100, 0.4), source.log_normal(4, 0.5), 2 + source.count(1.5), habit,
        source.log_normal(0.35, 0.2), source.uniform(20, 240),
    ]


def transaction_text(row, fraud):
    amount, hour, channel, distance, since, payments, habit, risk, age = row
    return [
        fixed(clamp(amount, 0.5, 4000), 2), fixed(min(hour, 23.99), 2), channel,
        fixed(clamp(distance, 0.1, 9000), 1), fixed(clamp(since, 0.01, 400), 2),
        fixed(payments, 0), fixed(habit, 2), fixed(clamp(risk, 0.002, 0.9), 3), fixed(age, 0),
        "1" if fraud else "0",
    ]


def transactions(source):
    makers = (
        [everyday_payment] * 19940 + [stolen_card_spree] * 22 + [card_testing] * 20
        + [account_takeover] * 18
    )
    rows = [
        transaction_text(maker(source), maker is not everyday_payment)
        for maker in source.shuffled(makers)
    ]
    return TRANSACTIONS_HEADER, rows


# --- crescents.csv: two half moons, for teaching -------------------------------------------

def crescent_point(source, rare):
    angle = source.uniform(0, math.pi)
    x, y = math.cos(angle), math.sin(angle)
    if rare:
        x, y = 1 - x, 0.45 - y
    noise = 0.04 if rare else 0.11
    return [
        fixed(x + source.normal(0, noise), 3), fixed(y + source.normal(0, noise), 3),
        "rare" if rare else "common",
    ]


def crescents(source):
    kinds = source.shuffled([False] * 200 + [True] * 20)
    return ["x", "y", "class"], [crescent_point(source, rare) for rare in kinds]


# -------------------------------------------------------------------------------------------

def main(folder):
    for number, make in enumerate((clinic, transactions, crescents)):
        header, rows = make(Source(SEED + number))
        path = folder / f"{make.__name__}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
        print(f"{path.name}: {len(rows)} rows, {len(header)} columns, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
