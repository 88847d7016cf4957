"""What is said: the verbs that tell it, and the clause where it starts."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbFrame
from marsad.reading.clauses import Clause
from marsad.reading.view import View

# Verbs that do nothing but report: what follows them is said even without «أن».
CORE = frozenset(
    {"قال", "أفاد", "ذكر", "صرح", "أكد", "أعلن", "أضاف", "أوضح", "أشار", "لفت", "بين", "نقل", "أورد", "كشف", "روى", "تحدث", "زعم",
     "أردف", "بث", "نفى"}
)  # fmt: skip
# Those that never ask for anything.
_SAYING = frozenset({"قال", "أفاد", "أعلن", "أضاف", "أوضح"})
# Words before a verb of saying that cites what stands before («…، كما قال الناطق»).
LOOKING_BACK = frozenset({"كما", "حسبما", "مثلما"})
# Verbs that give a thing a name («ما أسماه», «تعتبر») say nothing about events unless «أن» follows.
NAMING = frozenset({"سمى", "أسمى", "وصف", "اعتبر", "عد", "ادعى", "رأى"})
# What those who call news untrue say that they are: starts of normal forms.
_LIES = ("شائع", "اشاع", "اكاذيب", "اكذوب", "كذب", "افتراء", "تلفيق", "فبرك", "تضليل", "دعايه", "استفزاز")
# «عدم ذكر اسمه», «الكشف عن هويته»
_REQUEST = 6  # tokens
_NAMED = frozenset("ذكر الكشف كشف نشر الافصاح افصاح عدم بعدم يذكر ينشر يكشف التصريح اعلان".split())
_IDENTITY = frozenset("اسمه اسمها اسمهم اسمائهم اسماءهم اسميهما هويته هويتها هويتهم هوياتهم".split())
_TOPICS = frozenset({"abstract", "casualty", "number"})
_NAME = 5  # tokens; a longer quotation is speech, not a name
_REACH = 5  # clauses between a verb of saying and its «أن»


def called_untrue_at(view: View, clauses: list[Clause], index: int) -> int:
    """The token by which a clause, or what it says it to be («بأنه»), calls something untrue; -1 where nothing does."""
    use = clauses[index].use
    naming = use is not None and use.lemma in NAMING
    for judged in clauses[index:]:
        if judged is not clauses[index] and judged.text not in ("بان", "بانه", "بانها"):
            break
        cues = [start for start, cue in judged.cues if cue.kind == "denial"]
        if cues:
            return max(cues)
        for phrase in judged.phrases() if naming else ():
            called = phrase.prep == "ب" or judged is not clauses[index]
            if called and view.norm(phrase.core).removeprefix("ب").removeprefix("ال").startswith(_LIES):
                return phrase.core
    return -1


def reports(frame: VerbFrame) -> bool:
    """Whether a verb with this frame tells who says it: verbs of saying, and of seeing and counting («رصد، وثق»)."""
    return bool(frame.says) if frame.klass == "speech" else frame.subject[:1] == ("speaker",)


def content(view: View, clauses: list[Clause], index: int, frame: VerbFrame) -> int | None:
    """The clause where what is said starts: the verb's own, else one with «أن», a colon or a quotation behind it."""
    clause = clauses[index]
    if not _unsaid(clause) and frame.lemma not in NAMING and _tells(clause, frame):
        return index
    if frame.lemma in NAMING and called_untrue_at(view, clauses, index) >= 0:
        return index  # «اعتبرت الحكومة التقارير عن … مجرد شائعات»
    last = len(clauses)  # the clauses from here on are another's
    for i in range(index + 1, min(index + _REACH, len(clauses))):
        other = clauses[i]
        if asks_anonymity(view, other):
            continue
        if other.link == "sub" and other.klass("speech") and other.text not in LOOKING_BACK:
            last = i
            break  # «اتهم … ، بينما قال … إن»: what another says
        if other.link == "rel" and other.klass("speech") and other.text.startswith("وال"):
            last = i
            break  # «كما ذكر متحدث، والذي أضاف أن …»
        if other.opens_content(frame.preps.roles):
            return i
        if _unsaid(clause):
            return None  # «لم يذكر البيان …»
        if i == index + 1 and _says_directly(view, frame, other):
            return i
        if other.link == "main" or (other.link == "and" and (other.verb is None or other.klass("speech"))):
            last = i if other.klass("speech") else last  # «…، وأكدت الحكومة: «…»»
            break
        if other.link not in ("rel", "source", "sub") and frame.says != "say":
            break
    quoted = _quoted_from(view, clauses[:last], index)
    if quoted is None and not _unsaid(clause) and (frame.lemma in CORE or frame.says == "deny"):
        return index
    return quoted


def _unsaid(clause: Clause) -> bool:
    """«لم يذكر البيان …», not «أكد البيان عدم …»."""
    return clause.negation is not None and (clause.verb is None or clause.negation.start < clause.verb.start)


def asks_anonymity(view: View, clause: Clause) -> bool:
    """«طلب عدم الكشف عن اسمه», «رفضت ذكر اسمها»: it tells nothing but that the speaker is not named."""
    if clause.verb is None or (clause.use is not None and clause.use.lemma in _SAYING):
        return False  # «قال المسؤول (رافضا كشف هويته) إن …»
    start = clause.verb.start
    asked = {t.norm for t in view.tokens[start : start + _REQUEST]}
    return bool(asked & _IDENTITY) and bool(asked & _NAMED)


def looks_back(view: View, clauses: list[Clause], index: int, frame: VerbFrame, start: int | None) -> bool:
    """«… ، قال المسؤول», «… ، كما ذكر متحدث، …»: a bare verb of saying at the end of its sentence or behind «كما»."""
    clause = clauses[index]
    apart = clause.link == "sub" and clause.text not in LOOKING_BACK  # «فيما نفت موسكو ذلك»
    if (
        apart
        or clause.negation is not None
        or (frame.says == "deny" and clause.use is not None and clause.use.suffix)  # «وهو ما تنفيه أنقرة»
        or frame.lemma not in CORE
        or (clause.verb is not None and clause.verb.participle)  # «…، نافيا الأنباء عن سقوطها»
        or start not in (None, index)
        or _tells(clause, frame)
    ):
        return False
    as_told = clause.verb is not None and clause.verb.start > 0 and view.norm(clause.verb.start - 1) in LOOKING_BACK
    return index > 0 and (as_told or index >= len(clauses) - 2)


def _tells(clause: Clause, frame: VerbFrame) -> bool:
    """Whether the clause itself holds what is said («أعلن الجيش مقتل …», «تحدث عن غارات»)."""
    preps = [p for p in frame.preps.roles if p != "في" and (p != "على" or frame.says != "say")]  # «رد على القصف»
    for phrase in (*clause.after, *(p for p in clause.prepositional if p.prep in preps)):
        if phrase is clause.subject:
            continue
        event = phrase.event or (phrase.owner.event if phrase.owner is not None else None)
        if event is not None and event.klass != "speech":
            return True
        if phrase.kind == "casualty" and phrase.number is not None:
            return True  # «أحصى المسعفون 58 قتيلا»
    return any(p.prep in ("ب", "عن", "إلى") and p.event is None and p.kind in _TOPICS for p in clause.prepositional)


def _says_directly(view: View, frame: VerbFrame, clause: Clause) -> bool:
    """«أكد المراسل، تعرض المدينة لقصف»: what is said follows with its verb first, without «أن»."""
    first = clause.chunks[0]
    if clause.verb is not first or first.conj or not (frame.lemma in CORE or not frame.says):
        return False
    if clause.use is None or clause.use.suffix:
        return False
    return clause.link == "and" or (clause.link == "rel" and not clause.text and bool(view.words[first.start].events))


def _quoted_from(view: View, clauses: list[Clause], index: int) -> int | None:
    """The clause where a quotation of more than a name opens behind the verb."""
    verb = clauses[index].verb
    assert verb is not None
    tokens = view.tokens
    for i in range(index, len(clauses)):
        for chunk in clauses[i].chunks:
            for k in range(max(chunk.start, verb.end), chunk.end):
                if tokens[k].opens and not any(t.closes for t in tokens[k : k + _NAME]):
                    return i
    return None
