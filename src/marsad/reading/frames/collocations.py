"""What a verb or its verbal noun means with one certain noun: «أطلق النار», «أطلق سراح», «إلقاء براميل»."""

from __future__ import annotations

from dataclasses import replace

from marsad.language.ar.lexicon import EventNoun, Valency, VerbFrame
from marsad.language.ar.script import normal
from marsad.ontology import SPEECH
from marsad.reading.clauses import Clause
from marsad.reading.frames.codes import CASUALTY
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive
from marsad.reading.phrases.words import HIMSELF, is_of_class
from marsad.reading.selection import fits

# Deeds whose object a preposition brings: «استولى على منازل».
_SEIZING = frozenset({"territory-gain", "weapon-interception", "property-destruction", "abduction"})

_CARRYING = ("تحمل", "محمل", "تقل", "تنقل")
_ABOARD = frozenset({"متنها", "متنه"})
_RELIEF = frozenset({"humanitarian", "un"})
_LOAD_REACH = 3  # tokens between a convoy, its verb of carrying and what it carries
_MOVERS = ("armed", "troops")


def names(state: SentenceFrames, phrase: Phrase, noun: str) -> bool:
    """Whether a phrase is this noun, or is of this kind («@aid-item»)."""
    if noun == "@aid-item" and phrase.kind in ("group", "vehicle") and _laden(state, phrase):
        return True
    if phrase.owner is not None and (
        phrase.kind in ("group", "number")  # «عددا كبيرا من البراميل»
        or (phrase.kind in ("vehicle", "measure") and noun == "@aid-item")  # «شاحنة مساعدات», «40 طنا من الأدوية»
    ):
        return names(state, phrase.owner, noun)
    if noun.startswith("@"):
        aid = phrase.event is not None and phrase.event.code == "aid"  # «مساعدات»
        army = noun == "@force" and phrase.kind == "actor" and fits(("armed",), phrase)
        return phrase.kind == noun[1:] or army or (aid and noun == "@aid-item")
    entry = phrase.entry or phrase.event
    if noun == "سلطه" and phrase.kind == "actor":
        return False  # «سلمت السلطات الكردية قياديا»: to whom, no power
    if entry is not None:
        return normal(entry.noun) == noun or normal(entry.noun).startswith(noun + " ")
    norm = state.view.norm(phrase.head)
    if noun == "نفس":
        return norm in HIMSELF  # «سلم مسلح نفسه»
    return norm in (noun, "ال" + noun, noun + "ا")


def _laden(state: SentenceFrames, phrase: Phrase) -> bool:
    """«قافلة من 15 شاحنة تحمل أغذية», «شاحنات محملة بالأدوية»: what it carries is told right behind it."""
    view, size = state.view, len(state.view.words)
    whose = phrase.owner
    if whose is not None and any(n.body.kind in _RELIEF for n in whose.names):
        return True  # «قافلة تابعة لبرنامج الأغذية العالمي»
    for i in range(phrase.core + 1, min(phrase.end + 2 * _LOAD_REACH, size - 1)):
        if view.norm(i) in _ABOARD or (view.norm(i).startswith(_CARRYING) and i < phrase.end + _LOAD_REACH):
            return any(is_of_class(view.words[k], ("aid-item",)) for k in range(i + 1, min(i + 1 + _LOAD_REACH, size)))
    return False


def has_object_of_its_own(state: SentenceFrames, lemma: str, phrase: Phrase) -> bool:
    """Whether a verb has a meaning of its own with this object."""
    nouns = state.view.knowledge.lexicon.objects_of.get(lemma, ())
    return any(names(state, phrase, noun) for noun in nouns)


def of_verb(state: SentenceFrames, clause: Clause, entry: VerbFrame) -> VerbFrame | None:
    """The frame that the verb of a clause has with this very object, subject or prepositional phrase."""
    assert clause.verb is not None
    for item in state.view.knowledge.lexicon.collocations.get(entry.lemma, ()):
        subject = [clause.subject] if clause.subject is not None else []
        if item.preposition:
            phrases = [p for p in clause.prepositional if p.prep == item.preposition and id(p) not in state.used]
        elif item.of == "subject" or clause.verb.passive:
            phrases = subject
        else:
            doer = clause.subject is None and len(clause.objects) > 1 and agentive(clause.objects[0])
            phrases = [_taken_up(clause, p) for p in clause.objects[doer:]]  # «نشرت الجماعة تسجيلا»
        for phrase in phrases:
            if any(names(state, member, item.noun) for member in phrase.all()):
                preps = item.preps if item.preps.roles else entry.preps
                if item.code in _SEIZING and item.preposition and item.preposition not in preps.roles:
                    preps = Valency({item.preposition: ("target", "place"), **preps.roles}, preps.required)
                toll = item.code in CASUALTY or item.noun == "@casualty"
                klass = "casualty" if toll else "event"
                if entry.klass == "speech" and item.code in SPEECH:
                    klass = "speech"
                alike = next((f.object for f in clause.frames() if f.code == item.code and f.object), entry.object)
                counted = item.noun == "@casualty" or item.code == "agreement"
                alike = ("patient",) if counted else alike  # «استقبل المستشفى 10 قتلى», «أطلق سراح رهينتين»
                return VerbFrame(
                    entry.lemma, f"{entry.frame}+{item.noun}", klass,
                    item.code, item.status or entry.status, item.subject or entry.subject,
                    alike or ("target", "place", "means"), preps, entry.says,
                )  # fmt: skip
    return None


def _taken_up(clause: Clause, phrase: Phrase) -> Phrase:
    """«انفجار عبوة زرعها مسلحون»: the pronoun takes up the weapon, not the event that it is the genitive of."""
    arms = phrase.event is not None and phrase.owner is not None and phrase.owner.kind in ("weapon", "explosive")
    return phrase.owner if phrase is clause.antecedent and arms and phrase.owner is not None else phrase


_GROUND = frozenset({"place", "structure", "military-post"})


def of_verbal_noun(state: SentenceFrames, index: int, phrase: Phrase, inner: Phrase | None) -> EventNoun:
    """«إطلاق صواريخ», «إلقاء براميل», «فتح طريق»: the entry, with the meaning that the verb has with this object."""
    entry, lexicon = phrase.event, state.view.knowledge.lexicon
    assert entry is not None
    behind = _object_behind(state, index, phrase, inner) if inner is not None else None
    named = inner is not None and inner.event is not None and inner.event.code != "aid"
    for item in lexicon.collocations.get(lexicon.verb_of.get(normal(entry.noun), ""), ()):
        held = [behind] if behind is not None else inner.all() if inner is not None else []
        if named and (item.preposition or item.noun.startswith("@")):
            continue  # «فض الاعتصام»: of events only those that the table names
        if item.preposition:  # «خروج المحطة عن الخدمة»
            held = [
                p
                for p in state.clauses[index].prepositional
                if p.prep == item.preposition and 0 <= p.start - phrase.end <= 1
            ]
        if not any(names(state, member, item.noun) for member in held):
            continue
        if item.code == "-":
            return replace(entry, klass="reference", code="")
        klass = "casualty" if item.code in CASUALTY else "event"
        genitive = entry.genitive if entry.genitive in ("target", "patient", "place") else "means"
        doer = item.of == "subject" and bool(item.subject) and inner is not None and agentive(inner)  # «دخول جنود»
        placed = inner is not None and inner.kind == "place"
        genitive = "actor" if behind is not None or doer else "place" if placed else genitive
        moved = item.of == "subject" and item.subject[:1] == ("patient",)  # «وصول 300 لاجئ»
        genitive = (item.subject[0] if item.subject else genitive) if item.preposition or moved else genitive
        preps = Valency({**entry.preps.roles, **item.preps.roles}, item.preps.required)
        return replace(
            entry, klass=klass, code=item.code, status=item.status or entry.status, genitive=genitive, preps=preps
        )
    if inner is None or entry.code or entry.klass not in ("event", "aspect"):
        return entry
    return _by_who_moves(state, entry, inner, behind)


def of_movers(state: SentenceFrames) -> None:
    """«تمكنت القوات من دخول البلدة», «فشلوا في دخولها»: who moves is told by the verb before the verbal noun."""
    for frame in state.frames:
        entry, phrase = frame.entry, frame.phrase
        if frame.merged is not None or frame.code or phrase is None or not isinstance(entry, EventNoun):
            continue
        mover = frame.actors[0] if frame.actors else None
        if mover is None or mover is phrase.owner or not any(m.startswith("aspect:") for m in frame.marks):
            continue
        into = phrase.owner if phrase.owner is not None and phrase.owner.event is None else None
        found = _by_who_moves(state, entry, mover, into)
        if found.code:
            frame.code, frame.klass, frame.dropped = found.code, found.klass, ""
            frame.note("claim", "taken", state.text(mover), "armed men who move")
            if into is not None and not frame.places and into.kind in _GROUND:
                frame.places += into.all()


def _by_who_moves(state: SentenceFrames, entry: EventNoun, inner: Phrase, behind: Phrase | None) -> EventNoun:
    """«دخول القوات المدينة», «مغادرة المسلحين»: the meaning that the verb has with armed men for its subject."""
    lexicon = state.view.knowledge.lexicon
    if not fits(_MOVERS, inner):
        return entry
    for frame in lexicon.frames.get(lexicon.verb_of.get(normal(entry.noun), ""), ()):
        when = frame.when
        if frame.klass != "event" or not when.subject or "actor" not in frame.subject or not fits(when.subject, inner):
            continue
        if when.object and (behind is None or not fits(when.object, behind)):
            continue
        return replace(entry, klass="event", code=frame.code, genitive="actor", preps=frame.preps)
    return entry


def _object_behind(state: SentenceFrames, index: int, phrase: Phrase, inner: Phrase) -> Phrase | None:
    """«إطلاق الجنود الرصاص»: behind who does it, the object stands right there."""
    if not agentive(inner):
        return None
    comma = (
        phrase.end < len(state.view.tokens) and state.view.tokens[phrase.end].raw in "،,"
    )  # «إلقاء الطائرات، 12 برميلا»
    follow = next((p for p in state.clauses[index].phrases() if p.start == phrase.end + comma), None)
    return follow if follow is not None and not (follow.prep or follow.conj) else None
