"""Search, the same on SQLite and PostgreSQL: what is found, what is not, and what is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stored import item

from marsad.errors import InputError
from marsad.language.ar.stems import stem, variants
from marsad.store import Store
from marsad.store.search import Query, hits, search, terms

TEXTS = (
    "قصفت المدفعيّة مدينة إدلب، وقُتل الوزير في القصف المدفعي على المدينة.",
    "وبالقصف الجوي دُمرت مدينتها الصناعية، وقال وزير الصناعة إن الأضرار كبيرة.",
    "زار الوفد بلدة سرمين والبلدة المجاورة ثم عاد إلى ادلب.",
    "انفجرت سيارة مفخخة في ســـوق شعبي بمدينة الباب عام ٢٠٢٠ وفق BBC News.",
)
Find = Callable[..., list[int]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("search")
    url = str(folder / "s.db")
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").database("search") + f"&originals={folder}/o"
    with Store.open(url, make=True) as opened:
        for k, words in enumerate(TEXTS):
            opened.keep(
                [item(k, words=words, outlet=f"وكالة الأنباء {k}", published=f"2020-02-{k + 1:02}T10:00:00+03:00")]
            )
        yield opened


@pytest.fixture
def find(store: Store) -> Find:
    def run(words: str, **filters: object) -> list[int]:
        must, never = terms(words)
        limit = filters.pop("limit", 20)
        assert isinstance(limit, int)
        return [hit.number for hit in search(store, Query(must, never, **filters), limit)]  # type: ignore[arg-type]

    return run


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("قصف", [2, 1]), ("القَصْف", [2, 1]), ("وبالقصف", [2, 1]), ("إدلب", [3, 1]), ("ادلب", [3, 1]),
        ("مدينة", [4, 2, 1]), ("المدينه", [4, 2, 1]), ("مدينتها", [4, 2, 1]), ("وزير", [2, 1]), ("الوزير", [2, 1]),
        ("بلدة", [3]), ("البلدة", [3]), ("للبلدة", [3]), ("سوق", [4]), ("2020", [4]), ("٢٠٢٠", [4]), ("bbc", [4]),
        ("قصف وزير", [2, 1]), ('"القصف المدفعي"', [1]), ("«قصف جوي»", [2]), ('"المدفعي القصف"', []),
        ('"مدينة ادلب"', [1]), ("قصف -جوي", [1]), ('مدينة -"مدينة إدلب"', [4, 2]), ("مدفع*", [1]), ("صناع*", [2]),
        ('"سيارة مفخ*"', [4]), ("طائرة", []), ("قص", []),
    ],
)  # fmt: skip
def test_words_phrases_and_beginnings(find: Find, words: str, numbers: list[int]) -> None:
    assert find(words) == numbers


def test_words_near_each_other(find: Find) -> None:
    assert find("قصف وزير", near=1) == [1]
    assert find("وزير صناعة", near=0) == [2]
    assert find("قصفت مدينة", near=0) == []
    assert find("قصفت مدينة", near=1) == [1]


@pytest.mark.parametrize("near", [0, 1, 3, 9, 200])
def test_the_database_finds_what_stands_near(find: Find, near: int) -> None:
    asked = ["قصف مدينة", "مدينة قصف", "وزير مدينة إدلب", '"القصف المدفعي" وزير', '"القصف المدفعي" "المدفعي على"', "مدينة مدن*",
             "وزير زير", "قصف المدفعية المدفعي", '"قتل الوزير" "القصف المدفعي"', "سوق BBC", "عام مفخخة سيارة"]  # fmt: skip
    for words in asked:
        query = Query(*terms(words), near=near)
        wanted = [k for k in range(len(TEXTS), 0, -1) if hits(query, TEXTS[k - 1]) and find(words, limit=9).count(k)]
        assert find(words, near=near) == wanted, words


def test_filters(find: Find) -> None:
    assert find("", outlet="انباء 2") == [3]
    assert find("", since="2020-02-02", until="2020-02-03") == [3, 2]
    assert find("مدينة", since="2020-02-04") == [4]
    assert find("", place="إدلب") == find("", place="ادلب")
    assert 1 in find("", place="إدلب")
    assert find("", limit=2) == [4, 3]


@pytest.mark.parametrize("few", [0, 1, 3_000])
def test_filters_find_the_same_however_they_are_asked(find: Find, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.store import search as module

    asked: list[dict[str, object]] = [
        {"place": "إدلب"}, {"actor": "المدفعية"}, {"type": "shelling"}, {"type": "shelling", "place": "إدلب"},
        {"actor": "لا أحد"}, {"since": "2020-02-02"}, {"until": "2020-02-03"}, {"outlet": "الأنباء 1"}, {"outlet": "صحيفة"},
        {"since": "2020-02-01", "until": "2020-02-01", "place": "ادلب", "outlet": "وكالة"},
    ]  # fmt: skip
    wanted = [(find("", **a), find("مدينة", **a)) for a in asked]
    monkeypatch.setattr(module, "_FEW", few)
    assert [(find("", **a), find("مدينة", **a)) for a in asked] == wanted
    assert any(one for one, _ in wanted)
    assert wanted[4] == ([], [])


def test_names_are_found_where_very_many_are(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.store import names

    before = find("", place="إدلب")
    monkeypatch.setattr(names, "_MOST_LISTED", 0)
    assert find("", place="إدلب") == before != []


def test_type_actor_and_place_are_of_one_claim(store: Store, find: Find) -> None:
    from marsad.store.schema import claims, parties

    with store.database.reading() as connection:
        rows = connection.execute(claims.select().where(claims.c.place.is_not(None))).mappings().all()
        named = connection.execute(parties.select().where(parties.c.body.is_not(None))).mappings().all()
    row = rows[0]
    assert row["reading"] in find("", type=row["type"], place=row["place"])
    others = {r["place"] for r in rows} - {r["place"] for r in rows if r["type"] == row["type"]}
    assert all(not find("", type=row["type"], place=other) for other in others)
    for party in named:
        if party["role"] != "source":
            assert party["reading"] in find("", actor=party["body"])


def test_the_raw_text_is_marked(store: Store) -> None:
    [hit] = search(store, Query(*terms('"القصف المدفعي" مدينه')))
    assert [hit.report.text[a:b] for a, b in hit.spans] == ["مدينة", "القصف المدفعي", "المدينة"]


@pytest.mark.parametrize("words", ["!!!", "-قصف", '"', "قصف " * 40])
def test_what_cannot_be_looked_for_is_told(words: str) -> None:
    with pytest.raises(InputError):
        terms(words)


@pytest.mark.parametrize(
    "words", ["قصف AND", "قصف' OR 1=1", 'قصف" NEAR(', "قصف:*", "قصف\\ & |", "stems:قصف", "^قصف", "a'b\\c"]
)
def test_the_languages_of_the_databases_do_not_show(find: Find, words: str) -> None:
    find(words)


@pytest.mark.parametrize(
    "word", ["وزير", "بلدة", "مدينة", "قصف", "لواء", "فصائل", "كتيبة", "ألغام", "لجنة", "جيش", "قوات"]
)
def test_a_word_is_found_with_every_clitic(word: str) -> None:
    forms = [f"{before}{word}" for before in ("", "و", "ب", "ل", "وب", "ال", "وال", "بال", "فال", "كال", "وبال")]
    forms.append("لل" + word)
    for form in forms:
        assert stem(form) in variants(word), form
    if word.endswith("ة"):
        for pronoun in ("ها", "هم", "هما", "نا"):
            assert stem(word[:-1] + "ت" + pronoun) in variants(word)


def test_a_long_report_is_found_by_its_end(store_url: str, tmp_path: Path) -> None:
    words = " ".join(f"كلمة{k}" for k in range(20_000)) + " نهاية"
    with Store.open(store_url, make=True) as opened:
        opened.keep([item(1, words=words)])
        assert [h.number for h in search(opened, Query(*terms("نهاية")))] == [1]
