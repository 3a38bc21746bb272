"""Scores from tables are the sums of the weights of the features: reading and training look at the same things."""

from __future__ import annotations

import pytest

from talentflow.lang.name_candidates import Frame, candidates
from talentflow.lang.name_features import features, left_class, right_class
from talentflow.lang.name_lexicon import load_lexicon
from talentflow.lang.name_scores import Scorer

TEXTS = (
    "3月4日，澜川科技公告称，副总裁周子安因个人原因辞职，由首席财务官林若谷接任，欧阳文博和林郑若华留任。",
    "据报道，史蒂夫·乔布斯的继任者库克（Tim Cook）与苏菲·马丁会面，前程序员铃木一郎、山本五十六也在场。",
    "张三",
    "王明说：“李明远与王小明一起离开。”孙悟空诸葛亮马斯克，Kevin Scott joined. 特朗普会见了普京",
    "刘强东强调，云岭银行行长何其正正在考虑。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_tables_and_features_give_one_score(text: str) -> None:
    lexicon = load_lexicon()
    frame = Frame(text, lexicon)
    spans = candidates(frame, lexicon)
    titles = {spans[0][0]: "title"} if spans else {}
    found = Scorer(lexicon).score(frame, spans, titles, {})
    get = lexicon.weights.get
    assert spans
    for (i, j, kind), score in zip(spans, found, strict=True):
        left = titles.get(i) or left_class(text, i, lexicon)
        names, numbers = features(frame, (i, j, kind), lexicon, left=left, right=right_class(text, j, lexicon))
        told = sum(get(name, 0.0) for name in names) + sum(get(name, 0.0) * value for name, value in numbers)
        assert score == pytest.approx(told, abs=1e-9), text[i:j]
