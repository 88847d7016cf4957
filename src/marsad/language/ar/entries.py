"""The rows of the tables in `data/lexicon/ar`: what the lexicon knows of a verb, a noun, an adjective, a cue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marsad import resources
from marsad.language.ar.script import normal


@dataclass(frozen=True, slots=True, eq=False)
class Valency:
    """What each preposition brings: roles in order of preference, and whether the frame needs it."""

    roles: Mapping[str, tuple[str, ...]]
    required: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, cell: str, names: Mapping[str, str]) -> Valency:
        """From `على!:place|ب:means,place`; `names` tells the name of a preposition («باتجاه» is «نحو»)."""
        roles: dict[str, tuple[str, ...]] = {}
        required = set()
        for part in resources.split(cell):
            prep, _, value = part.partition(":")
            name = names.get(normal(prep.rstrip("!")), prep.rstrip("!"))
            if prep.endswith("!"):
                required.add(name)
            if name == prep.rstrip("!") or name not in roles:
                roles[name] = tuple(value.split(","))
        return cls(roles, frozenset(required))


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a frame of a verb is meant: classes of subject and object, tense, voice."""

    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    tense: str = ""
    passive: bool = False
    no_object: bool = False
    preps: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what a preposition must bring

    @classmethod
    def parse(cls, cell: str) -> Condition:
        """From `past|subject=people+casualty|ب=words|no-object`."""
        words = resources.split(cell)
        classes = dict(w.split("=", 1) for w in words if "=" in w)
        return cls(
            tuple(classes.get("subject", "").split("+")) if "subject" in classes else (),
            tuple(classes.get("object", "").split("+")) if "object" in classes else (),
            next((w for w in words if w in ("past", "imperfect")), ""),
            "passive" in words, "no-object" in words,
            tuple((k, tuple(v.split("+"))) for k, v in classes.items() if k not in ("subject", "object")),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class VerbFrame:
    """One row of verbs.tsv."""

    lemma: str
    frame: str
    klass: str
    code: str
    status: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    preps: Valency
    says: str
    when: Condition = Condition()

    @property
    def name(self) -> str:
        return f"verb:{self.lemma}/{self.frame}"


@dataclass(frozen=True, slots=True, eq=False)
class EventNoun:
    """One row of event_nouns.tsv."""

    noun: str
    klass: str
    code: str
    status: str
    genitive: str
    preps: Valency
    gender: str

    @property
    def name(self) -> str:
        return f"noun:{self.noun}"


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    """One row of nouns.tsv."""

    noun: str
    klass: str
    count: str
    level: str
    radius_km: float | None
    means: str
    gender: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """An adjective of a country or people («سوري», «كردي»), or of belonging («تابع»)."""

    word: str
    iso: str = ""
    people: str = ""
    belonging: bool = False
    english: str = ""


@dataclass(frozen=True, slots=True)
class Settling:
    """One row of modifiers.tsv: a word or phrase that settles the type of an event noun; `-` makes it none."""

    word: str
    applies: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True, eq=False)
class Collocation:
    """One row of collocations.tsv."""

    verb: str
    preposition: str
    noun: str
    of: str  # "subject" where the noun is the subject, else empty
    code: str
    status: str
    subject: tuple[str, ...]
    preps: Valency


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """One row of cues.tsv; `parts` are the words around «…»."""

    cue: str
    kind: str
    effect: str
    scope: str
