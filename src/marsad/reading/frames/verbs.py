"""The verb of a clause becomes a frame, or gives what it tells to the event noun beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from marsad.language.ar.lexicon import VerbFrame
from marsad.language.ar.script import normal
from marsad.ontology import SPEECH
from marsad.reading.clauses import Clause
from marsad.reading.content import reports
from marsad.reading.frame import Frame
from marsad.reading.frames import collocations, event_verbs, nouns, result_verbs, support_verbs
from marsad.reading.frames.arguments import Arguments
from marsad.reading.frames.roles import fill
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.phrase import Phrase, agentive

# What is done with a verb, by the class of its frame; verbs of other classes evoke no event.
_READ_AS: dict[str, Callable[[SentenceFrames, int, VerbFrame], object]] = {
    "light": support_verbs.light,
    "foil": support_verbs.foil,
    "aspect": support_verbs.aspect,
    "result": result_verbs.result,
    "event": event_verbs.event,
    "casualty": event_verbs.event,
    "speech": event_verbs.event,
}

_MOTIVES = frozenset("رفضا احتجاجا تنديدا استنكارا تضامنا دعما تاييدا ردا انتقاما".split())
_CROWD_CODES = frozenset({"protest", "riot"})


def read(state: SentenceFrames, index: int, arguments: Arguments) -> None:
    """Choose frame, subject and objects of a clause's verb, and build what they tell."""
    clause = state.clauses[index]
    if clause.verb is None or clause.use is None:
        return
    clause.frame, clause.subject, clause.objects, clause.verb.passive = arguments.read(index)
    if clause.frame is not None and clause.frame.lemma != clause.use.lemma:
        clause.use = clause.verb.verb = replace(clause.use, lemma=clause.frame.lemma)  # «يسقط» of أسقط
    if _denies_part(clause):
        _denied_part(state, index)
        return
    entry = clause.frame
    told = state.event_of(clause.subject)
    if told is not None and clause.link != "rel":
        told.marks.add("subject")
    if entry is None:
        return
    if clause.use.lemma == "وصف" and told is not None and told.klass == "casualty":
        told.patients, told.dropped = [], "how bad a wound is"  # «وُصفت إصابة أحدهما بالخطيرة»
    if clause.link == "rel" and clause.antecedent is not None and not clause.use.suffix:
        _resume(clause, entry)
        if clause.resumed is not None and (taken_up := state.event_of(clause.antecedent)) is not None:
            state.of_phrase[id(clause.resumed)] = taken_up  # «محاولات تقدم قامت بها …»
    evokes = entry.klass == "casualty" or (entry.klass == "speech" and bool(entry.code))
    found = collocations.of_verb(state, clause, entry)
    if found is not None and not evokes and entry.klass in ("light", "aspect"):
        told_by_noun = _hands_on(state, clause) if found.code == "-" else _has_event(state, clause, entry, found)
        if found.subject[:1] == ("target",) and found.code in SPEECH:
            told_by_noun = False  # «تلقى تهديدات بالقتل من …»: from whom stands behind the noun
        found = None if told_by_noun else found  # «شن هجوما»: the noun is the event
    if found is not None and entry.when.subject == ("protesters",) and found.code not in _CROWD_CODES:
        found = None  # «قطع المتظاهرون الطريق»: who does it says more than what is done
    if found is not None:
        if found.code == "-":
            clause.mute = clause.mute or found.subject == ("none",)
            _no_event(state, clause, found.frame.rpartition("+")[2])
        if found.code != "-":
            clause.verb.passive = clause.verb.passive or _held(state, clause, found)
            event_verbs.event(state, index, found)
            if found.code == "warning" and told is not None and not (told.patients or told.times):
                told.dropped = "what a warning is about"  # «قتال … أثار شبح أزمة»
            if not evokes or found.klass == "event":  # «فقد السيطرة على»
                _join_own_noun(state, index)
    elif entry.klass != "speech" or entry.code:
        read_as = _READ_AS.get(entry.klass)
        if read_as is not None:
            read_as(state, index, entry)
    if reports(entry):
        nouns.told_tolls(state, index)


def _held(state: SentenceFrames, clause: Clause, found: VerbFrame) -> bool:
    """«وضع الرئيس المعزول تحت الإقامة الجبرية»: nobody is held but the subject of a verb without an object."""
    assert clause.use is not None
    either = clause.use.form.voice == "either" and not clause.use.suffix
    return either and found.code == "arrest" and found.object[:1] == ("target",) and not clause.objects


def _no_event(state: SentenceFrames, clause: Clause, noun: str) -> None:
    """«قضت المحكمة بإعدام ستة متهمين»: with this verb the noun tells no event."""
    for phrase in (*clause.objects, *clause.prepositional):
        frame = state.of_phrase.get(id(phrase))
        if frame is not None and normal(frame.entry_lemma()) == noun and not frame.dropped:
            frame.dropped = "no event with this verb"


def _denies_part(clause: Clause) -> bool:
    """«القوات التركية لم تشارك»."""
    return (
        clause.use is not None
        and clause.use.lemma == "شارك"
        and clause.negation is not None
        and clause.subject is not None
        and agentive(clause.subject)
        and not clause.objects
    )


def _denied_part(state: SentenceFrames, index: int) -> None:
    """A denial of having fought."""
    clause = state.clauses[index]
    denied = state.add_of_verb(index, clause.frames()[0], "clash")
    denied.klass = "event"
    if clause.subject is not None:
        fill(state, denied, ("actor",), clause.subject, "subject of شارك")


def _resume(clause: Clause, entry: VerbFrame) -> None:
    """«التي تسيطر عليها الحكومة»: the antecedent stands behind the preposition with the pronoun."""
    assert clause.antecedent is not None
    for prep in clause.pronouns:
        if prep in entry.preps.roles and not any(p.prep == prep for p in clause.prepositional):
            clause.resumed = replace(clause.antecedent, prep=prep, members=[])
            clause.prepositional.append(clause.resumed)
            return


def _has_event(state: SentenceFrames, clause: Clause, entry: VerbFrame, found: VerbFrame) -> bool:
    """Whether subject, object or a phrase that the verb calls for names an event, not only what its noun is about."""
    about = [prep for prep, roles in found.preps.roles.items() if "topic" in roles]  # «بدأت التحقيق في الانفجار»
    led = [p for p in clause.prepositional if p.prep not in about]
    called_for = [p for p in led if "event" in entry.preps.roles.get(p.prep, ())]
    told = (state.event_of(p) for p in (*clause.objects, clause.subject, *called_for) if not _motive(state, p))
    return any(f is not None and f.code and not _describes(f) for f in told)


def _hands_on(state: SentenceFrames, clause: Clause) -> bool:
    """«شن حملة قصف», «شن حملة جوية», not «شن حملة»: whether genitive or adjective make the object an event after all."""
    found = ((p, state.event_of(p)) for p in clause.objects if p.event is not None)
    return any(f is not None and f.code and not f.dropped and (f.phrase is not p or _typed(f)) for p, f in found)


def _typed(frame: Frame) -> bool:
    """Whether more than its noun says what kind of event it is («حملة جوية», «حملة عسكرية»)."""
    return not isinstance(frame.entry, VerbFrame) and frame.code not in ("", "attack", frame.entry.code)


def _motive(state: SentenceFrames, phrase: Phrase | None) -> bool:
    """«خرجوا في مواكب رفضا للانقلاب»: the accusative that tells why."""
    return phrase is not None and state.view.norm(phrase.head) in _MOTIVES


def _describes(frame: Frame) -> bool:
    """Whether an event noun only describes what stands before it («البلدة المحاصرة»)."""
    return frame.phrase is not None and frame.phrase.definite and frame.entry.status == "ongoing"


def _join_own_noun(state: SentenceFrames, index: int) -> None:
    """«ألقت القبض على», «تستعيد السيطرة على», «دفع بتعزيزات»: verb and object are one deed."""
    main = state.of_clause.get(index)
    main_noun = main.entry.frame.rpartition("+")[2] if main is not None and isinstance(main.entry, VerbFrame) else ""
    clause = state.clauses[index]
    led = [p for p in clause.prepositional if p.event is not None and normal(p.event.noun) == main_noun]
    for phrase in (*clause.objects, *led):
        noun = state.event_of(phrase)
        named = not phrase.prep and noun is not None and normal(noun.entry_lemma()) == main_noun  # «فض الاعتصام»
        if main is not None and noun is not None and noun is not main and (named or noun.code in (main.code, "")):
            if named and noun.code not in (main.code, ""):
                main.targets += [a for a in noun.actors if not any(a is b for b in (*main.targets, *main.actors))]
                noun.actors = []
            main.end = max(main.end, noun.end) if noun.start - main.end <= 1 else main.end
            noun.merge_into(main, "the verb's own noun")
