"""Places that no predicate called for, given to the deeds beside them that have none."""

from __future__ import annotations

from marsad import ontology
from marsad.reading.frame import Frame
from marsad.reading.frames.prepositions import LOCATIVE, from_elsewhere
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Chunk, Phrase
from marsad.reading.phrases.unlisted import KILOMETRES
from marsad.reading.phrases.words import in_short_quotation, is_of_class
from marsad.reading.view import View

_WHERE = (LOCATIVE - {"إلى", "بين"}) | {"", "ل"}
_FROM = frozenset({"shelling", "airstrike", "mobilization", "weapon-interception", "arrest", "abduction"})
_ESPECIALLY = frozenset({"خاصه", "لاسيما", "سيما", "خصوصا", "ولاسيما", "وخاصه", "وخصوصا"})
_GROUND = frozenset({"territory-gain", "territory-handover", "displacement"})
# Participles that say where somebody lives or comes from.
_AT_HOME = frozenset({"مقيم", "منحدر", "متحدر", "قاطن", "ساكن", "مولود", "نازح", "لاجئ", "متمركز"})
_PEOPLE = frozenset({"سكان", "ساكن", "أهالي", "أهل", "أبناء", "مختار", "عمدة"})
_ARMED = frozenset({"person-armed", "force"})
_ELSEWHERE = frozenset({"نظر", "تطلع", "أنصت", "استمع", "عبر", "اجتاز", "تخطى"})
_WHILE = frozenset({"بينما", "عندما", "حين", "حينما"})


def tells_where(phrase: Phrase) -> bool:
    """Whether a phrase says where something is: a place with a name, by itself or by what it lies in; «في دمشق»."""
    if phrase.kind == "country":
        return phrase.prep in ("في", "ب", "داخل", "قرب") and phrase.place_span is not None
    return (
        phrase.kind == "place"
        and phrase.prep in _WHERE
        and bool(phrase.place_span or (phrase.within is not None and phrase.within.place_span))
    )


def from_abroad(phrase: Phrase) -> bool:
    """«أطلق من الأراضي اليمنية»: from where, not on what."""
    return phrase.prep == "من" and not phrase.places and any(m.iso for m in phrase.modifiers)


def of_somebody(view: View, phrase: Phrase) -> bool:
    """«المنحدر من مدينة …», «مقاتلون من …»: a place that only says whose home it is, or where his people are."""
    if phrase.prep not in ("من", "في", "ب") or not phrase.start:
        return False
    word = view.norm(phrase.start - 1).removeprefix("ال").removesuffix("ه").removesuffix("ين").removesuffix("ون")
    return word in _AT_HOME or (phrase.prep == "من" and is_of_class(view.words[phrase.start - 1], _ARMED))


def no_scene(view: View, phrase: Phrase) -> bool:
    """Whether a place is told as none of a deed: from where, whose seat, how far off, in the quoted name of a body.

    «أطلق من الأراضي اليمنية», «حكومة …، ومقرها طبرق», «على مسافة 700 كيلومتر تقريبا جنوب طرابلس», «"أنصار الدولة في
    بيت المقدس"», «وهم ينظرون إلى المدينة», «نفى أن تكون الطائرات عبرت الحدود».
    """
    first = phrase.start
    measured = phrase.direction and any(i >= 0 and view.norm(i) in KILOMETRES for i in (first - 1, first - 2))
    titled = first > 0 and view.tokens[first - 1].quoted and not view.tokens[first].opens
    passed = first > 0 and any(use.lemma in _ELSEWHERE for use in view.words[first - 1].verbs)
    elsewhere = from_abroad(phrase) or from_elsewhere(view, first) or measured or passed
    return elsewhere or (titled and in_short_quotation(view, first))


def give(state: SentenceFrames) -> None:
    """A deed without a place takes one of its clause, or of the next, that no other deed of the sentence has."""
    live = [f for f in state.frames if f.merged is None and not f.dropped and f.code not in ("", "-")]
    _by_pronoun(state, live)
    _give_exact(state, live)
    _give_named(state, live)
    taken = state.used | {id(p) for f in live for p in f.places}
    taken |= {id(p) for f in state.frames if not f.code for p in f.places if p.prep == "على"}  # «الحرب على غزة»
    loose = [
        (index, phrase)
        for index, clause in enumerate(state.clauses)
        for phrase in clause.phrases()
        if tells_where(phrase) and id(phrase) not in taken
    ]
    for frame in sorted(live, key=lambda f: f.head):
        frame.places = [p for p in frame.places if not _nowhere(state.view, p)]
        if "pronoun place" in frame.marks or any(p.place_span or p.places or p.place_head for p in frame.places):
            continue
        if not loose:
            _of_target(state, frame) or _of_people(state, frame)
            continue
        phrase = _nearest(state, frame, loose)
        if phrase is None or any(frame.head < f.head < phrase.start and f is not frame for f in live):
            _of_target(state, frame) or _of_people(state, frame)
            continue
        if all(p.level in ("governorate", "country") for p in phrase.places) and _of_target(state, frame):
            continue  # «حامية بابنوسة في ولاية …»
        loose = [(i, p) for i, p in loose if p is not phrase]
        frame.places += phrase.all()
        frame.marks.add("loose place")
        frame.note("place", "found", state.text(phrase), f"«{phrase.prep}», beside it")


def _nowhere(view: View, phrase: Phrase) -> bool:
    """«اقتادوهم إلى مكان مجهول»: a place that nobody knows."""
    return any(view.norm(i).startswith("مجهول") for i in range(phrase.core + 1, min(phrase.end + 1, len(view.tokens))))


def _by_pronoun(state: SentenceFrames, live: list[Frame]) -> None:
    """«دخلتها القوات», «انسحبت منها الفصائل»: ground that was named before changes hands."""
    for frame in live:
        if frame.verb is None or frame.code not in _GROUND or any(not _towards(p) for p in frame.places):
            continue
        pronouns = state.clauses[frame.clause].pronouns
        left = "على" if frame.code == "territory-gain" else "من"
        taken = frame.code == "territory-gain" and frame.verb.suffix in ("ها", "ه") and not frame.targets
        if left in pronouns or taken:
            frame.marks.add("pronoun place")
            frame.places = []


def _towards(phrase: Phrase) -> bool:
    return phrase.prep in ("إلى", "نحو", "باتجاه", "صوب")


def _of_people(state: SentenceFrames, frame: Frame) -> bool:
    """«مجزرة بحق أهالي قرية …», «سكان الرمادي يغادرون»: what happens to the people of a town happens there."""
    people = [*frame.targets, *(p.phrase for p in frame.patients if p.phrase is not None), *frame.addressees]
    if ontology.families().get(frame.code) in ("humanitarian", "demonstration"):
        people += frame.actors
    people += [p.owner for p in people if p.owner is not None and p.owner.prep == "من"]  # «شابين من أبناء الصنمين»
    for phrase in people:
        home = phrase.owner
        if phrase.entry is None or phrase.entry.noun not in _PEOPLE or home is None or home.prep:
            continue
        if home.kind == "place" and home.place_span:
            frame.places += home.all()
            frame.note("place", "found", state.text(home), "whose people they are")
            return True
    return False


def _of_target(state: SentenceFrames, frame: Frame) -> bool:
    """«منزل مختار بلدة …»: a building or post that is hit lies where its owners are at home."""
    for target in frame.targets:
        garrison = target.entry is not None and target.entry.noun == "حامية"
        if not garrison and target.kind not in ("structure", "military-post"):
            continue
        owner = target.owner
        while owner is not None and owner.kind != "place":
            owner = owner.owner
        if owner is not None and owner.place_span and not owner.prep:
            frame.places.append(owner)
            frame.note("place", "found", state.text(owner), "whose building it is")
            return True
    return False


def _give_exact(state: SentenceFrames, live: list[Frame]) -> None:
    """«قرى ريف إدلب، خاصة بلدتي …»: the places told more exactly belong to the deed before."""
    for clause in state.clauses:
        first = clause.chunks[0].phrase if clause.chunks else None
        if clause.link != "sub" or clause.text not in _ESPECIALLY or first is None or not first.place_span:
            continue
        before = [f for f in live if f.head < first.start and f.places]
        if before:
            before[-1].places += first.all()


def _give_named(state: SentenceFrames, live: list[Frame]) -> None:
    """«على عدة مناطق، من بينها … و…», «بلدات عدة هي …»: the places of a deed are told by name behind it."""
    for clause in state.clauses:
        for k, chunk in enumerate(clause.chunks):
            named = _named_in(clause.chunks[k:])
            told = [f for f in live if f.klass == "event"] if named else []  # one toll of several places stays one
            before = [f for f in told for p in f.places if _open_ground(p, chunk.start)]
            if not before:
                continue
            for phrase in named:
                _as_place(phrase)
            named[0].members = named[1:]
            for frame in before:
                frame.places = [*named, *(p for p in frame.places if all(p is not n for n in named))]
                frame.note("place", "found", state.text(named[0]), "told by name")


def _named_in(chunks: list[Chunk]) -> list[Phrase]:
    """The names of a list that a word for «among them» or «they are» opens, empty where none opens it."""
    first = chunks[0].phrase
    if chunks[0].kind == "pron" and len(chunks) > 1:
        first = chunks[1].phrase
        chunks = chunks[1:] if first is not None and not first.prep else []
    elif first is None or first.prep != "part":
        return []
    named: list[Phrase] = []
    for chunk in chunks:
        phrase = chunk.phrase
        if phrase is None or phrase.kind not in ("place", "country", "name") or (named and not phrase.conj):
            break
        named += phrase.all()
    return named


def _open_ground(phrase: Phrase, at: int) -> bool:
    """Whether a phrase right before token `at` tells of places without their names."""
    return phrase.kind == "place" and phrase.place_span is None and 0 <= at - phrase.end <= 1


def _as_place(phrase: Phrase) -> None:
    """An unknown name in a list of places is one as well."""
    if phrase.kind == "name":
        phrase.kind, phrase.place_span = "place", (phrase.core, phrase.own_end or phrase.end)
    phrase.prep = ""


def _nearest(state: SentenceFrames, frame: Frame, loose: list[tuple[int, Phrase]]) -> Phrase | None:
    """The loose place nearest to a frame that may belong to it; «من» and what stands before it come last."""
    near = [
        p
        for i, p in loose
        if i == frame.clause
        or (p.start > frame.head and _goes_on(state, frame, i) and not _says(state, frame, i))
        or (i == state.clauses[frame.clause].parent and 0 <= frame.head - p.end <= 2 and not _says(state, frame, i))
    ]
    if frame.klass == "speech":
        near = [p for p in near if p.prep in ("في", "ب", "داخل") and p.start > frame.head]
    if frame.code not in _FROM:
        near = [p for p in near if p.prep != "من"]
    near = [p for p in near if not (no_scene(state.view, p) or (p.prep != "من" and of_somebody(state.view, p)))]
    near = [p for p in near if not (p.prep == "من" and _whence_doers(frame, p))]
    return min(near, key=lambda p: (p.prep == "من", p.start < frame.head, abs(p.start - frame.head)), default=None)


def _whence_doers(frame: Frame, phrase: Phrase) -> bool:
    """«أسر من قبل مقاتلين من الزاوية»: where those come from who did it, not where it was done."""
    return any(p.prep == "agent" and p.end == phrase.start for p in frame.actors)


def _says(state: SentenceFrames, frame: Frame, index: int) -> bool:
    """Whether a frame or a clause tells who says what: their places stay with them."""
    return frame.klass == "speech" or state.clauses[index].klass("speech")


def _goes_on(state: SentenceFrames, frame: Frame, index: int) -> bool:
    """Whether the clauses behind a frame up to another one only tell more of it."""
    between = state.clauses[frame.clause + 1 : index + 1]
    return 0 < len(between) <= 2 and all(
        c.link in ("rel", "and", "part", "comp") or (c.link == "sub" and c.text in _WHILE) for c in between
    )
