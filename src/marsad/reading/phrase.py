"""What phrases of a sentence look like once they are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.geography.gazetteer import GazetteerPlace
from marsad.language.ar.dates import TimeExpression
from marsad.language.ar.lexicon import Cue, EventNoun, Modifier, Noun, VerbUse
from marsad.language.ar.numerals import Number
from marsad.reading.names import NameUse

ARMED = frozenset({"person-armed", "force", "air-platform"})
_ARMED_BODIES = frozenset({"state-forces", "rebel-group", "militia", "external-forces", "coalition", "police"})
PEOPLE = frozenset({"person-civilian", "people", "relative", "casualty"})
_RELATIVES = {"التي": "3fs", "الذي": "3ms"}
_NO_PEOPLE = ("event", "abstract", "structure")
THINGS = frozenset({"structure", "vehicle", "military-post", "aid-item"})
ACTOR_KINDS = frozenset(
    {"actor", "person-armed", "force", "air-platform", "person-official", "org-head", "country", "media-head",
     "person-source", "people-adjective"}
)  # fmt: skip

# Heads that are part of the name of what they head («مخيم النصيرات»); towns and quarters go by their bare name.
_LEVEL_IN_NAME = frozenset({"site"})
_AREA_IN_NAME = frozenset(
    "ريف شمال جنوب شرق غرب وسط ضاحية قطاع جبل وادي سهل بادية جزيرة إقليم غوطة هضبة صحراء خليج مضيق".split()
    + ["شبه جزيرة"]
)
_BARE = frozenset("محور جبهة أطراف محيط تخوم مشارف منطقة مناطق نقطة مدخل مركز ناحية".split())


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens [start, end), its head, and what it can stand for.

    `kind` is a class of nouns.tsv, or actor (a name of the list), country, place, event, name (unknown proper
    noun), number, pronoun, unknown.
    """

    start: int
    end: int
    head: int
    kind: str = "unknown"
    prep: str = ""
    conj: str = ""
    core: int = 0  # first token after number and quantifier
    number: Number | None = None
    count: tuple[float | None, float | None] | None = None
    approx: bool = False
    entry: Noun | None = None
    event: EventNoun | None = None
    grammatical: str = "s"  # s d p dp
    definite: bool = False
    suffix: str = ""
    accusative: bool = False  # written so («هجوما»): no subject, unless «إن» stands before it
    names: list[NameUse] = field(default_factory=list)
    name_span: tuple[int, int] | None = None
    places: list[GazetteerPlace] = field(default_factory=list)
    place_span: tuple[int, int] | None = None
    place_head: Noun | None = None
    inner_head: Noun | None = None  # the head behind that one: «أطراف مدينة …»
    direction: bool = False
    bearing: tuple[str, ...] = ()  # «شمال غرب»: the sides that its words name
    distance_km: float | None = None  # told with the direction
    near: Phrase | None = None  # «قرب …» right behind it
    owner: Phrase | None = None  # genitive, «التابعة ل», «من» after a person
    within: Phrase | None = None  # a wider place
    members: list[Phrase] = field(default_factory=list)  # coordinated with this one
    modifiers: list[Modifier] = field(default_factory=list)
    aliases: list[NameUse] = field(default_factory=list)  # in brackets behind it
    part: Phrase | None = None  # «بينهم 3 أطفال»
    quoted: bool = False
    closed: bool = False  # a noun of several words that takes no genitive («عبوة ناسفة»)
    cases: bool = False  # «12 حالة قتل»: the number counts whom it befell
    fate: str = ""  # «سبعة من عناصره بين قتيل وجريح»: the kind of count that stands behind the people
    own_end: int = 0  # without coordinated members and wider places

    def all(self) -> list[Phrase]:
        """This phrase and those coordinated with it."""
        return [self, *self.members]

    @property
    def is_place(self) -> bool:
        return self.kind == "place"

    @property
    def adjective_actor(self) -> Modifier | None:
        """The adjective that names an actor («غارات إسرائيلية»)."""
        return next((m for m in self.modifiers if m.iso or m.people), None)


@dataclass(slots=True)
class Chunk:
    """A piece of a sentence: a phrase, a verb, or a word that joins clauses.

    `kind`: np, verb, time, comp, rel, sub, neg, part, conj, mark, cue, other.
    """

    kind: str
    start: int
    end: int
    phrase: Phrase | None = None
    verb: VerbUse | None = None
    time: TimeExpression | None = None
    cue: Cue | None = None
    text: str = ""
    conj: str = ""
    comp: str = ""  # «أن» with its pronoun behind a preposition («إلى أنها»)
    passive: bool = False
    participle: bool = False
    opens: bool = False  # a quotation mark stands right before


def name_tokens(phrase: Phrase) -> tuple[int, int] | None:
    """The tokens of the name of a place, with its head where that is part of the name; None for no name."""
    if phrase.place_span is None:
        return None
    start, end = phrase.place_span
    head = phrase.place_head
    if head is not None and (
        (head.level in _LEVEL_IN_NAME and head.klass == "place-head" and head.noun not in _BARE)
        or head.noun in _AREA_IN_NAME
    ):
        start = min(phrase.core, start)
    return start, end


def goes_by_name(phrase: Phrase) -> bool:
    """Whether a phrase is more than a bare noun for a body of any place («البلدية», «الشرطة»)."""
    if phrase.own_end - phrase.core > 1 or phrase.kind in ("name", "place", "country", "structure"):
        return True
    return any(not n.body.id.startswith("generic:") and n.manner != "short" for n in phrase.names)


def may_agree(person: str, phrase: Phrase) -> bool:
    """Whether a verb of this person may have the phrase for its subject, as far as gender and number are known."""
    entry = phrase.entry or phrase.event
    if entry is None:
        return True
    human = phrase.kind.startswith("person") or phrase.kind in ("people", "relative")
    plural = phrase.grammatical in ("p", "dp")
    if person == "3mp":
        return (human and plural) or phrase.kind in ("force", "group", "actor", "casualty")
    if person == "3fs":
        return entry.gender == "f" or (phrase.grammatical in ("p", "d") and not human)
    if person == "3ms":
        return not (entry.gender == "f" and (phrase.grammatical == "s" or not human))
    return True


def masculine_body(phrase: Phrase) -> bool:
    """Whether a phrase names a body by a masculine noun («الجيش», «تنظيم الدولة»), which no feminine verb goes before."""
    entry = phrase.entry
    # «المرتزقة»: many; «هاجمت الدعم السريع»: its forces
    masculine = entry is not None and entry.gender == "m" and not entry.noun.endswith("ة") and entry.klass != "abstract"
    return phrase.kind == "actor" and masculine and phrase.grammatical == "s"


def people_of(phrase: Phrase | None, relative: str) -> Phrase | None:
    """«لتفريق المتظاهرين الذين رشقوا», «تفجير السيارات التي»: what of a noun and its genitive a relative can take up."""
    if phrase is None or phrase.owner is None:
        return phrase
    if (
        (phrase.event is not None or phrase.kind == "abstract")
        and relative in _RELATIVES
        and not may_agree(_RELATIVES[relative], phrase)
    ):
        inner = phrase.owner
        while inner.owner is not None and not inner.prep and not may_agree(_RELATIVES[relative], inner):
            inner = inner.owner
        return inner if may_agree(_RELATIVES[relative], inner) else phrase
    if relative != "الذين" or phrase.kind not in _NO_PEOPLE:
        return phrase
    return phrase.owner if phrase.owner.grammatical == "p" or phrase.owner.kind in ("actor", "people") else phrase


def own_country(phrase: Phrase) -> bool:
    """Whether a phrase is «بلاده»: the country of whoever speaks, which acts."""
    head = phrase.place_head or phrase.entry
    return bool(phrase.suffix) and head is not None and head.noun in ("بلاد", "بلد")


def several_states(phrase: Phrase) -> bool:
    """Whether a phrase is several states, which speak and act as one («دول غربية», «الدول الضامنة»)."""
    head = phrase.place_head
    return head is not None and head.noun == "دولة" and phrase.grammatical == "p" and phrase.place_span is None


def agentive(phrase: Phrase) -> bool:
    """Whether a phrase can act with force: armed, a body, a country, an official, a weapon's carrier."""
    if phrase.kind in ("force", "person-armed", "air-platform", "country", "person-official", "org-head", "actor"):
        return True
    if phrase.kind == "people-adjective":
        return phrase.number is None and phrase.grammatical not in ("p", "d", "dp")  # «أربعة فلسطينيين» are people
    if phrase.kind == "vehicle" and any(m.iso for m in phrase.modifiers):
        return True  # «دبابات إسرائيلية»
    if phrase.kind in ("weapon", "vehicle") and phrase.owner is not None and agentive(phrase.owner):
        return phrase.kind == "vehicle" or (phrase.entry is not None and phrase.entry.means == "shelling")
    return phrase.kind == "group" and phrase.owner is not None and agentive(phrase.owner)


def is_armed(phrase: Phrase) -> bool:
    """Whether a phrase is armed men, a force, a post or an officer, or what is theirs."""
    if phrase.kind in ARMED or phrase.kind == "military-post":
        return True
    if phrase.kind == "actor":
        return any(n.body.kind in _ARMED_BODIES for n in phrase.names)
    member = phrase.entry is not None and phrase.entry.noun in ("فرد", "شخص")  # «أفرادا من الشرطة»
    if phrase.owner is not None and (
        member or phrase.kind in ("vehicle", "number", "casualty", "person-official", "group")
    ):
        return is_armed(phrase.owner)
    return phrase.kind == "person-official" and phrase.entry is not None and phrase.entry.means == "armed"
