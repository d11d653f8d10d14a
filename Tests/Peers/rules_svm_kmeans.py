"""SVM-SMOTE, KMeans-SMOTE, SMOTE-Tomek and SMOTE-ENN: imbalanced-learn's answers, and what has to
hold of other answers.

Where no distances tie all four give imbalanced-learn's rows bit for bit. Where some do, any of the
tied neighbors may be drawn, and rows that are judged by tied neighbors may be judged either way. A
rule is asked about a case of check_oversamplers.py with one class to grow. It says in words what
the program did that no order of tied neighbors explains, and nothing if there is nothing.
"""

import math
from dataclasses import dataclass

import numpy as np
from imblearn.combine import SMOTEENN, SMOTETomek
from imblearn.over_sampling import SMOTE, SVMSMOTE, KMeansSMOTE
from imblearn.under_sampling import EditedNearestNeighbours
from sklearn.cluster import MiniBatchKMeans
from sklearn.svm import SVC

from oversampler_peers import Answer, others, recorded, settings

# Two squared distances tie if they differ by less than this share of the larger.
TIE = 1e-9


@dataclass
class CleanedAnswer(Answer):
    """All real rows, then the synthetic rows that stay.

    `removed` are the real rows that do not, by number; `before` all synthetic rows there were.
    """

    removed: np.ndarray | None = None
    before: np.ndarray | None = None


# --- Peers ---------------------------------------------------------------------------------

def rows_wanted(question):
    """Rows to make of each class that is to grow, as imbalanced-learn counts them."""
    sizes = dict(zip(*np.unique(question.labels, return_counts=True)))
    largest = max(sizes.values())
    if isinstance(question.strategy, dict):
        wanted = {label: question.strategy.get(label, 0) - size for label, size in sizes.items()}
    elif isinstance(question.strategy, float):
        smallest = min(sizes, key=sizes.get)
        wanted = {smallest: int(largest * question.strategy - sizes[smallest])}
    else:
        wanted = {label: largest - size for label, size in sizes.items()}
    return {label: count for label, count in wanted.items() if count > 0}


def only_demand(question):
    """The class to grow, its row numbers and the rows to make; None if there are several."""
    wanted = rows_wanted(question)
    if len(wanted) != 1:
        return None
    [(grown, count)] = wanted.items()
    return grown, np.flatnonzero(question.labels == grown), int(count)


def svm_smote(question):
    options = question.options
    sampler = SVMSMOTE(
        k_neighbors=others(options.get("k", 5)), m_neighbors=others(options.get("m", 10)),
        out_step=options.get("out-step", 0.5), **settings(question))
    features, labels, answers = recorded(question, sampler)
    demand = only_demand(question)
    if demand is None:
        return Answer(features, labels)
    grown, members, _ = demand
    support = sampler.svm_estimator_.support_
    support = support[question.labels[support] == grown]
    judged_by, judged_again, *drawn_from = (answer[:, 1:] for answer in answers)
    left = support[(question.labels[judged_by] == grown).any(axis=1)]
    strangers = (question.labels[judged_again] != grown).sum(axis=1)
    is_danger = 2 * strangers >= judged_again.shape[1]
    # Other rows of the class are never judged nor drawn from.
    surroundings = np.zeros((len(members), judged_by.shape[1]), dtype=int)
    surroundings[np.searchsorted(members, support)] = judged_by
    surroundings[np.searchsorted(members, left)] = judged_again
    partners = np.zeros((len(members), drawn_from[0].shape[1]), dtype=int)
    for rows in (left[is_danger], left[~is_danger]):
        if len(rows):
            partners[np.searchsorted(members, rows)] = drawn_from.pop(0)
    return Answer(features, labels, partners, surroundings)


def threshold_and_exponent(question):
    """As imbalanced-learn takes them; the program says "auto" with a number below 0."""
    return [
        "auto" if (value := question.options.get(name, -1)) < 0 else value
        for name in ("threshold", "exponent")]


def clusters_of(question):
    model = MiniBatchKMeans(
        n_clusters=int(question.options.get("clusters", 8)), random_state=question.seed)
    return model.fit_predict(question.features)


def fitting_clusters(question, clusters, grown):
    """Rows of the only class to grow in each cluster that fits, by number of the cluster."""
    k = question.options.get("k", 2)
    count = question.options.get("clusters", 8)
    threshold, _ = threshold_and_exponent(question)
    if count == 1:
        threshold = 0
    elif threshold == "auto":
        threshold = 0.5
    fitting = []
    for cluster in range(int(count)):
        rows = np.flatnonzero(clusters == cluster)
        share = (question.labels[rows] == grown).mean() if len(rows) else 0
        if len(rows) and share >= threshold and share * len(rows) >= k + 1:
            fitting.append(rows[question.labels[rows] == grown])
    return fitting


def kmeans_smote(question):
    threshold, exponent = threshold_and_exponent(question)
    sampler = KMeansSMOTE(
        k_neighbors=others(int(question.options.get("k", 2))),
        kmeans_estimator=int(question.options.get("clusters", 8)),
        cluster_balance_threshold=threshold, density_exponent=exponent, **settings(question))
    features, labels, answers = recorded(question, sampler)
    demand = only_demand(question)
    if demand is None:
        return Answer(features, labels)
    grown, members, _ = demand
    fitting = fitting_clusters(question, sampler.kmeans_estimator_.labels_, grown)
    partners = np.zeros((len(members), answers[0].shape[1] - 1), dtype=int)
    for rows, answer in zip(fitting, answers, strict=True):
        places = np.searchsorted(members, rows)
        partners[places] = places[answer[:, 1:]]
    return Answer(features, labels, partners)


def cleaned(make, cleaner):
    def peer(question):
        sampler = make(question)
        features, labels, answers = recorded(question, sampler)
        before, _ = drawn_by_smote(question).fit_resample(question.features, question.labels)
        kept = getattr(sampler, cleaner).sample_indices_
        real = len(question.features)
        # Real rows first: edited neighbors come class by class.
        made = np.argsort(kept)[np.sort(kept) >= real]
        return CleanedAnswer(
            np.vstack([question.features, features[made]]),
            np.concatenate([question.labels, labels[made]]),
            answers[0][:, 1:] if only_demand(question) else None,
            removed=np.setdiff1d(np.arange(real), kept), before=before[real:])
    return peer


def drawn_by_smote(question):
    return SMOTE(k_neighbors=others(int(question.options.get("k", 5))), **settings(question))


smote_tomek = cleaned(
    lambda question: SMOTETomek(smote=drawn_by_smote(question), **settings(question)), "tomek_")


def smote_enn_of(kind):
    def sampler(question):
        edited = EditedNearestNeighbours(
            sampling_strategy="all", n_neighbors=int(question.options.get("edit-k", 3)),
            kind_sel=kind)
        return SMOTEENN(smote=drawn_by_smote(question), enn=edited, **settings(question))
    return cleaned(sampler, "enn_")


smote_enn = smote_enn_of("all")


# --- Lines ---------------------------------------------------------------------------------

def squared(rows, others):
    """Squared distances, column by column: exact where rows are equal."""
    total = np.zeros((len(rows), len(others)))
    for column in range(rows.shape[1]):
        total += (rows[:, None, column] - others[None, :, column]) ** 2
    return total


def possible_neighbors(rows, bases, k):
    """For each base, as positions in `rows`, all that may be among its k nearest but the first."""
    distances = squared(rows[bases], rows)
    limit = np.partition(distances, k, axis=1)[:, k]
    return distances <= limit[:, None] * (1 + TIE)


def pairs_of(features, bases, members, k):
    """Row numbers of all bases and neighbors that a row may be drawn between."""
    rows = features[members]
    positions = np.searchsorted(members, bases)
    base, neighbor = np.nonzero(possible_neighbors(rows, positions, k))
    return bases[base], members[neighbor]


def off_all_lines(features, made, pairs, low, high):
    """How many of the rows lie on no line from a base, between the steps `low` and `high`."""
    base, neighbor = pairs
    if len(base) == 0:
        return len(made)
    difference = features[neighbor] - features[base]
    length = (difference ** 2).sum(axis=1)
    size = np.abs(features).max() or 1
    count = 0
    for row in made:
        offset = row - features[base]
        with np.errstate(invalid="ignore", divide="ignore"):
            step = np.where(length > 0, (offset * difference).sum(axis=1) / length, 0)
        gap = np.abs(offset - step[:, None] * difference).max(axis=1)
        fits = (gap <= 1e-9 * size) & (step >= low - 1e-6) & (step <= high + 1e-6)
        count += not fits.any()
    return count


# --- Rules ---------------------------------------------------------------------------------

def same_bits(rows, others):
    return rows.shape == others.shape and rows.tobytes() == others.tobytes()


def svm_smote_rule(case):
    """The peer's rows, or on lines of its support vectors. Of those as many rows as the sorts of
    support vectors that occur demand; each towards or away from one of the k nearest of a support
    vector that may be no noise."""
    if same_bits(case.release.features, case.answer.features):
        return ""
    question = case.question
    grown, members, demand = only_demand(question)
    features, labels, options = question.features, question.labels, question.options
    towards = int(np.random.RandomState(question.seed).beta(10, 10) * (demand + 1))
    splits = {demand - towards: 0, towards: towards, demand: towards}
    if len(case.made) not in splits:
        return f"{len(case.made)} rows, expected one of {sorted(splits)}"
    support = SVC(gamma="scale", random_state=question.seed).fit(features, labels).support_
    bases = np.sort(support[labels[support] == grown])
    near = possible_neighbors(features, bases, int(options.get("m", 10)))
    # One more of its class besides the row makes it no noise; so does a copy of another class, if
    # that is dropped as the first and the row stays among its own neighbors.
    companions = (near & (labels == grown)).sum(axis=1) > 1
    copies = (squared(features[bases], features) == 0).sum(axis=1) > 1
    bases = bases[companions | copies]
    pairs = pairs_of(features, bases, members, int(options.get("k", 5)))
    split = splits[len(case.made)]
    off = off_all_lines(features, case.made[:split], pairs, 0, 1)
    off += off_all_lines(features, case.made[split:], pairs, -options.get("out-step", 0.5), 0)
    return f"{off} of {len(case.made)} rows on no line of a support vector" if off else ""


def cluster_counts(question, fitting, demand):
    _, exponent = threshold_and_exponent(question)
    weights = []
    for rows in fitting:
        count = len(rows)
        distances = np.sqrt(squared(question.features[rows], question.features[rows]))
        mean = distances.sum() / (count * count - count)
        power = math.log(count, 1.6) ** 1.8 * 0.16 if exponent == "auto" else exponent
        weights.append(mean ** power / count)
    return [math.ceil(demand * (weight / sum(weights))) for weight in weights]


def kmeans_smote_rule(case):
    """The peer's rows, or on lines inside its clusters. Of those cluster after cluster has as many
    as its share, rounded up; each between two rows of the class there, the second among the k
    nearest of the first."""
    if same_bits(case.release.features, case.answer.features):
        return ""
    question = case.question
    grown, _, demand = only_demand(question)
    fitting = fitting_clusters(question, clusters_of(question), grown)
    counts = cluster_counts(question, fitting, demand)
    if len(case.made) != sum(counts):
        return f"{len(case.made)} rows, expected {sum(counts)}"
    k = int(question.options.get("k", 2))
    off = start = 0
    for rows, count in zip(fitting, counts):
        pairs = pairs_of(question.features, rows, rows, k)
        off += off_all_lines(question.features, case.made[start:start + count], pairs, 0, 1)
        start += count
    return f"{off} of {len(case.made)} rows on no line of their cluster" if off else ""


BLOCK = 512


def tomek_removals(features, labels):
    """Rows that are taken out in any order of tied neighbors, and in some order."""
    nearest = []
    for start in range(0, len(features), BLOCK):
        distances = squared(features[start:start + BLOCK], features)
        second = np.partition(distances, 1, axis=1)[:, 1]
        may = distances <= second[:, None] * (1 + TIE)
        rows = np.arange(len(may))
        may[rows, start + rows] = second == 0
        nearest += [set(np.flatnonzero(line).tolist()) for line in may]
    must = np.zeros(len(features), dtype=bool)
    may = np.zeros(len(features), dtype=bool)
    for row, others_near in enumerate(nearest):
        for other in others_near:
            if labels[other] != labels[row] and row in nearest[other]:
                may[row] = True
                must[row] |= len(others_near) == 1 and len(nearest[other]) == 1
    return must, may


def edited_removals(features, labels, k):
    """The same for edited neighbors that all have to be of the row's class."""
    must, may = [], []
    for start in range(0, len(features), BLOCK):
        distances = squared(features[start:start + BLOCK], features)
        limit = np.partition(distances, k, axis=1)[:, k][:, None]
        stranger = labels[start:start + BLOCK, None] != labels[None, :]
        inside = stranger & (distances < limit * (1 - TIE))
        # The first is dropped: of several rows at the same place that can be a stranger.
        spare = (inside & (distances == 0)).any(axis=1)
        must.append(inside.sum(axis=1) > spare)
        may.append((stranger & (distances <= limit * (1 + TIE))).any(axis=1))
    return np.concatenate(must), np.concatenate(may)


def absent(rows, kept):
    """Which of `rows` are missing in `kept`, which has the others in the same order; None if it
    has something else too."""
    gone = np.ones(len(rows), dtype=bool)
    place = 0
    for position, row in enumerate(rows):
        if place < len(kept) and row.tobytes() == kept[place].tobytes():
            gone[position] = False
            place += 1
    return gone if place == len(kept) else None


def with_labels(features, labels):
    return np.column_stack([features, labels])


def cleaning_rule(case, removals):
    question, answer, release = case.question, case.answer, case.release
    real = len(question.features)
    kept = len(release.features) - len(release.base)
    stays = np.setdiff1d(np.arange(real), answer.removed)
    expected = np.vstack([question.features[stays], answer.features[real:]])
    if same_bits(release.features, expected):
        return ""
    grown, _, _ = only_demand(question)
    labels = np.concatenate([question.labels, np.full(len(answer.before), grown)])
    released = with_labels(release.features, release.labels)
    gone = [
        absent(with_labels(question.features, question.labels), released[:kept]),
        absent(with_labels(answer.before, labels[real:]), released[kept:])]
    if gone[0] is None or gone[1] is None:
        return "there are rows that were neither real nor drawn by SMOTE"
    gone = np.concatenate(gone)
    must, may = removals(np.vstack([question.features, answer.before]), labels)
    wrong = int((must & ~gone).sum() + (gone & ~may).sum())
    return f"{wrong} rows wrongly kept or taken out" if wrong else ""


def smote_tomek_rule(case):
    """The peer's rows, or those of another order of tied neighbors. The latter in the cleaning:
    pairs that are each other's nearest in no order stay, those that are in every order do not."""
    return cleaning_rule(case, tomek_removals)


def smote_enn_rule(case):
    """The peer's rows, or those of another order of tied neighbors. The latter in the editing:
    rows that no order puts next to another class stay, those that every order does do not."""
    k = int(case.question.options.get("edit-k", 3))
    return cleaning_rule(case, lambda features, labels: edited_removals(features, labels, k))
