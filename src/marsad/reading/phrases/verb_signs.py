"""Signs around a word that tell a verb from a noun of the same letters: two who act, himself, who suffers it."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun, VerbUse, Word
from marsad.reading.phrases.numbers import bounded_number_starts
from marsad.reading.phrases.words import HIMSELF, is_of_class
from marsad.reading.view import View

_MEN = frozenset({"person-civilian", "person-armed", "person-official", "relative"})
_DID = frozenset(
    {"قام", "قامت", "قاموا", "تقوم", "يقوم", "يقومون", "قيام", "بقيام", "لقيام", "بقيامها", "بقيامه", "قيامها", "قيامه"}
)
_DEEDS_REACH = 12  # tokens between «قام» and a further verbal noun
_PARTIES = "generic:warring-parties"
_THEREIN = frozenset({"فيه", "فيها", "فيهما"})


def of_two(view: View, i: int, use: VerbUse) -> bool:
    """«وكان الطرفان قد توافقا», «الجانبان تبادلا»: a dual verb, not the accusative of a noun."""
    return use.form.person == "3md" and i > 0 and (view.norm(i - 1) in ("قد", "وقد") or _both_parties(view, i - 1))


def of_himself(view: View, i: int, use: VerbUse) -> bool:
    """«إن انتحاريا من التنظيم فجر نفسه»: no dawn."""
    if use.form.tense != "past" or view.words[i].events or i + 1 >= len(view.words):
        return False
    return view.norm(i + 1) in HIMSELF


def _both_parties(view: View, i: int) -> bool:
    """«الطرفان», «الوزيران»: the definite dual in the nominative."""
    behind_that = view.norm(i - 1) in ("ان", "بان", "وان", "لكن")  # «إن الجانبين تبادلا …»
    if not view.norm(i).endswith("ان") and not (behind_that and view.norm(i).endswith("ين")):
        return False
    named = i in view.names and any(n.body.id == _PARTIES for n in view.names[i].value)
    return named or (view.words[i].definite and any(n.number in ("d", "dp") for n in view.words[i].nouns))


def joins_deed_done(view: View, i: int, use: VerbUse) -> bool:
    """«قامت القوة بمداهمة المنازل ونهب …»: another verbal noun behind «قام ب», no verb."""
    if use.conj != "و" or use.form.person != "3ms" or use.suffix or _DID.isdisjoint(view.vocabulary):
        return False
    deed = False
    for k in range(i - 1, max(i - _DEEDS_REACH, -1), -1):
        word = view.words[k]
        if view.tokens[k].kind == "mark":
            return False
        deed = deed or any(n.prep == "ب" for n in word.events)
        if deed and view.norm(k).removeprefix("و") in _DID:
            return bool(view.words[i].events)
    return False


def head_before(view: View, i: int) -> Word:
    """The word right before token i, or the first of the name that ends there («تنظيم الدولة شن …»)."""
    names, last = view.names, view.words[i - 1]
    start = next((k for k in range(i - 2, max(i - 5, -1), -1) if k in names and names[k].end == i), i - 1)
    return last if last.conj or last.norm.startswith("وال") else view.words[start]


def disagrees(word: Word) -> bool:
    """Whether no singular verb in the masculine may follow: a noun with the article in the feminine or plural of men."""
    if word.definite and word.norm.endswith("ون"):
        return True  # «نفذ الحوثيون حكم الإعدام»
    return word.definite and bool(word.nouns) and all(n.entry.gender == "f" for n in (*word.nouns, *word.events))


def suffered(view: View, i: int, use: VerbUse) -> bool:
    """«إن فلاحا قتل برصاصة», «أبو أحمد قتل أمس»: behind a man, with no genitive to follow, he was killed."""
    if "casualty" not in use.classes or use.form.tense != "past" or use.suffix or i < 2:
        return False
    man = view.words[i - 1]
    if man.events or man.prep or not (is_of_class(man, _MEN) or not (man.nouns or man.verbs or man.tags)):
        return False
    follow = view.words[i + 1] if i + 1 < len(view.words) else None
    return follow is None or i + 1 in view.times or bool(follow.prep or follow.pre or "sub" in follow.tags)


def behind_own_word(view: View, i: int) -> bool:
    """«رفضه نشر قوات», «نيتهم شن هجوم»: behind a speech act or intent with its pronoun stands what it is about."""
    return any(
        n.suffix and isinstance(n.entry, EventNoun) and n.entry.klass in ("speech", "aspect")
        for n in view.words[i - 1].events
    )


def is_called(view: View, i: int) -> bool:
    """«الإعلامي في المقاومة صالح المنصوب»: a given name with a name behind it, not a verb of the same letters."""
    if view.norm(i) not in view.knowledge.given_names or i + 1 >= len(view.tokens):
        return False
    follow = view.words[i + 1]
    known = follow.nouns or follow.events or follow.verbs or follow.prep or follow.tags or follow.number
    return follow.definite and not known and i + 1 not in view.names and i + 1 not in view.places


def intransitive(use: VerbUse) -> bool:
    """Whether a verb of some deed takes no object, so that no pronoun can stand behind it."""
    return bool(use.frames) and all(f.klass in ("event", "casualty") and not f.object for f in use.frames)


def told_therein(view: View, i: int, before: str) -> bool:
    """«بيانا تبنى فيه الهجوم»: behind an indefinite noun, with a pronoun that takes it up."""
    if view.norm(i + 1) not in _THEREIN or not i or before not in ("np", "open"):
        return False
    return not (view.words[i].definite or view.words[i - 1].definite)


def behind_span(view: View, i: int) -> bool:
    """«بعد الهجوم ببضع ساعات قصف الطيران …»: behind a span of time led by «ب», with no article."""
    word = view.words[i - 1]
    led = word.pre == "ب" or view.norm(i - 2).startswith("ببضع") or any(n.prep == "ب" for n in word.nouns)
    return led and not word.definite and is_of_class(word, ("time-unit",))


def behind_reported_that(view: View, i: int) -> bool:
    """«بأن قصف الجيش …»: behind أنّ of a report stands a noun; behind «بعد أن» a verb."""
    return view.norm(i - 1) in ("ان", "بان", "وان", "فان") and view.norm(i - 2).lstrip("و") not in (
        "بعد", "منذ", "الي", "قبل", "حتي", "عقب", "فور", "سبق",
    )  # fmt: skip


def behind_two(view: View, i: int, use: VerbUse) -> bool:
    """«جنديين قتلا», «عنصرين من لجان الدفاع أصيبا»: a dual right before, of dead and hurt also with what it is of."""
    for k in range(i - 1, max(i - 6, -1), -1):
        word = view.words[k]
        if view.norm(k).endswith(("ان", "ين")) and counts_two(word):
            return True
        if (
            "casualty" not in use.classes
            or view.tokens[k].kind != "word"
            or word.conj
            or (word.verbs and not word.nouns)
        ):
            return False
    return False


def counts_two(word: Word) -> bool:
    """Whether a word is the dual of a noun without the article, or an adjective that may describe two."""
    if word.definite:
        return False
    return any(n.number in ("d", "dp") for n in word.nouns) or bool(word.modifiers and not word.nouns)


def may_be_many(word: Word) -> bool:
    """Whether a word may be the plural of a noun in the genitive construction, and is nothing but that and a verb."""
    return any(n.number == "p" and not n.conj and not n.prep for n in word.nouns)


def event_near(view: View, i: int) -> bool:
    """Whether an event without the article stands at token i or behind one word («أعنف هجوم»)."""
    for k in range(i, min(i + 2, len(view.words))):
        word = view.words[k]
        if word.definite or word.pre or word.prep or view.tokens[k].kind != "word":
            return False
        if word.events:
            return True
    return False


def qualifies_event(view: View, i: int) -> bool:
    """«هجوم غادر نفذته …»: between an indefinite event and the verb that takes it up stands an adjective."""
    if not i or i + 1 >= len(view.words) or view.words[i].conj or not view.words[i - 1].events:
        return False
    follow = view.words[i + 1]
    taken_up = any(u.suffix and u.form.tense == "past" for u in follow.verbs) and not (follow.nouns or follow.events)
    taken_up = taken_up and not view.tokens[i + 1].raw.endswith("ة")  # «غارات استهدفت عدة مناطق»
    return taken_up and not view.words[i - 1].definite and not any(u.suffix for u in view.words[i].verbs)


def counted_in_it(view: View, i: int, use: VerbUse) -> bool:
    """«معارك قتل فيها 12 مسلحا»: a verb whose pronoun takes up the noun before, with a number behind."""
    if use.form.tense != "past" or i + 2 >= len(view.tokens) or "prep-pron" not in view.words[i + 1].tags:
        return False
    return view.tokens[i + 2].kind == "number" or view.words[i + 2].number or bounded_number_starts(view, i + 2)


def behind_definite(view: View, i: int) -> bool:
    """Whether the word before is definite by its article or as the end of a name."""
    if i and view.words[i - 1].definite:
        return True
    return any(k in m and m[k].end == i for m in (view.names, view.places) for k in range(max(0, i - 3), i))


def counted_behind(view: View, i: int) -> bool:
    """Whether counted people without a preposition follow one short prepositional phrase."""
    for j in range(i + 1, min(i + 4, len(view.tokens))):
        word, token = view.words[j], view.tokens[j]
        if token.kind == "mark" or word.prep or word.pre or word.conj or word.verbs:
            return False
        if j not in view.times and (token.kind == "number" or word.number):
            return True
    return False
