"""What a time expression belongs to: the event of its clause, or a noun that it only describes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.language.ar.dates import TimeExpression
from marsad.language.ar.lexicon import EventNoun, Noun, Word
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.phrase import Phrase, may_agree
from marsad.reading.view import View

# «منذ أسبوع» behind «أكبر مدينة» compares nothing.
_RANKED = frozenset({"place-head", "country", "structure", "military-post", "force", "actor", "org-head"})
_LONGEST_NAME = 3  # tokens before the last
_COMPARED = 10  # tokens from «أعنف» to «منذ»
_ISSUES = frozenset({"أصدر", "نشر", "بث"})
_ISSUED = 5  # tokens from «صدر» to its day
_SIGNED = 6  # tokens from «الموقع» to its day
_DASHES = frozenset("-–—()")
# Phrases that a relative clause only describes: a time behind it is that of the sentence.
_DETAILS = frozenset({"place", "country", "actor", "force", "structure", "military-post", "person-armed", "name"})
_DEFINITE_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللذان", "اللتين", "اللتان"})
_PERSONS = {"الذي": "3ms", "التي": "3fs"}


def modifies_another(view: View, frame: Frame, expression: TimeExpression) -> bool:
    """Whether a time is that of a noun which it describes, not of the frame."""
    return (
        (expression.since and _compares(view, frame, expression))
        or _of_agreement(view, frame, expression)
        or _of_era(view, frame, expression)
    )


def _of_era(view: View, frame: Frame, expression: TimeExpression) -> bool:
    """«من مخلفات حرب العام الماضي», «منذ احتجاجات 2011»: the year of a war or rising by which it is called."""
    i = expression.start - 1
    called = i >= 0 and expression.precision in ("year", "month", "range") and not expression.during
    return called and view.norm(i) in view.knowledge.lexicon.calendar.words.eras and frame.head != i


def _compares(view: View, frame: Frame, expression: TimeExpression) -> bool:
    """«أعنف هجوم منذ شهرين» says how long there was none like it; «المدينة المحاصرة منذ عام» is of the siege only."""
    last = expression.start - 1
    if last > 0 and _describes(view, last):
        return frame.phrase is None or not frame.phrase.start <= last < frame.phrase.end
    for k in range(last, max(last - _COMPARED, -1), -1):
        if view.tokens[k].kind == "mark" and view.tokens[k].raw not in '()«»"':
            return False
        if view.knowledge.lexicon.calendar.is_superlative(view.norm(k)) and view.norm(k + 1) != "من":
            return not any(isinstance(n.entry, Noun) and n.entry.klass in _RANKED for n in view.words[k + 1].nouns)
    return False


def _describes(view: View, i: int) -> bool:
    """Whether token i is a participle with the article behind a noun («المحاصرة»), no name or noun itself."""
    word = view.words[i]
    named = i in view.places or any(
        k in view.names and view.names[k].end > i for k in range(max(i - _LONGEST_NAME, 0), i + 1)
    )
    frames = view.knowledge.lexicon.frames
    told = any(
        f.klass != "plain" for lemma, _ in word.participles for f in frames.get(lemma, ())
    )  # «القرى المجاورة» tells of nothing
    return word.definite and told and not word.nouns and not named


def _of_agreement(view: View, frame: Frame, expression: TimeExpression) -> bool:
    """«بموجب الاتفاق الموقع في سوتشي عام 2018», «انتهاك لاتفاق فض الاشتباك عام 1974»: of nothing but the agreement."""
    signed = False
    for k in range(expression.start - 1, max(expression.start - _SIGNED, -1), -1):
        if view.tokens[k].kind == "mark":
            return False
        signed = signed or bool(view.words[k].participles)
        if _is_agreement(view.words[k]) and (signed or expression.precision == "year"):
            return frame.head < k - 1 or frame.head > k
    return False


def _is_agreement(word: Word) -> bool:
    return any(isinstance(e.entry, EventNoun) and e.entry.code == "agreement" for e in word.events)


def of_issue(view: View, clause: Clause, expression: TimeExpression) -> bool:
    """«أكد في بيان صدر صباح الأحد أن …», «أصدر اليوم بيانا»: the day of the statement only, not of what it tells."""
    if clause.use is not None and clause.use.lemma in _ISSUES:
        return True
    issued = view.knowledge.lexicon.calendar.words.issued
    return any(view.norm(k) in issued for k in range(expression.start - _ISSUED, expression.start))


def put_before(view: View, clause: Clause, expression: TimeExpression) -> bool:
    """«وأضاف البيان "وفي يوم السبت نفذت …"»: whether a time at the end of the clause before opens this one."""
    end = clause.chunks[0].start if clause.chunks else expression.end
    timed = {i for t in view.times.values() for i in range(t.start, t.end)}  # «في 10 حزيران الساعة 13:40»
    between = (i for i in range(expression.end, end) if view.tokens[i].kind != "mark")
    return clause.link != "comp" and all(i in timed for i in between)


def set_apart(view: View, expression: TimeExpression) -> bool:
    """«الطيران الذي تقوده السعودية -اليوم الخميس- مواقع …»: a time between dashes or brackets."""
    opened = expression.start > 0 and view.tokens[expression.start - 1].raw in _DASHES
    return opened and expression.end < len(view.tokens) and view.tokens[expression.end].raw in _DASHES


def lasts(expression: TimeExpression) -> bool:
    """Whether it says how long something went on or took, or that it goes on now: of no other deed."""
    return expression.since or expression.during or expression.present


def stretch_of_all(view: View, clauses: Sequence[Clause], own: int) -> Iterator[TimeExpression]:
    """«قتلت … ودمرت … وأسرت اثنين خلال 48 ساعة»: a stretch at the end of deeds joined by «و» is that of all."""
    joined = [
        clause
        for clause in clauses[own + 1 :]
        if clause.link == "and" or (clause.link == "comp" and clause.text.startswith("و"))
    ]
    if not joined or len(joined) < len(clauses) - own - 1:
        return
    for expression in joined[-1].times:
        ended = all(t.kind == "mark" for t in view.tokens[expression.end :])
        if expression.during and not expression.ahead and ended:
            yield expression


def behind_details(view: View, clauses: Sequence[Clause], own: int) -> Iterator[TimeExpression]:
    """A time at the very end of the sentence, behind a relative clause that tells nothing."""
    antecedent = clauses[-1].antecedent
    if own >= len(clauses) - 1 or antecedent is None or antecedent.kind not in _DETAILS:
        return
    for expression in clauses[-1].times:
        if not lasts(expression) and all(t.kind == "mark" for t in view.tokens[expression.end :]):
            yield expression


def verb_of_relative(clause: Clause, frame: Frame) -> bool:
    """Whether a frame is the verb of a clause in «الذي», which says who or what its antecedent is."""
    verb = clause.verb
    return clause.link == "rel" and clause.text in _DEFINITE_RELATIVES and verb is not None and verb.start == frame.head


def told_before_comma(view: View, border: int, expression: TimeExpression, frame: Frame) -> bool:
    """«بعد مقتل قائدها أمس، أعلنت اليوم …»: whether a time stands with the earlier event before the comma."""
    between = view.tokens[expression.end : max(frame.head, expression.end)]
    return 0 <= border < expression.start and any(t.raw in "،," for t in between)


def after_comma(view: View, expression: TimeExpression) -> bool:
    """Whether a comma parts a time from what stands before it."""
    return expression.start > 0 and view.tokens[expression.start - 1].raw in "،,"


def of_units(view: View, expression: TimeExpression) -> bool:
    """«منذ أيام», «منذ سنوات»: counted in units without a number, not from an event («منذ اندلاع الحرب»)."""
    return view.norm(expression.end - 1) in view.knowledge.lexicon.calendar.words.plurals


def speaks_of(clause: Clause, frame: Frame) -> bool:
    """Whether a relative clause speaks of an event noun, which a weapon or a «حصيلة» may part from its «الذي»."""
    antecedent, phrase = clause.antecedent, frame.phrase
    if antecedent is None or phrase is None:
        return False
    if antecedent is phrase or antecedent.start <= frame.head < antecedent.end:
        return True
    person = _PERSONS.get(clause.text, "")
    if not (antecedent.prep and person) or phrase.end > antecedent.start or _taken_up(person, antecedent):
        return False
    if phrase.head == frame.head:
        return _taken_up(person, phrase)
    return isinstance(frame.entry, EventNoun) and (frame.entry.gender == "f") == (person == "3fs")


def _taken_up(person: str, phrase: Phrase) -> bool:
    """Whether «الذي» or «التي» may take up a phrase: things in the plural are feminine."""
    things = phrase.grammatical == "p" and not phrase.kind.startswith("pe")
    return person == "3fs" if things else may_agree(person, phrase)
