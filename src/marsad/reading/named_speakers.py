"""Where a speaker is named: subjects of reporting verbs, authors of statements, sources cited, heads of a line."""

from __future__ import annotations

from itertools import zip_longest

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.content import CORE, reports
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.words import is_given_name, is_of_class
from marsad.reading.speakers import agrees, cited, informs, oblique, person_of, speaking, states
from marsad.reading.view import View
from marsad.reading.voice import Voice

_PERSONAL = frozenset({"name", "actor", "person-official", "person-armed", "person-source", "person-civilian"})
_OFFICES = ("person-official", "person-source")
# What leads to the seat or body of an office («مسؤول الإعلام في اللواء», «الناطق باسم …»).
_SEATED = frozenset({"في", "ب", "ل", "عن", "لدى"})
_BESIDE, _DAY = 6, 3  # phrases; tokens («المتحدث باسم شباب 17 فبراير في …»)
# To whom something is said, between the verb and its speaker («قال لمراسلنا أحد السكان»).
_WRITTEN = frozenset({"في", "ب", "من خلال"})  # «فيه»: what stands in a statement
_HEARERS = frozenset({"person-source", "media-head", "person-civilian"})


def reporting_frame(clause: Clause) -> VerbFrame | None:
    """The frame of the clause's verb, if it tells who says something."""
    if clause.verb is None or clause.mute:
        return None
    frame = clause.frame
    if frame is None:
        frame = next((f for f in clause.frames() if reports(f)), None)
    if frame is None or not reports(frame):
        return None
    if frame.says == "add" and frame.lemma != "أضاف" and any(_is_deed(p) for p in clause.after):
        return None  # «واصلت القوات، أمس، قصفها …»
    if frame.lemma == "نسب":
        about = clause.antecedent if clause.link == "rel" else clause.subject
        if about is not None and about.event is not None and not states(about):
            return None  # «قصف نسب إلى …»: blamed, not quoted
    return frame


def _is_deed(phrase: Phrase) -> bool:
    return phrase.event is not None and phrase.event.klass != "speech"


def named_subject(view: View, clause: Clause, person: str) -> Phrase | None:
    """The speaker named in the clause: right before the verb, else behind it, else the antecedent."""
    assert clause.verb is not None
    for before in reversed(clause.before):
        named = before.own_end - before.core > 1 if before.kind == "name" else True
        there = before.kind == "place" and before.end != clause.verb.start  # «سراقب، …، أفاد المرصد»: no house speaks
        if not before.prep and speaking(view, before, named and not there):
            if agrees(view, person, before, False):
                return before
    phrase = None if clause.verb.participle else _behind(clause)
    if phrase is not None and not _is_object(clause, phrase):
        beside = phrase.start <= clause.verb.end + 1
        core = beside and clause.use is not None and clause.use.lemma in CORE  # «أفاد وكالة …»: careless agreement
        alone = core and phrase.definite and phrase.kind in ("name", "unknown") and clause.chunks[-1].phrase is phrase
        if (
            (speaking(view, phrase, beside) or alone)  # «وأضافت النشرة أن …»: whatever stands there speaks
            and (core or agrees(view, person, phrase, True))
            and not oblique(view, phrase)
        ):
            return phrase
    antecedent = clause.antecedent if clause.link == "rel" else None
    free = not clause.after or (bool(clause.text) and clause.after[0].event is not None)
    free = free or person in ("3mp", "3md", "3fd")  # «المتظاهرين الذين يدينون التنظيم»: no verb before its subject
    if antecedent is not None and not (clause.use and clause.use.suffix) and free:
        if speaking(view, antecedent, False) and agrees(view, person, antecedent, False):
            return antecedent
    return None


def _behind(clause: Clause) -> Phrase | None:
    """The first phrase without preposition behind the verb; statements and times may stand between («قال في بيان …»)."""
    assert clause.verb is not None
    for chunk in clause.chunks:
        phrase = chunk.phrase
        if chunk.start < clause.verb.end or phrase is None:
            continue
        if not phrase.prep:
            return phrase
        told = phrase.prep == "ل" and (phrase.kind in _HEARERS or any(n.body.kind == "media" for n in phrase.names))
        if not told and phrase.kind not in ("event", "abstract", "time-unit", "media-head"):
            return None
    return None


def name_beside(view: View, clause: Clause, phrase: Phrase) -> Phrase | None:
    """The name or office that stands beside a speaker, over what his office belongs to, a comma or a dash."""
    phrases = clause.phrases()
    index = next((i for i, p in enumerate(phrases) if p is phrase), len(phrases))
    end, passed = phrase.end, False
    if phrase.kind not in _PERSONAL or (phrase.names and all(n.body.kind == "media" for n in phrase.names)):
        return None
    for follow in phrases[index + 1 : index + _BESIDE]:
        if follow.conj or follow.start - end > (_DAY if follow.prep else 1):
            break
        if follow.prep in _SEATED and follow.kind != "event" and not states(follow):
            name = _name_within(view, follow)
            if name is not None:
                return name
        elif follow.prep or not _is_belonging(view, follow):
            if follow.prep or _names_body(follow) or not _personal(view, follow, passed):
                break
            return follow
        end, passed = follow.end, True  # «الناطق باسم القوات في بنغازي ميلود …», «-التابع للجيش-»
    return _name_within(view, phrase)


def _personal(view: View, phrase: Phrase, passed: bool) -> bool:
    """Whether a phrase names a person; behind a place or body only a name of two words or a listed one does."""
    if phrase.kind == "force":
        return phrase.entry is not None and phrase.entry.noun == "لواء" and is_given_name(view, phrase.core + 1)
    if not passed:
        return phrase.kind in _PERSONAL
    return phrase.kind == "actor" or (phrase.kind == "name" and phrase.own_end - phrase.core > 1)


def _is_belonging(view: View, phrase: Phrase) -> bool:
    """«التابع», «الموالية»: by itself, its body behind it."""
    return phrase.end - phrase.core == 1 and any(m.belonging for m in view.words[phrase.core].modifiers)


def _name_within(view: View, phrase: Phrase) -> Phrase | None:
    """«نائب رئيس البرلمان حسن …»: a name that ends a phrase; «زهرة آدم المسؤولة …»: one that begins it."""
    first, last = phrase.core + 1, phrase.own_end or phrase.end
    if phrase.kind == "name":
        title = next((k for k in range(first + 1, last) if is_of_class(view.words[k], _OFFICES)), None)
        return Phrase(phrase.core, title, phrase.core, "name", core=phrase.core, own_end=title) if title else None
    if phrase.members or phrase.quoted:
        return None
    start = next((k for k in range(last - 2, first - 1, -1) if _begins_name(view, k)), None)
    if start is None or any(view.words[k].prep or view.tokens[k].kind == "mark" for k in range(start, last)):
        return None
    return Phrase(start, last, start, "name", core=start, own_end=last)


def _begins_name(view: View, k: int) -> bool:
    """Whether the name of a person begins at token k; «باسم» behind a speaker is none."""
    return is_given_name(view, k) and not is_given_name(view, k - 1) and view.norm(k) != "باسم"


def _names_body(phrase: Phrase) -> bool:
    """Whether a phrase is of the lists, and no official or journalist."""
    return bool(phrase.names) and all(n.body.kind not in ("official", "media") for n in phrase.names)


def _is_object(clause: Clause, phrase: Phrase) -> bool:
    """«نفت الحركة ذلك، واتهمت الجيش»: the accused stands behind the verb whose subject was told before."""
    subject, use = clause.subject, clause.use
    if subject is None or subject is phrase or phrase.kind.startswith("person") or (use and use.lemma in CORE):
        return False  # a person beside the verb speaks; who is told something has a preposition
    return any(phrase is p for p in clause.objects)


def thing_speaks(view: View, clause: Clause, person: str) -> bool:
    """«كشفت التحقيقات», «لافتة تندد ب»: the subject stands there, but it is no speaker."""
    antecedent = clause.antecedent if clause.link == "rel" else None
    core = clause.use is not None and clause.use.lemma in CORE  # «صورا قالت إنها …» goes on with the speaker
    if (
        antecedent is not None
        and not core
        and not (clause.use and clause.use.suffix)
        and not (states(antecedent) and not _WRITTEN.isdisjoint(clause.pronouns))  # «بيانا أدان فيه الهجوم»
        and not speaking(view, antecedent, False)
    ):
        if agrees(view, person, antecedent, False):
            return True
    phrase = None if clause.verb is not None and clause.verb.participle else _behind(clause)  # «نافيا سقوط المدينة»
    if phrase is None or not phrase.definite or phrase.suffix:
        return False
    thing = phrase.kind == "abstract" or (phrase.event is not None and not phrase.event.code)
    return thing and agrees(view, person, phrase, True)


def led_in(clause: Clause) -> bool:
    """«كما حذرت», «من جهة أخرى طالبت»: words that go on with the same speaker stand before the verb."""
    assert clause.verb is not None
    before = [c for c in clause.chunks if c.start < clause.verb.start]
    return (clause.link == "sub" and clause.text == "كما") or any(
        c.text == "كما" or (c.cue is not None and c.cue.kind == "carry") for c in before
    )


def earlier_subject(view: View, clauses: list[Clause], index: int, person: str) -> Phrase | None:
    """The subject of the clauses before, for a verb joined to them («كثفت تركيا القصف، وهددت»)."""
    for clause in reversed(clauses[:index]):
        if clause.link == "source":
            continue
        for phrase in (clause.subject, *reversed(clause.before)):
            if phrase is not None and not phrase.prep and speaking(view, phrase, False):
                if agrees(view, person, phrase, False):
                    return phrase
        if clause.link in ("main", "colon", "comp"):
            break
    return None


def author_of(view: View, clause: Clause, phrase: Phrase) -> Phrase:
    """Whose statement it is («بيان للجيش», «تقرير صادر عن المنظمة»), else the statement itself."""
    if phrase.event is None or phrase.owner is not None:
        return phrase
    for other in clause.prepositional:
        if other.prep in ("ل", "عن", "من") and 0 <= other.start - phrase.end <= 2 and speaking(view, other, True):
            return other
    return phrase


def quoted_by_relay(view: View, clause: Clause, frame: VerbFrame) -> Voice | None:
    """Whom a relay quotes: «نقلت الوكالة عن مصدر», «جاء في بيان الوزارة»."""
    start = clause.chunks[0].start
    for phrase in clause.prepositional:
        if phrase.start < start:
            continue  # the antecedent, taken up by a pronoun
        if "speaker" not in frame.preps.roles.get(phrase.prep, ()) or not speaking(view, phrase, True):
            continue
        if phrase.prep == "في" and not cited(phrase):
            continue
        return voice_of(view, author_of(view, clause, phrase), phrase.prep, "say")
    return None


def cited_phrase(view: View, clauses: list[Clause], index: int) -> Phrase | None:
    """Who or what is cited behind a source phrase."""
    clause = clauses[index]
    following = clauses[index + 1] if index + 1 < len(clauses) else None
    if clause.verb is not None:
        first = next((p for p in clause.phrases() if p.start < clause.verb.start), None)
        if first is not None and first.event is None and not informs(first) and speaking(view, first, True):
            return first  # «وفقا لمصادر تحدثت ل…»
        told = reporting_frame(clause) is None and first is not None and first.definite and states(first)
        if told and clause.link == "source" and "ما" not in clause.text.split():
            return first  # «وبحسب البيان "تصدت القوات …"»
        return named_subject(view, clause, person_of(view, clause))
    for phrase, follow in zip_longest(clause.phrases(), clause.phrases()[1:]):
        if phrase.kind == "unknown" and follow is not None and follow.start == phrase.end and follow.prep == "عن":
            return follow if speaking(view, follow, True) else phrase  # «وفقا لبيان رسمي صادر عن …»
        if phrase.prep in ("في", "إلى", "على") or not speaking(view, phrase, True):
            continue
        if informs(phrase) or phrase.event is not None:
            return _informant(view, clauses, index, phrase)
        return phrase
    if following is not None and following.link in ("and", "rel", "main", "sub") and reporting_frame(following):
        return named_subject(view, following, person_of(view, following))
    return None


def _informant(view: View, clauses: list[Clause], index: int, phrase: Phrase) -> Phrase:
    """Whose the information is: «بيانات الوزارة», «معلومات حصل عليها المرصد», else the information."""
    if phrase.owner is not None and speaking(view, phrase.owner, True):
        return phrase.owner
    author = author_of(view, clauses[index], phrase)
    if author is not phrase:
        return author
    following = clauses[index + 1] if index + 1 < len(clauses) else None
    if following is not None and following.link == "rel" and following.subject is not None:
        if following.subject is not following.antecedent and speaking(view, following.subject, False):
            return following.subject
    return phrase


def header_voice(view: View, clauses: list[Clause], index: int) -> Voice | None:
    """«المرصد السوري: مقتل …» at the head of a line."""
    before = clauses[index - 1] if index else None
    if before is None or before.verb is not None or index != 1:
        return None
    phrases = before.phrases()
    if len(phrases) != 1 or phrases[0].prep or phrases[0].kind in ("unknown", "name", "person-civilian", "place"):
        return None
    if not speaking(view, phrases[0], False) or phrases[0].event is not None:
        return None
    return voice_of(view, phrases[0], ":", "say")


def voice_of(view: View, phrase: Phrase, cue: str, says: str) -> Voice:
    """The voice of a phrase; of a statement, that of its owner."""
    if phrase.event is not None and phrase.owner is not None and speaking(view, phrase.owner, True):
        phrase = phrase.owner  # «بيان الوزارة»
    short = phrase.definite and phrase.end - phrase.core == 1 and (not phrase.names or phrase.name_span is None)
    return Voice(view, phrase, cue, says, short=short)
