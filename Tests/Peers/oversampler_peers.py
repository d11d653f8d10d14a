"""imbalanced-learn's oversamplers, and the neighbors that they found on the way.

Distances that tie make the neighbors a matter of how a search goes. So that rows can be compared
on such data too, a peer's searches are recorded and handed to the program.
"""

import warnings
from dataclasses import dataclass, field

import numpy as np
from imblearn.over_sampling import (
    ADASYN, SMOTE, SMOTEN, SMOTENC, BorderlineSMOTE, RandomOverSampler)
from sklearn.neighbors import NearestNeighbors


class RecordingNeighbors(NearestNeighbors):
    """Nearest neighbors that remember every answer, in order of the questions."""

    answers = []

    def kneighbors(self, X=None, n_neighbors=None, return_distance=True):
        found = super().kneighbors(X, n_neighbors, return_distance)
        self.answers.append(found[1] if return_distance else found)
        return found


@dataclass
class Question:
    """What an oversampler is asked; `strategy` as imbalanced-learn takes it."""

    features: np.ndarray
    labels: np.ndarray
    strategy: object
    seed: int
    categorical: list = field(default_factory=list)
    options: dict = field(default_factory=dict)


@dataclass
class Answer:
    """The rows, real ones first; with one class to grow also the neighbors behind them.

    `partners` and `surroundings` have a line for each row of the class, as the program's
    `--neighbors` and `--surroundings` take them; None where the method has no such neighbors.
    """

    features: np.ndarray
    labels: np.ndarray
    partners: np.ndarray | None = None
    surroundings: np.ndarray | None = None
    drawn: np.ndarray | None = None


def recorded(question, sampler):
    """The sampler's rows, and the answers its neighbor searches got."""
    RecordingNeighbors.answers = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        features, labels = sampler.fit_resample(question.features, question.labels)
    return np.asarray(features, dtype=float), labels, RecordingNeighbors.answers


def others(count):
    """A search for `count` neighbors besides the row itself."""
    return RecordingNeighbors(n_neighbors=count + 1)


def settings(question):
    return {"sampling_strategy": question.strategy, "random_state": question.seed}


def smote(question):
    sampler = SMOTE(k_neighbors=others(question.options.get("k", 5)), **settings(question))
    features, labels, answers = recorded(question, sampler)
    return Answer(features, labels, answers[0][:, 1:])


def borderline(kind):
    def peer(question):
        sampler = BorderlineSMOTE(
            kind=kind, k_neighbors=others(question.options.get("k", 5)),
            m_neighbors=others(question.options.get("m", 10)), **settings(question))
        features, labels, answers = recorded(question, sampler)
        surroundings = answers[0][:, 1:]
        if len(answers) == 1:
            return Answer(features, labels, None, surroundings)
        # Only rows in danger were asked for; the others are never drawn from.
        grown, danger = next(iter(sampler.in_danger_indices.items()))
        members = np.flatnonzero(question.labels == grown)
        partners = np.zeros((len(members), answers[1].shape[1] - 1), dtype=int)
        partners[np.isin(members, danger)] = answers[1][:, 1:]
        return Answer(features, labels, partners, surroundings)
    return peer


def adasyn(question):
    sampler = ADASYN(n_neighbors=others(question.options.get("k", 5)), **settings(question))
    features, labels, answers = recorded(question, sampler)
    return Answer(features, labels, answers[1][:, 1:], answers[0][:, 1:])


def smote_nc(question):
    sampler = SMOTENC(
        categorical_features=question.categorical,
        k_neighbors=others(question.options.get("k", 5)), **settings(question))
    features, labels, answers = recorded(question, sampler)
    return Answer(features, labels, answers[0][:, 1:])


def smote_n(question):
    """All of the k + 1 nearest vote, so none is left out of the lists."""
    sampler = SMOTEN(k_neighbors=others(question.options.get("k", 5)), **settings(question))
    features, labels, answers = recorded(question, sampler)
    return Answer(features, labels, answers[0])


def random_duplication(question):
    sampler = RandomOverSampler(**settings(question))
    features, labels, _ = recorded(question, sampler)
    return Answer(features, labels, drawn=sampler.sample_indices_)


def rose(question):
    sampler = RandomOverSampler(
        shrinkage=question.options.get("shrinkage", 1.0), **settings(question))
    features, labels, _ = recorded(question, sampler)
    return Answer(features, labels, drawn=sampler.sample_indices_)
