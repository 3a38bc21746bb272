"""Train the person-name model: `make train`. Reads shared data and templates, writes data/zh/name_model.json.

A semi-Markov conditional random field over candidate spans, fitted by L-BFGS with an L2 penalty. Same seed, same model.
Needs numpy, scipy and numba, which the package itself does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numba
import numpy as np
import opencc
from name_corpus import Sample, fold_table, read_fewfc, read_uner
from name_sentences import make_sentences, rename_all
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from talentflow.lang.name_candidates import LISTED, Frame, candidates
from talentflow.lang.name_features import features
from talentflow.lang.name_lexicon import NameLexicon, load_lexicon
from talentflow.lang.names import NameFinder, clusters

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "src/talentflow/data/zh/name_model.json"
SEED = 20260801
RENAMED = 2  # copies of every real sentence with other Chinese names
LEXICAL_SCALE = 0.4  # context words are penalized more than classes: made sentences have few of them
MIN_COUNT = 3  # a feature seen in fewer candidates is left out
L2 = 0.4
ITERATIONS = 300
SMALLEST = 0.03  # a weight below this is not written
UNSURE = 0.1  # an unlabelled FewFC candidate that the first model finds likelier than this is left out


@numba.njit(cache=False)  # type: ignore[misc]
def _expect(low, high, group, size, scores, truth):  # type: ignore[no-untyped-def]
    """Log likelihood of all clusters and each span's marginal; spans of a cluster ordered by end."""
    n = scores.shape[0]
    out = np.zeros(n)
    total = 0.0
    for g in range(group.shape[0] - 1):
        a, b = group[g], group[g + 1]
        m = size[g]
        forward = np.zeros(m)
        backward = np.zeros(m)
        forward[0] = 1.0
        k = a
        for node in range(1, m):
            forward[node] = forward[node - 1]
            while k < b and high[k] == node:
                forward[node] += forward[low[k]] * np.exp(min(scores[k], 30.0))
                k += 1
        backward[:] = 0.0
        backward[m - 1] = 1.0
        k = b - 1
        for node in range(m - 1, -1, -1):
            if node < m - 1:
                backward[node] += backward[node + 1]
            while k >= a and high[k] == node:
                backward[low[k]] += backward[node] * np.exp(min(scores[k], 30.0))
                k -= 1
        z = forward[m - 1]
        total -= np.log(z)
        for k in range(a, b):
            out[k] = forward[low[k]] * np.exp(min(scores[k], 30.0)) * backward[high[k]] / z
            if truth[k]:
                total += scores[k]
    return total, out


class Problem:
    """Candidates of all samples as arrays."""

    def __init__(self, samples: Sequence[Sample], vocabulary: dict[str, int] | None = None) -> None:
        lexicon = load_lexicon()
        self.names: list[list[str]] = []
        self.numbers: list[list[tuple[str, float]]] = []
        low: list[int] = []
        high: list[int] = []
        group = [0]
        size: list[int] = []
        truth: list[int] = []
        weight: list[float] = []
        self.missed = 0
        for sample in samples:
            frame = Frame(sample.text, lexicon)
            spans = candidates(frame, lexicon)
            gold = set(sample.names)
            self.missed += len(gold - {span[:2] for span in spans})
            for members in clusters(spans):
                part = [spans[k] for k in members]
                if any(u[0] < j and i < u[1] for i, j, _ in part for u in sample.unknown):
                    continue
                edges = sorted({i for i, _, _ in part} | {j for _, j, _ in part})
                at = {edge: k for k, edge in enumerate(edges)}
                for span in part:
                    names, numbers = features(frame, span, lexicon)
                    self.names.append(names)
                    self.numbers.append(numbers)
                    low.append(at[span[0]])
                    high.append(at[span[1]])
                    truth.append(span[:2] in gold)
                    weight.append(sample.weight)
                size.append(len(edges))
                group.append(len(low))
        self.low, self.high = np.array(low), np.array(high)
        self.group, self.size = np.array(group), np.array(size)
        self.truth, self.weight = np.array(truth, dtype=np.int8), np.array(weight)

    def matrix(self, vocabulary: dict[str, int]) -> csr_matrix:
        """Candidates by features, ones and zeros."""
        rows, columns, values = [0], [], []
        for names, numbers in zip(self.names, self.numbers, strict=True):
            known = [name for name in names if name in vocabulary]
            columns += [vocabulary[name] for name in known] + [vocabulary[name] for name, _ in numbers]
            values += [scale_of(name) for name in known] + [value for _, value in numbers]
            rows.append(len(columns))
        return csr_matrix((values, columns, rows), shape=(len(self.names), len(vocabulary)))


def scale_of(name: str) -> float:
    """Context words weigh less than classes before training, so that the penalty holds them back."""
    lexical = name[1] in "cdw" if name[0] in "<>" else name.startswith(("trf", "trl", "dotf", "dotl"))
    return LEXICAL_SCALE if lexical else 1.0


def fit(samples: Sequence[Sample], *, iterations: int = ITERATIONS) -> dict[str, float]:
    """Weights of the maximum-a-posteriori model."""
    problem = Problem(samples)
    counts = Counter(name for names in problem.names for name in names)
    counts.update(name for numbers in problem.numbers for name, _ in numbers)
    counts.update({name: MIN_COUNT for numbers in problem.numbers for name, _ in numbers})
    vocabulary = {name: k for k, name in enumerate(sorted(n for n, c in counts.items() if c >= MIN_COUNT))}
    x = problem.matrix(vocabulary)
    xt = x.T.tocsr()
    print(
        f"{len(samples)} sentences, {x.shape[0]} candidates, {x.shape[1]} features, {problem.truth.sum()} names",
        file=sys.stderr,
    )

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.clip(x @ w, -30, 30)
        value, chance = _expect(problem.low, problem.high, problem.group, problem.size, scores, problem.truth)
        slope = xt @ (problem.truth - chance)
        return -value + 0.5 * L2 * float(w @ w), -slope + L2 * w

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    print(f"loss {found.fun:.1f} after {found.nit} iterations", file=sys.stderr)
    return {
        name: round(float(found.x[k]) * scale_of(name), 2)
        for name, k in vocabulary.items()
        if abs(found.x[k]) >= SMALLEST
    }


def is_listed(name: str, lexicon: NameLexicon) -> bool:
    """The dictionary holds the string as a name."""
    return lexicon.words.get(name, "").startswith(LISTED)


def leave_out_bare(samples: Sequence[Sample]) -> list[Sample]:
    """UNER also labels bare given names and reign titles of two characters: neither yes nor no, unless listed."""
    lexicon = load_lexicon()
    out = []
    for sample in samples:
        bare = {
            (i, j)
            for i, j in sample.names
            if j - i == 2 and sample.text[i] not in lexicon.surname and not is_listed(sample.text[i:j], lexicon)
        }
        names = tuple(span for span in sample.names if span not in bare)
        out.append(replace(sample, names=names, unknown=tuple(sorted(bare))))
    return out


def mark_unknown(samples: Sequence[Sample], weights: dict[str, float]) -> list[Sample]:
    """FewFC labels few of its persons: what a first model takes for a name, but no label, is neither yes nor no."""
    lexicon = load_lexicon()
    finder = NameFinder(replace(lexicon, weights=weights))
    known = {sample.text[i:j] for sample in samples for i, j in sample.names}
    out = []
    for sample in samples:
        likely = [(s.start, s.end) for s in finder.find(sample.text, threshold=UNSURE)]
        spans = [(i, j) for i, j, _ in candidates(Frame(sample.text, lexicon), lexicon)]
        likely += [(i, j) for i, j in spans if is_listed(sample.text[i:j], lexicon) or sample.text[i:j] in known]
        out.append(replace(sample, unknown=tuple(sorted(set(likely) - set(sample.names)))))
    return out


def main() -> None:
    """Train and write the model; says so and leaves where the shared data is absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--made", type=int, default=15000, help="number of sentences to make from templates")
    options = parser.parse_args()
    if not (options.data / "uner_zh_gsdsimp").is_dir():
        print(f"no training data at {options.data}: nothing trained, the shipped model stays")
        return
    fold = fold_table(opencc.OpenCC("t2s"))
    uner = read_uner(options.data / "uner_zh_gsdsimp/zh_gsdsimp-ud-train.iob2", fold)
    uner = leave_out_bare(uner)
    made = make_sentences(options.made, SEED)
    first = fit([*uner, *made, *rename_all(uner, 1, SEED)])
    fewfc = mark_unknown(read_fewfc(options.data / "fewfc"), first)
    real = [*uner, *fewfc]
    weights = fit([*real, *made, *rename_all(real, RENAMED, SEED)])
    options.out.write_text(
        json.dumps({"seed": SEED, "weights": dict(sorted(weights.items()))}, ensure_ascii=False, separators=(",", ":"))
        + "\n",
        encoding="utf-8",
    )
    print(f"{len(weights)} weights, {options.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
