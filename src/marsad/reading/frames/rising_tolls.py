"""Tolls told as a figure that rises or amounts to so many: «ارتفعت حصيلة القصف إلى 21 قتيلا», «بلغ عدد الجرحى 30»."""

from __future__ import annotations

from marsad.language.ar.lexicon import EventNoun, Valency, VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame, Patient
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase

_FIGURES = frozenset({"حصيلة", "محصلة", "عدد", "إجمالي", "مجموع", "ارتفاع"})
_TOLL = frozenset({"حصيلة", "محصلة"})  # of dead, where no word says of whom
_EXCEEDED = frozenset({"تجاوز", "تخطى", "فاق", "زاد"})
_PEOPLE = frozenset({"killed", "injured", "missing", "killed-or-injured", "displaced"})
_EXPECTING = frozenset({"توقع", "رجح", "خشي", "احتمل", "تخوف"})
_LIABLE = frozenset({"مرشح", "مرشحه", "قابل", "قابله"})
_TO_RISE = frozenset({"للزياده", "للارتفاع", "للتصاعد"})
_CAUSES = frozenset({"cause", "في", "خلال", "نتيجة", "ب"})
_RISEN = EventNoun("حصيلة", "casualty", "casualties", "", "patient", Valency({}), "f")
_NO_CAUSE = frozenset({"", "statement", "negotiation", "agreement"})


def read(state: SentenceFrames, index: int, entry: VerbFrame, figure: Phrase) -> bool:
    """Give what the verb of a clause counts to its event, or to a toll of its own; False where it is no toll.

    `figure`: what rises or is raised, the subject or the object of the verb.
    """
    clause = state.clauses[index]
    figures = [p for p in clause.prepositional if "patient" in entry.preps.roles.get(p.prep, ())]
    for phrase in (*figures, *clause.objects):
        _round(state, phrase)
    figures = [p for p in (*figures, *clause.objects) if p.count is not None]
    if entry.lemma in _EXCEEDED:
        for phrase in figures:
            phrase.count = (phrase.count[0], None) if phrase.count else None
    told = _told(clause, figure, figures)
    if not told:
        return _figure(figure) is not None and state.event_of(figure) is None
    flight = all(kind == "displaced" for _, kind in told)
    event = _event(state, clause, figure) if not flight else None
    lasting = any(t.since for t in clause.times)  # «منذ بداية الحرب»: the sum of many deeds
    if event is None or lasting:
        event = state.add_of_verb(index, entry, "displacement" if flight else "casualties")
        event.klass = "event" if flight else "casualty"
        event.marks |= {"raised", "sum"} if lasting else {"raised"}
    _add_total(state, event, told)
    return True


def _round(state: SentenceFrames, phrase: Phrase) -> None:
    """«تجاوز عدد القتلى الألف», «تخطى المئتين»: a round figure with the article, which elsewhere is a name."""
    if phrase.count is not None or phrase.kind != "name" or phrase.end - phrase.core > 1:
        return
    found = state.view.knowledge.lexicon.numerals.find(state.view.tokens, phrase.core)
    if found is not None and found.end == phrase.end:
        phrase.kind, phrase.number, phrase.count = "number", found, (found.low, found.high)


def read_noun(state: SentenceFrames, index: int) -> None:
    """«ارتفاع حصيلة القصف إلى 21 قتيلا», «حصيلة الغارة: خمسة قتلى»: the same without a verb."""
    clause = state.clauses[index]
    if clause.verb is not None and not clause.klass("speech"):
        return
    phrases = clause.phrases()
    following = state.clauses[index + 1] if index + 1 < len(state.clauses) else None
    listed = following.phrases() if following and following.link == "colon" and following.verb is None else []
    for k, phrase in enumerate(phrases):
        figure = _figure(phrase)
        if figure is None:
            continue
        event = _event(state, clause, figure)
        figures = [p for p in (*phrases[k + 1 :], *listed) if p.count is not None and p.prep in ("إلى", "ل", "")]
        figures = [p for p in figures if p.prep != "ل" or p.number is not None]
        if k and phrase is figure and phrases[k - 1].kind == "casualty" and not phrases[k - 1].prep:
            figures.insert(0, phrases[k - 1])  # «20 قتيلا حصيلة هجوم …»
        told = _told(clause, figure, figures[:1])
        rising = phrase.entry is not None and phrase.entry.noun == "ارتفاع"
        if told and event is None and rising:  # «أعلنت الوزارة ارتفاع حصيلة الحرب إلى 900 قتيل»
            event = Frame.of_words(phrase.core, phrase.own_end, "toll:risen", _RISEN, index, "raised")
            state.frames.append(event)
        if told and event is not None:
            _add_total(state, event, told)
        return


def read_expected(state: SentenceFrames, index: int) -> None:
    """«رجح الطبيب ارتفاع حصيلة القتلى», «العدد مرشح للزيادة»: a toll that may still rise."""
    clause, view = state.clauses[index], state.view
    expecting = clause.use is not None and clause.use.lemma in _EXPECTING
    for phrase in clause.phrases():
        figure = _figure(phrase)
        if figure is None:
            continue
        rising = phrase.entry is not None and phrase.entry.noun == "ارتفاع"
        of_people = _kind(figure.owner) in _PEOPLE if figure.owner is not None else figure.definite
        k = next((i for i in range(figure.end, figure.end + 2) if view.norm(i) in _LIABLE), -1)
        if of_people and ((rising and expecting) or (k >= 0 and view.norm(k + 1) in _TO_RISE)):
            entry = EventNoun("حصيلة", "casualty", "casualties", "possible", "patient", Valency({}), "f")
            end = max(phrase.own_end, k + 2)
            state.frames.append(Frame.of_words(phrase.core, end, "toll:expected", entry, index, "expected"))
            return


def _figure(phrase: Phrase | None) -> Phrase | None:
    """The word for a figure in a phrase («ارتفاع حصيلة …»)."""
    while phrase is not None and not (phrase.entry is not None and phrase.entry.noun in _FIGURES):
        phrase = phrase.owner
    return phrase


def _told(clause: Clause, figure: Phrase, counts: list[Phrase]) -> list[tuple[Phrase, str]]:
    """The people that these phrases count, each with its kind: by its own noun, else by what the figure is of."""
    led = next((kind for p in clause.prepositional if p.prep == "ل" and (kind := _kind(p))), "")
    whole = _kind(figure) or led or ("killed" if figure.entry is not None and figure.entry.noun in _TOLL else "")
    told = [(member, _kind(member) or _beside(clause, phrase) or whole) for phrase in counts for member in phrase.all()]
    return [(member, kind) for member, kind in told if kind in _PEOPLE]


def _beside(clause: Clause, phrase: Phrase) -> str:
    """«ارتفع عدد القتلى إلى 14 والجرحى إلى 30»: whom the second figure counts stands right before it."""
    members = [m for p in clause.phrases() for m in p.all()]
    before = next((m for m in members if m.own_end == phrase.start and m.conj and m.definite and not m.count), None)
    return _kind(before) if phrase.kind == "number" else ""


def _kind(phrase: Phrase | None) -> str:
    """What the people of a phrase are counted as («عدد قتلى الهجوم»: killed); empty where no word tells."""
    while phrase is not None:
        if phrase.entry is not None and phrase.entry.count:
            return phrase.entry.count
        if phrase.event is not None:
            return {"killing": "killed", "injury": "injured"}.get(phrase.event.code, "")
        phrase = phrase.owner
    return ""


def _event(state: SentenceFrames, clause: Clause, figure: Phrase) -> Frame | None:
    """The deed whose toll a figure is: in its genitive («حصيلة القصف»), else told as the cause."""
    event = state.event_of(figure) or state.event_of(figure.owner)
    if event is None or event.klass == "casualty":
        led = (state.event_of(p) for p in clause.prepositional if p.prep in _CAUSES)
        event = next((e for e in led if e is not None and e.klass != "casualty"), None)
    return None if event is None or event.dropped or event.code in _NO_CAUSE else event


def _add_total(state: SentenceFrames, event: Frame, told: list[tuple[Phrase, str]]) -> None:
    """Count these people as the whole toll of an event: what was counted before is part of it."""
    kinds = {kind for _, kind in told}
    event.patients = [p for p in event.patients if p.kind not in kinds]
    event.patients += [Patient(phrase, kind) for phrase, kind in told]
    event.marks |= {"result", "total"}
    for phrase, kind in told:
        if (bare := state.of_phrase.get(id(phrase))) is not None and bare is not event:
            bare.patients = []
            bare.merge_into(event, "the whole toll")
        event.note("numbers", "found", state.text(phrase), f"the whole toll, counted as {kind}")
