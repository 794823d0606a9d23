"""The look before reading: what it says no to states no offering, whatever full reading would do with it."""

import random
from pathlib import Path

import pytest

from ipofacts.evaluate.golden import GoldenArticle, load
from ipofacts.evaluate.noise import NOISES, garbled
from ipofacts.schema import Article

SAMPLES = Path(__file__).parents[2] / "samples" / "golden"
EVERYDAY = """昨天傍晚,一场持续三个多小时的大雨让城北的河水涨了近半米,沿岸的步道临时封闭。
图书馆新馆上周开放,一共四层,二楼是儿童阅览区,周末常常坐满了带着孩子来读书的家长。
博物馆展出的这件陶罐出土于1986年,高约32厘米,上面的纹样至今没有人能完全说清楚。
医生提醒,换季的时候感冒的人多,要勤洗手、多喝水,咳嗽超过两个星期应当到医院检查。"""


@pytest.fixture(scope="module")
def samples() -> list[GoldenArticle]:
    return load(SAMPLES)


def is_refused(extractor, article: Article) -> bool:
    washed = extractor.reader.cleaner.wash(article.text, article.title)
    return not extractor.look.may_state(washed.text)


def read_in_full(extractor, article: Article):
    return extractor.explain(article)["extraction"]


def test_everyday_talk_is_not_read(extractor):
    article = Article(text=EVERYDAY, published="2026-01-08")
    assert is_refused(extractor, article)
    assert extractor.extract_article(article).to_json() == read_in_full(extractor, article)


def test_it_tells_what_cleaning_told(extractor):
    article = Article(text=EVERYDAY + "\n\ufffd\ufffd天气", id="a")
    told = extractor.extract_article(article)
    assert is_refused(extractor, article)
    assert (told.id, told.warnings) == ("a", ["garbled"])


@pytest.mark.parametrize("text", ["岚溪科技今日挂牌。", "岚溪科技递表港交所。", "岚溪科技(02999.HK)发行价每股12.5港元。"])
def test_an_offering_is_always_read(extractor, text):
    article = Article(text=f"{EVERYDAY}\n{text}", published="2026-01-08")
    assert not is_refused(extractor, article)
    assert extractor.extract_article(article).to_json() == read_in_full(extractor, article)


def test_no_sample_with_offerings_is_refused(extractor, samples):
    noises = list(NOISES)
    for number, sample in enumerate(samples):
        noisy = garbled(sample.article, [noises[number % len(noises)]])
        for article in (sample.article, noisy):
            if is_refused(extractor, article):
                assert not read_in_full(extractor, article)["offerings"]


def test_what_is_refused_piece_by_piece_states_nothing_together(extractor, samples):
    """Lines of pieces cut out of samples anywhere, and of characters drawn from them, that hold nearly what a fact takes."""
    chance = random.Random(7)
    told = "".join(extractor.reader.cleaner.clean(sample.article.text).text for sample in samples).replace("\n", "")
    refused = []
    for _ in range(6000):
        begin = chance.randrange(len(told))
        piece = told[begin : begin + chance.randint(8, 60)]
        if chance.random() < 0.1:
            piece = "".join(chance.choice(told) for _ in piece)
        if piece.strip() and is_refused(extractor, Article(text=piece)):
            refused.append(piece)
    together = ["\n\n".join(refused[begin : begin + 30]) for begin in range(0, len(refused), 30)]
    articles = [Article(text=text, published="2026-01-08") for text in together]
    still = [article for article in articles if is_refused(extractor, article)]
    assert len(still) > 20
    assert not [article.text for article in still if read_in_full(extractor, article)["offerings"]]
