"""Words of the same letters: thing and event, verb and noun, told apart by what stands beside them or how they are spelt."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun, NounUse
from marsad.reading.phrases.words import PLACE_HEADS
from marsad.reading.view import View

_MARCHES = frozenset(
    "حاشده جماهيريه سلميه شعبيه نسائيه طلابيه تضامنيه غاضبه عوده اعلام راجله كبري مليونيه"
    " مندده رافضه داعمه مؤيده مطالبه تطالب تندد ترفض ضد احتجاجا تضامنا تنديدا للمطالبه".split()
)
# Verbs and verbal nouns beside which «مسيرة» is a march.
_OF_MARCHES = ("شهد", "تشهد", "نظم", "خرج", "قمع", "تقمع", "فرق", "شارك", "تفريق")
_STORMING = frozenset({"استهدف", "هاجم", "اقتحم", "قصف"})
_NOT_EVENTS = frozenset({"weapon", "explosive", "casualty", "vehicle", "air-platform"})


def thing_not_event(view: View, i: int, use: NounUse) -> bool:
    """Whether a word that is thing and event («مسيرة»: drone, march; «مقاتلة») is the thing here."""
    if not isinstance(use.entry, Noun) or use.entry.klass not in _NOT_EVENTS:
        return False
    after = view.words[i + 1] if i + 1 < len(view.tokens) else None
    if use.entry.klass == "air-platform" and any(
        view.norm(k).lstrip("وف").startswith(_OF_MARCHES) for k in range(max(i - 4, 0), i)
    ):
        return False
    return after is None or (
        not any(s.code == "protest" for s in after.settles) and view.norm(i + 1).removeprefix("ال") not in _MARCHES
    )


def checkpoint(view: View, i: int, use: NounUse | None, prep: str) -> bool:
    """«هجوم على كمين», «هاجموا كمين المطافئ»: in Egypt a post, where what is attacked or what has a name is told."""
    follow = view.words[i + 1] if i + 1 < len(view.tokens) else None
    if use is None or not isinstance(use.entry, Noun) or use.entry.klass != "military-post":
        return False
    struck = i > 0 and any(u.lemma in _STORMING for u in view.words[i - 1].verbs)  # «استهدفوا كمينا»
    if prep == "على" or struck:
        return True
    named = follow is not None and not (follow.conj or follow.pre or follow.prep or i + 1 in view.names)
    named = named and view.norm(i + 1) not in view.knowledge.directions  # «في كمين شمال غزة»
    place = view.places.get(i + 1)
    where = place is not None and not place.prep  # «في كمين بخان يونس»
    return named and follow is not None and (follow.definite or where) and not follow.events


def edge(view: View, i: int) -> NounUse | None:
    """«الطرف الغربي من المدينة», «من الجهة الغربية»: before a direction no party but an edge."""
    nouns = view.words[i].nouns
    if (
        len(nouns) < 2
        or nouns[0].entry.klass not in ("force", "org-head")
        or view.norm(i + 1).removeprefix("ال") not in view.knowledge.directions
    ):
        return None
    return next((n for n in nouns if isinstance(n.entry, Noun) and n.entry.klass in PLACE_HEADS), None)


def treacherous(view: View, i: int) -> bool:
    """«هجوم غادر نفذته …»: behind an indefinite attack no leaving."""
    return i > 0 and view.norm(i) == "غادر" and any(not n.definite for n in view.words[i - 1].events)


def told_by_hamza(view: View, i: int) -> bool:
    """«أثار مخاوف» beside «آثار القصف»: a plural of أفعال has madda where its root begins with hamza."""
    nouns, word = view.words[i].nouns, view.words[i]
    if not view.tokens[i].raw.startswith("أ") or not nouns or word.events:
        return False
    return all(n.number == "p" and n.entry.noun.startswith("أ") and view.norm(i)[2:3] == "ا" for n in nouns)


def told_by_alif(view: View, i: int) -> bool:
    """«تبنى» beside «تبني»: verb and verbal noun differ in the last letter, where the text tells ى from ي."""
    if not view.tokens[i].raw.endswith("ى") or view.writes_alif_for_ya:
        return False
    return all(u.entry.noun.endswith("ي") for u in view.words[i].events)
