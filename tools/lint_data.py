#!/usr/bin/env python3
"""Every fault of the data tables as `FILE:LINE: message`; exit 1 if there is one, else a line of counts.

    .venv/bin/python tools/lint_data.py            # src/marsad/data
    .venv/bin/python tools/lint_data.py FOLDER     # a copy of it

`SPECS` below says of every table what docs/data.md says in prose: its columns and what may stand in them.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from marsad.language.ar.script import INVISIBLE, MARKS, normal
from marsad.language.ar.verbs import inflect, participles
from marsad.model import STATUSES, Attribute, Level, NumberKind, Role, State, Verdict
from marsad.ontology import PSEUDO_CODES
from marsad.reading.selection import CLASSES

DATA = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data"
LONGEST_NAME = 8  # words


class Fault(NamedTuple):
    """What is wrong, and where."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


# -- the specifications -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name:kind`, with `*` where the cell is a list, with `!` where it may not be empty."""

    name: str
    kind: str
    many: bool
    needed: bool

    @classmethod
    def parse(cls, text: str) -> Column:
        name, _, kind = text.partition(":")
        return cls(name, kind.rstrip("*!") or "text", "*" in kind, text.endswith("!"))


@dataclass(frozen=True, slots=True)
class Spec:
    """The columns of the tables that match a pattern and the columns that make a row unique."""

    pattern: str
    key: str
    header: str

    @property
    def columns(self) -> tuple[Column, ...]:
        return _columns(self.header)


@cache
def _columns(header: str) -> tuple[Column, ...]:
    return tuple(map(Column.parse, header.split()))


_ACTOR = (
    "id:actor-id! name_ar:phrase! name_en:english! kind:actor-kind! country:country parent:actor sides:side-period* "
    "aliases_ar:alias* short_ar:alias* loaded_ar:loaded* aliases_en:english* from:date to:date note"
)
SPECS = (
    Spec("ontology/types.tsv", "code",
         "code:id! family:family! label_en:english! label_ar:arabic! definition:english! acled_event_type:acled-type "
         "acled_sub_event_type:acled-sub-type* plover_type:plover-type plover_mode:plover-mode"),
    Spec("lexicon/ar/verbs.tsv", "lemma frame",
         "lemma:phrase! imperfect:phrase! form:verb-form! frame:id! class:verb-class! code:frame-code status:frame-status "
         "subject:role* object:role* preps:valency* says:says when:condition* gloss:!"),
    Spec("lexicon/ar/event_nouns.tsv", "noun",
         "noun:phrase! plurals:alias* gender:gender! class:event-noun-class! code:frame-code status:frame-status "
         "genitive:genitive! preps:valency* gloss:!"),
    Spec("lexicon/ar/nouns.tsv", "noun class",
         "noun:phrase! plurals:alias* gender:gender! class:noun-class! count:number-kind level:level "
         "radius_km:positive means:code gloss:!"),
    Spec("lexicon/ar/modifiers.tsv", "word", "word:phrase! applies_to:frame-code*! code:code-or-none! gloss:!"),
    Spec("lexicon/ar/collocations.tsv", "verb preposition noun",
         "verb:lemma! preposition:preposition-name noun:noun-or-class! of:collocate code:frame-code-or-none! status:frame-status "
         "subject:role* preps:valency* gloss:!"),
    Spec("lexicon/ar/cues.tsv", "cue kind", "cue:phrase! kind:cue-kind! effect:cue-effect scope:cue-scope! gloss:!"),
    Spec("lexicon/ar/peoples.tsv", "adjective_ar",
         "adjective_ar:phrase! plurals_ar:alias* name_en:english! kind:people-kind! note"),
    Spec("actors/sides.tsv", "id", "id:id! name_ar:phrase! name_en:english! conflict:conflict*! note"),
    Spec("actors/countries.tsv", "iso",
         "iso:country! name_ar:phrase! name_en:english! aliases_ar:alias* capital_ar:alias* capital_en:english* "
         "adjective_ar:alias* demonym_plurals_ar:alias* government_id:actor forces_id:actor"),
    Spec("actors/*.tsv", "id", _ACTOR),
    Spec("export/countries.tsv", "iso", "iso:country! iso3:text! iso_numeric:digits! acled_region:text! gwno:digits"),
    Spec("outlets/outlets.tsv", "id",
         "id:id! name_ar:phrase! name_en:english! country:country kind:outlet-kind! affiliation:affiliation! side:side "
         "aliases_ar:alias* aliases_en:english* domains:domain* note"),
    Spec("gazetteer/admin.tsv", "code",
         "code:admin-code! level:admin-level! name_ar:phrase! name_en:english! alt_ar:alias* alt_en:english* "
         "country:country! parent:admin lat:latitude lon:longitude radius_km:positive iso:subdivision geonames:digits "
         "pcode:pcode"),
    Spec("gazetteer/places.tsv", "id",
         "id:place-id! name_ar:phrase name_en:english! alt_ar:alias* alt_en:english* lat:latitude! lon:longitude! level:level! "
         "radius_km:positive! country:country admin1:admin admin2:admin population:digits feature:id! source:! "
         "precision_km:positive!"),
    Spec("gazetteer/ambiguous.tsv", "name", "name:phrase! note"),
    Spec("gazetteer/borders.tsv", "id", "id:border-id! level:border-level! country:country! line:line!"),
    Spec("gazetteer/roads.tsv", "id", "id:road-id! country:country! line:line! precision_km:positive! source:!"),
    Spec("events/foes.tsv", "camp", "camp:side! foes:side*!"),
    Spec("events/relations.tsv", "relation first second",
         "relation:id! first:type-or-family*! second:type-or-family*! follows:yes gloss:english!"),
    Spec("events/signs.tsv", "sign", "sign:sign! weight:number! pairs:digits! together:share!"),
    Spec("reading/confidence.tsv", "sign", "sign:text! weight:number! claims:digits! right:share!"),
    Spec("MANIFEST.tsv", "file", "file:! source:! licence:! date:date! sha256:sha256!"),
)  # fmt: skip
TREES = (
    "events/phrases.toml",
    "interface/report.toml",
    "interface/web.toml",
    "interface/words.toml",
    "lexicon/ar/function.toml",
    "lexicon/ar/numerals.toml",
    "lexicon/ar/time.toml",
)

CODE_LISTS: Mapping[str, frozenset[str]] = {name: frozenset(members.split("|")) for name, members in {
    "family": "battle|strategic|remote|civilians|demonstration|humanitarian|state|statement",
    "acled-type": "Battles|Explosions/Remote violence|Violence against civilians|Protests|Riots|Strategic developments",
    "acled-sub-type": "Armed clash|Government regains territory|Non-state actor overtakes territory|Chemical weapon|"
        "Air/drone strike|Suicide bomb|Shelling/artillery/missile attack|Remote explosive/landmine/IED|Grenade|"
        "Sexual violence|Attack|Abduction/forced disappearance|Peaceful protest|Protest with intervention|"
        "Excessive force against protesters|Violent demonstration|Mob violence|Agreement|Arrests|"
        "Change to group/activity|Disrupted weapons use|Headquarters or base established|"
        "Looting/property destruction|Non-violent transfer of territory|Other",
    "plover-type": "AGREE|CONSULT|SUPPORT|COOPERATE|AID|CONCEDE|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|"
        "MOBILIZE|COERCE|ASSAULT",
    "plover-mode": "visit|third-party|multilateral|phone|withdraw|release|disarm|ceasefire|access|resign|assist|change|yield|"
        "meet|disapprove|investigate|allege|restrict|arrest|relations|expel|territory|violence|demo|riot|strike|hunger|"
        "boycott|obstruct|vandalize|convict|discontinue|troops|weapons|police|militia|seize|censor|curfew|martial-law|"
        "deport|withhold|misinformation|cyber|abduct|beat|torture|sexual|targeted|destroy|primitive|firearms|"
        "explosives|suicide-attack|aerial|drone|heavy-weapons|crowd-control|unconventional",
    "verb-form": "I|II|III|IV|V|VI|VII|VIII|IX|X|Q1|Q2|Q4",
    "verb-class": "event|light|result|casualty|foil|speech|aspect|plain",
    "event-noun-class": "event|casualty|foil|aspect|speech|reference",
    "noun-class": "person-civilian|person-armed|person-source|person-official|casualty|force|air-platform|vehicle|weapon|"
        "explosive|structure|military-post|place-head|area-head|org-head|media-head|time-unit|measure|aid-item|group|"
        "people|relative|abstract",
    "role": "actor|target|place|means|event|patient|origin|destination|speaker|addressee|topic|from|none",
    "genitive": "actor|target|place|patient|means|auto|event|none",
    "says": "say|confirm|deny|claim|relay|add|accuse|warn|threaten|demand|condemn|announce|doubt|admit",
    "frame-status": "|".join({*STATUSES} - {"threatened"}),
    "gender": "m|f",
    "collocate": "subject",
    "number-kind": "|".join(get_args(NumberKind)),
    "level": "|".join(get_args(Level)),
    "admin-level": "country|admin1|admin2",
    "border-level": "country|admin1",
    "cue-kind": "source-prep|speech-noun|same-source|negation|denial|doubt|hypothetical|condition|future|possibility|"
        "attempt|continuing|background|generic|accident|sport|fiction|norm|cause|consequence|agent|carry|part|noise",
    "cue-effect": "not-happened|planned|possible|threatened|failed|ongoing|none|say|relay|claim|confirm",
    "cue-scope": "next|clause|sentence|line|rest",
    "people-kind": "people|religion|sect|tribe|region|ideology|political|social",
    "conflict": "syria|iraq|yemen|sudan|libya|israel-palestine|lebanon|egypt|turkey|iran|region|global",
    "actor-kind": "state-forces|government|rebel-group|militia|external-forces|coalition|police|intelligence|party|"
        "organisation|un|humanitarian|media|court|official|civilians|tribe",
    "yes": "yes",
    "outlet-kind": "agency|newspaper|tv|radio|website|monitor|channel",
}.items()}  # fmt: skip
# Kinds of cue that set a status, and the one that says how the source speaks; the others have no effect.
CUE_EFFECTS = {"source-prep": frozenset({"say", "relay", "claim", "confirm"})} | dict.fromkeys(
    ("negation", "denial", "doubt", "hypothetical", "condition", "future", "possibility", "attempt", "continuing"),
    frozenset({"not-happened", "planned", "possible", "threatened", "failed", "ongoing", "none"}),
)
# Prepositions of valency cells that function.toml does not list: «بحق», «بيد» … are a preposition and a noun.
MORE_PREPOSITIONS = frozenset({"بحق", "بشأن", "بيد", "بحوزة", "حيال"})
# What interface/words.toml has to label.
LABELLED = {
    "status": STATUSES, "role": get_args(Role), "number": get_args(NumberKind), "attribute": get_args(Attribute),
    "verdict": get_args(Verdict), "state": get_args(State),
}  # fmt: skip
# The contract's own file, kept byte for byte, has no head.
HEADLESS = frozenset({"ontology/types.tsv"})
# ISO 3166-1 alpha-2, with XK as in common use.
COUNTRIES = frozenset(re.findall("..", (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW "
).replace(" ", "")))  # fmt: skip
# South, north, west, east of each country in degrees, rough and generous: from common knowledge where the tables hold
# many places of a country, elsewhere the outermost places of GeoNames cities500 with 0.7 degrees around them.
BOXES: Mapping[str, tuple[float, ...]] = {box[:2]: tuple(map(float, box[3:].split())) for box in re.split(", ", (
    "SY 32.2 37.4 35.4 42.5, IQ 29 37.5 38.7 48.8, LB 33 34.8 34.9 36.7, TR 35.7 42.2 25.5 44.9, "
    "IR 25 39.9 44 63.4, IL 29.4 33.5 34 36, PS 31.1 32.7 34.1 35.7, JO 29.1 33.5 34.8 39.4, "
    "SA 16 32.3 34.4 55.8, YE 11.8 19.1 41.6 54.8, OM 16.5 26.6 51.8 60, AE 22.5 26.4 51.4 56.6, "
    "QA 24.4 26.3 50.6 51.8, KW 28.4 30.2 46.4 48.8, BH 25.5 26.5 50.2 50.9, EG 21.7 31.9 24.6 37.1, "
    "SD 8.6 22.3 21.7 38.7, SS 3.4 12.3 23.9 36, LY 19.4 33.4 9.2 25.3, TN 30.1 37.6 7.4 11.7, "
    "DZ 18.9 37.2 -8.8 12.1, MA 20.7 36 -17.2 -0.9, EH 20.6 27.8 -17.3 -8.6, MR 14.6 27.4 -17.2 -4.7, "
    "SO -1.8 12.1 40.9 51.6, DJ 10.9 12.8 41.7 43.5, KM -14 -10 42 46, TD 7.4 23.5 13.4 24.1, "
    "ET 3.3 15 32.9 48.1, ER 12.3 18.1 36.4 43.3, NE 11.6 23.6 0.1 16.1, NG 3 15 2 16, ML 10.1 25.1 -12.3 4.3, "
    "BF 9 16 -6 3, SN 11 18 -19 -10, CF 2.1 11.1 14.3 27.5, CM 1 14 8 17, CD -14 6 11 32, UG -2 5 28 36, "
    "KE -6 5 33 43, RW -4 0 28 32, TZ -13 0 28 42, ZA -36 -21 15 34, US 18 72 -180 -66, RU 41 82 -180 180, "
    "CN 16 55 74 135, FR 40 52 -6 11, GB 49 61 -9 3, DE 46 56 5 16, IT 34 48 5 20, ES 26 45 -19 5, "
    "PT 31 43 -32 -5, NL 50 55 2 8, BE 48 53 1 8, SE 54 69 10 25, NO 57 72 4 32, DK 53 59 7 16, FI 59 71 20 32, "
    "IE 50 56 -11 -5, AT 45 50 8 18, CH 45 49 5 12, GR 34 43 18 31, CY 34.4 35.8 32.1 34.8, MT 35 37 13 16, "
    "PL 48 56 13 25, CZ 47 52 11 20, HU 45 50 15 24, RO 42 49 19 31, BG 40 45 21 30, RS 41 47 18 24, "
    "BA 42 46 15 21, AL 38 44 18 22, XK 41 44 19 23, UA 43 54 21 41, BY 51 57 22 34, AM 38 42 42 48, "
    "AZ 37 43 44 52, GE 40 45 39 47, KZ 39 56 46 87, UZ 36 46 55 74, TJ 36 42 66 75, KG 38 44 68 80, "
    "TM 34 44 51 68, AF 29 40 60 74, PK 23 38 60 78, IN 6 36 68 98, BD 20 28 87 93, LK 5 11 79 83, "
    "NP 25 31 79 89, MM 9 29 91 102, ID -12 7 94 142, MY 0 8 98 120, PH 3 22 116 128, JP 23 47 122 147, "
    "KR 32 40 123 132, KP 37 44 123 132, AU -45 -9 112 155, CA 41 84 -142 -52, BR -35 6 -74 -31, "
    "AR -56 -21 -74 -52, MX 13 34 -118 -86, CO -5 15 -83 -66, VE 1 13 -74 -60, CU 19 24 -85 -73, VA 41 43 11 14, "
    "LU 48 51 5 8, IS 62 67 -25 -12, HR 41 48 12 21, SI 44 48 12 18, SK 47 51 16 23, ME 41 45 17 21, "
    "MK 40 43 19 24, MD 44 50 26 31, EE 57 61 21 29, LV 55 59 20 29, LT 53 58 20 28, VN 7 25 101 114, "
    "TH 5 22 97 107, SG 0 3 102 105, TW 21 27 117 123, MN 42 53 88 120, NZ -48 -34 -180 180, CL -56 -17 -110 -66, "
    "PE -19 1 -83 -68, EC -6 3 -92 -74, BO -24 -9 -70 -57, UY -36 -29 -60 -52, NI 10 16 -89 -82, PA 6 11 -84 -76, "
    "GH 4 12 -4 2, CI 3 12 -10 -1, GN 6 14 -16 -7, GM 12 15 -18 -13, BJ 5 13 0 5, TG 5 12 -1 3, SL 6 11 -14 -9, "
    "LR 3 10 -13 -6, GA -5 3 8 16, CG -6 4 11 20, BI -5 -1 28 32, MW -18 -9 32 37, MZ -28 -10 30 42, "
    "ZM -19 -7 21 34, ZW -23 -15 25 34, AO -19 -3 11 25, NA -30 -16 12 26, MG -26 -11 42 51, MU -22 -9 55 65, "
    "SC -6 -3 54 57, MV -2 8 72 75"
))}  # fmt: skip


# -- what may stand in a cell -----------------------------------------------------------------------------------

Lists = Mapping[str, frozenset[str]]
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]")  # of standard Arabic
_FOREIGN = re.compile("[\u066e-\u06d3\u0750-\u077f\u08a0-\u08ff]")  # Persian, Urdu, Kurdish … letters
_MARKS = re.compile(f"[{MARKS}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_GLUED = re.compile("[\u0621-\u064a][A-Za-z]|[A-Za-z][\u0621-\u064a]")
_KEBAB = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def _pattern(regex: str, what: str) -> Callable[[str, Lists], str | None]:
    compiled = re.compile(regex)
    return lambda value, lists: None if compiled.fullmatch(value) else f"{value!r} is no {what}"


def _phrase(value: str, lists: Lists) -> str | None:
    if not _LETTERS.search(value):
        return f"{value!r} has no Arabic letter"
    for regex, what in ((_MARKS, "a vowel mark"), (_FOREIGN, "a letter that is not standard Arabic"),
                        (_GLUED, "an Arabic and a Latin letter side by side")):  # fmt: skip
        if found := regex.search(value):
            return f"{value!r} has {what} ({_name(found.group()[0])})"
    return None


def _alias(value: str, lists: Lists) -> str | None:
    if len(value.split(" ")) > LONGEST_NAME:
        return f"{value!r} has more than {LONGEST_NAME} words"
    return _phrase(value, lists)


def _loaded(value: str, lists: Lists) -> str | None:
    words, at, side = value.partition("@")
    if at and side not in lists["side"]:
        return f"{side!r} is no side of actors/sides.tsv (in {value!r})"
    return _alias(words, lists)


def _date(value: str, lists: Lists) -> str | None:
    """ISO prefixes: 2014, 2014-06, 2014-06-13."""
    try:
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
            datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 if len(value) < 8 else 6 :])
            return None
    except ValueError:
        pass
    return f"{value!r} is no ISO date, month or year"


def _backwards(start: str, end: str) -> bool:
    return bool(start and end and start > end and not start.startswith(end))


def _period(value: str, lists: Lists) -> str | None:
    found = re.fullmatch(r"([^:]+):([\d-]*)\.\.([\d-]*)", value)
    if not found:
        return f"{value!r} is not `side:from..to`"
    side, start, end = found.groups()
    if side not in lists["side"]:
        return f"{side!r} is no side of actors/sides.tsv"
    for day in (start, end):
        if day and (fault := _date(day, lists)):
            return fault
    return f"{value!r} ends before it starts" if _backwards(start, end) else None


def _valency(value: str, lists: Lists) -> str | None:
    name, colon, roles = value.partition(":")
    if not colon:
        return f"{value!r} is not `preposition:role`"
    if name.removesuffix("!") not in lists["preposition"]:
        return f"{name.removesuffix('!')!r} is no preposition of function.toml"
    for role in roles.split(","):
        if role not in lists["role"] and role != "auto":
            return f"{role!r} is no role (in {value!r})"
    return None


def _condition(value: str, lists: Lists) -> str | None:
    name, equals, classes = value.partition("=")
    if not equals:
        return None if value in ("past", "imperfect", "passive", "no-object") else f"{value!r} is no condition"
    if name not in ("subject", "object") and name not in lists["preposition"]:
        return f"{name!r} is neither subject nor object nor a preposition"
    unknown = [c for c in classes.split("+") if c not in CLASSES]
    return f"{unknown[0]!r} is no class of reading/selection.py" if unknown else None


def _noun_or_class(value: str, lists: Lists) -> str | None:
    if value.startswith("@"):
        return None if value[1:] in lists["noun-class"] else f"{value[1:]!r} is no class of nouns.tsv"
    return _phrase(value, lists)


def _type_or_family(value: str, lists: Lists) -> str | None:
    known = value[1:] in lists["family"] if value.startswith("@") else value in lists["code"]
    return None if known else f"{value!r} is neither a code of types.tsv nor @ and a family"


def _degrees(limit: float) -> Callable[[str, Lists], str | None]:
    def check(value: str, lists: Lists) -> str | None:
        fault = FORMATS["number"](value, lists)
        return fault or (None if abs(float(value)) <= limit else f"{value} degrees are out of range")

    return check


FORMATS: dict[str, Callable[[str, Lists], str | None]] = {
    "text": lambda value, lists: None,
    "english": lambda value, lists: f"{value!r} has an Arabic letter" if _ARABIC.search(value) else None,
    "arabic": lambda value, lists: None if _LETTERS.search(value) else f"{value!r} has no Arabic letter",
    "phrase": _phrase,
    "alias": _alias,
    "loaded": _loaded,
    "date": _date,
    "side-period": _period,
    "valency": _valency,
    "noun-or-class": _noun_or_class,
    "condition": _condition,
    "type-or-family": _type_or_family,
    "id": _pattern(_KEBAB, "id in kebab-case"),
    "actor-id": _pattern(f"(?:generic:)?{_KEBAB}", "id in kebab-case"),
    "place-id": _pattern(rf"geonames:\d+|marsad:{_KEBAB}", "id of a place"),
    "border-id": _pattern(r"[A-Z]{2}(?:-admin1)?-\d+", "id of a line"),
    "road-id": _pattern(rf"(?:marsad|road):{_KEBAB}", "id of a road"),
    "line": _pattern(r"-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?(?: -?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?)+", "line of points"),
    "admin-code": _pattern(rf"[A-Z]{{2}}(?:[-.][A-Z0-9]+)*|marsad:{_KEBAB}", "code of a division"),
    "subdivision": _pattern(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?", "ISO 3166 code"),
    "pcode": _pattern(r"[A-Z]{2,3}\d+", "p-code"),
    "digits": _pattern(r"\d+", "whole number"),
    "number": _pattern(r"-?\d+(?:\.\d+)?", "number"),
    "positive": _pattern(r"(?=.*[1-9])\d+(?:\.\d+)?", "number above 0"),
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "domain": _pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[A-Za-z0-9_./-]+)?", "domain"),
    "sign": _pattern(f"{_KEBAB}(?::{_KEBAB})*", "name of a sign"),
    "share": _pattern(r"[01]\.\d+|[01]", "share between 0 and 1"),
    "sha256": _pattern("[0-9a-f]{64}", "sha256"),
    "affiliation": _pattern(
        "(state|state-funded|public|party|opposition|private|non-profit|body|un)([:;] .+)?", "affiliation"
    ),
}
# Formats that depend on the value alone.
STEADY = FORMATS.keys() - {"loaded", "side-period", "valency", "noun-or-class", "condition", "type-or-family"}


# -- checks of a whole row --------------------------------------------------------------------------------------

Row = Mapping[str, str]


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'control')}"


# Past and imperfect of each form in bare letters; \1 is what both have in common behind the imperfect's ي.
_SHAPES = {form: re.compile(regex) for form, regex in {
    "I": r"(?:(.).{1,2} ي\1.{1,3}|و(.).? ي\2.{1,2}|و.. ي...?)",
    "II": r"(.)(.). ي\1\2.",
    "III": r"(.ا).{1,2} ي\1.{1,2}",
    "IV": r"ا(?:(.).{1,2} ي\1.{1,2}|ي.. يو..)",
    "V": r"(ت..). ي\1.",
    "VI": r"(ت.ا).{1,2} ي\1.{1,2}",
    "VII": r"ا(ن.).{1,2} ي\1.{1,2}",
    "VIII": r"ا(..).{1,2} ي\1.{1,2}",
    "IX": r"ا(..). ي\1.",
    "X": r"ا(ست.).{1,3} ي\1.{1,3}",
    "Q1": r"(...). ي\1.",
    "Q2": r"(ت...). ي\1.",
    "Q4": r"ا(..).{2} ي\1.{2}",
}.items()}  # fmt: skip
_BARE = str.maketrans({"آ": "اا", "أ": "ا", "إ": "ا", "ؤ": "ا", "ئ": "ا", "ء": "ا", "ى": "ي"})


@cache
def _uninflected(lemma: str, imperfect: str, form: str) -> str | None:
    try:
        list(inflect(lemma, imperfect, form)), list(participles(lemma, imperfect, form))
    except (IndexError, ValueError) as error:
        return str(error)
    return None


def _verb(row: Row, lists: Lists) -> Iterator[str]:
    """Past, imperfect and form go together and inflect; a class has the cells that belong to it."""
    lemma, imperfect, form = row["lemma"], row["imperfect"], row["form"]
    if not imperfect.startswith("ي"):
        yield f"the imperfect {imperfect!r} does not start with ي"
    elif form in _SHAPES and not _SHAPES[form].fullmatch(f"{lemma} {imperfect}".translate(_BARE)):
        yield f"{lemma!r}, {imperfect!r} do not look like a verb of form {form}"
    if fault := _uninflected(lemma, imperfect, form):
        yield f"{lemma!r} cannot be inflected: {fault}"
    if row["class"] == "event" and not row["code"]:
        yield f"{lemma!r} is of class event and has no code"
    if row["class"] == "plain" and row["code"]:
        yield f"{lemma!r} is of class plain and has the code {row['code']!r}"
    if (row["class"] == "speech") != bool(row["says"]):
        yield f"{lemma!r}: the cell says is for class speech, and needed there"


def _plurals(row: Row, lists: Lists) -> Iterator[str]:
    for plural in row["plurals"].split("|"):
        if normal(plural) == normal(row["noun"]):
            yield f"the plural of {row['noun']!r} is the singular again"


def _noun(row: Row, lists: Lists) -> Iterator[str]:
    yield from _plurals(row, lists)
    head = row["class"] in ("place-head", "area-head")
    if head != bool(row["level"]) or head != bool(row["radius_km"]):
        yield f"{row['noun']!r}: level and radius_km are for place-head and area-head, and needed there"


def _cue(row: Row, lists: Lists) -> Iterator[str]:
    allowed = CUE_EFFECTS.get(row["kind"], frozenset())
    if row["effect"] and row["effect"] not in allowed:
        yield f"{row['effect']!r} is no effect of a cue of kind {row['kind']}"
    if allowed and not row["effect"]:
        yield f"a cue of kind {row['kind']} needs an effect"
    if row["kind"] != "noise" and row["scope"] in ("line", "rest"):
        yield f"the scope {row['scope']} is for noise"


def _actor(row: Row, lists: Lists) -> Iterator[str]:
    if _backwards(row["from"], row["to"]):
        yield f"{row['id']} ends ({row['to']}) before it starts ({row['from']})"
    if row["parent"] == row["id"]:
        yield f"{row['id']} is its own parent"


def _outlet(row: Row, lists: Lists) -> Iterator[str]:
    names = {normal(name) for name in (row["name_ar"], *row["aliases_ar"].split("|"))}
    for part in row["note"].split(";"):
        word, _, value = part.strip().partition(": ")
        for member in value.split("|"):
            if word == "ambiguous" and normal(member) not in names:
                yield f"{member!r} is marked ambiguous and is no name of {row['id']}"
            if word == "sides" and (fault := _period(member, lists)):
                yield fault


def _point(row: Row, lists: Lists) -> Iterator[str]:
    """A point lies in the box of its country; a division belongs to the country."""
    country = row["country"]
    if country and country not in BOXES:
        yield f"no bounding box for {country}: add one to BOXES in tools/lint_data.py"
    elif country and row["lat"] and row["lon"]:
        south, north, west, east = BOXES[country]
        try:
            inside = south <= float(row["lat"]) <= north and west <= float(row["lon"]) <= east
        except ValueError:
            return
        if not inside:
            yield f"{row['lat']}, {row['lon']} lies outside {country}"
    if bool(row["lat"]) != bool(row["lon"]):
        yield "a point needs lat and lon"
    for column in ("admin1", "admin2", "parent"):
        code = row.get(column, "")
        if code and country and code.removeprefix("marsad:")[:2].upper() != country:
            yield f"{column} {code} is not of {country}"


ROW_CHECKS: dict[str, Callable[[Row, Lists], Iterator[str]]] = {
    "lexicon/ar/verbs.tsv": _verb,
    "lexicon/ar/event_nouns.tsv": _plurals,
    "lexicon/ar/nouns.tsv": _noun,
    "lexicon/ar/cues.tsv": _cue,
    "actors/*.tsv": _actor,
    "outlets/outlets.tsv": _outlet,
    "gazetteer/admin.tsv": _point,
    "gazetteer/places.tsv": _point,
}


# -- a whole folder ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Table:
    """A table as read: its specification and its rows by line number."""

    file: str
    spec: Spec
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)


class Lint:
    """All faults of a data folder."""

    def __init__(self, root: Path = DATA) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.bytes: dict[str, bytes] = {}
        self.tables: dict[str, Table] = {}
        self.trees: dict[str, dict[str, Any]] = {}

    def run(self) -> list[Fault]:
        """Every fault, in the order of files and lines."""
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                self._read(path.relative_to(self.root).as_posix(), path.read_bytes())
        for expected in (*(s.pattern for s in SPECS if "*" not in s.pattern), *TREES):
            if expected not in self.bytes:
                self._fault(expected, 0, "the file is missing")
        lists = self._lists()
        for table in self.tables.values():
            self._table(table, lists)
        self._actor_ids()
        self._words()
        self._manifest()
        return sorted(set(self.faults))

    def summary(self) -> str:
        """Counts in one line."""
        rows = sum(len(t.rows) for t in self.tables.values())
        cells = sum(len(t.rows) * len(t.spec.columns) for t in self.tables.values())
        return f"{len(self.bytes)} files, {len(self.tables)} tables, {rows:,} rows, {cells:,} cells: no fault"

    def _fault(self, file: str, line: int, message: str) -> None:
        self.faults.append(Fault(file, line, message))

    # -- reading --

    def _read(self, file: str, raw: bytes) -> None:
        self.bytes[file] = raw
        if file.startswith(("fonts/", "leaflet/")):
            return  # not made here; the manifest names them
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self._fault(file, raw[: error.start].count(b"\n") + 1, "not UTF-8")
            return
        for number, line in enumerate(text.split("\n"), 1):
            for message in _characters(line):
                self._fault(file, number, message)
        if not text.endswith("\n") or text.endswith("\n\n"):
            self._fault(file, text.count("\n") + 1, "the file ends with one line break")
        if file.endswith(".tsv"):
            self._read_table(file, text)
        elif file in TREES:
            self._read_tree(file, text)
        else:
            self._fault(file, 0, "no specification knows this file (SPECS and TREES in tools/lint_data.py)")

    def _read_table(self, file: str, text: str) -> None:
        spec = next((s for s in SPECS if fnmatchcase(file, s.pattern)), None)
        if spec is None:
            self._fault(file, 0, "no specification knows this table (SPECS in tools/lint_data.py)")
            return
        table, names = Table(file, spec), [c.name for c in spec.columns]
        header = False
        for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
            cells = line.split("\t")
            if not line:
                self._fault(file, number, "empty line")
            elif line.startswith("#"):
                if header:
                    self._fault(file, number, "a line with # stands below the header")
            elif not header:
                header = True
                if cells != names:
                    self._fault(file, number, f"the header is {' '.join(cells)!r}, not {' '.join(names)!r}")
            elif len(cells) != len(names):
                self._fault(file, number, f"{len(cells)} cells, the header has {len(names)}")
            else:
                table.rows.append((number, dict(zip(names, cells, strict=True))))
        if not table.rows:
            self._fault(file, 0, "the table has no rows")
        self.tables[file] = table
        if file not in HEADLESS:
            self._head(file, text)

    def _head(self, file: str, text: str) -> None:
        """Every file says at its top under which licence it stands and of which date its facts are."""
        head = " ".join(line for line in text.split("\n") if line.startswith("#"))
        for regex, what in ((r"Apache-2\.0|CC BY 4\.0|public domain", "licence"), (r"\b20\d\d\b", "date")):
            if not re.search(regex, head):
                self._fault(file, 1, f"the head names no {what}")

    def _read_tree(self, file: str, text: str) -> None:
        self._head(file, text)
        try:
            tree = self.trees[file] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            self._fault(file, int(found[1]) if found else 0, f"no TOML: {error}")
            return
        lines = text.split("\n")
        for section, entries in tree.items():
            start = next((i for i, line in enumerate(lines) if line.startswith(f"[{section}]")), 0)
            for key, value in entries.items():
                if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
                    at = next((i for i in range(start, len(lines)) if lines[i].lstrip('"').startswith(key)), start) + 1
                    self._members(file, at, f"{section}.{key}", value)

    def _members(self, file: str, line: int, what: str, members: list[str]) -> None:
        for member in members:
            if member != member.strip() or not member:
                self._fault(file, line, f"{what}: an empty member or one with spaces around it ({member!r})")
            elif fault := _phrase(member, {}):
                self._fault(file, line, f"{what}: {fault}")
        for member, count in Counter(members).items():
            if count > 1:
                self._fault(file, line, f"{what}: {member!r} stands {count} times")

    # -- lists that the tables themselves define --

    def _column(self, file: str, column: str) -> frozenset[str]:
        table = self.tables.get(file)
        return frozenset(row[column] for _, row in table.rows) if table else frozenset()

    def _lists(self) -> Lists:
        codes = self._column("ontology/types.tsv", "code")
        prepositions = self.trees.get("lexicon/ar/function.toml", {}).get("prepositions", {})
        return dict(CODE_LISTS) | {
            "code": codes,
            "frame-code": codes | PSEUDO_CODES,
            "code-or-none": codes | {"-"},
            "frame-code-or-none": codes | PSEUDO_CODES | {"-"},
            "country": COUNTRIES,
            "side": self._column("actors/sides.tsv", "id"),
            "actor": frozenset(row["id"] for _, _, row in self._actors()),
            "lemma": self._column("lexicon/ar/verbs.tsv", "lemma"),
            "admin": self._column("gazetteer/admin.tsv", "code"),
            "preposition-name": frozenset(prepositions),
            "preposition": MORE_PREPOSITIONS.union(prepositions, *prepositions.values()),
        }

    def _actors(self) -> Iterator[tuple[str, int, Row]]:
        for table in self.tables.values():
            if table.spec.pattern == "actors/*.tsv":
                yield from ((table.file, line, row) for line, row in table.rows)

    # -- rows --

    def _table(self, table: Table, lists: Lists) -> None:
        check = ROW_CHECKS.get(table.spec.pattern)
        columns = table.spec.columns
        keys: dict[tuple[str, ...], int] = {}
        for line, row in table.rows:
            for column in columns:
                cell = row[column.name]
                if not cell and not column.needed:
                    continue
                steady = column.kind in STEADY
                for message in _steady(column, cell) if steady else _cell(column, cell, lists):
                    self._fault(table.file, line, f"{column.name}: {message}")
            for message in check(row, lists) if check else ():
                self._fault(table.file, line, message)
            key = tuple(normal(row[name]) for name in table.spec.key.split())
            if first := keys.get(key):
                said = " ".join(row[name] for name in table.spec.key.split())
                self._fault(table.file, line, f"{said!r} stands already in line {first} (in the normal form)")
            keys.setdefault(key, line)

    def _actor_ids(self) -> None:
        """An id is given once in all files of actors; parents form no circle."""
        parents: dict[str, str] = {}
        where: dict[str, str] = {}
        for file, line, row in self._actors():
            if row["id"] in where and where[row["id"]].rpartition(":")[0] != file:
                self._fault(file, line, f"{row['id']!r} stands already in {where[row['id']]}")
            where.setdefault(row["id"], f"{file}:{line}")
            parents[row["id"]] = row["parent"]
        for file, line, row in self._actors():
            seen, above = {row["id"]}, row["parent"]
            while above and above not in seen:
                seen.add(above)
                above = parents.get(above, "")
            if above == row["id"] != row["parent"]:
                self._fault(file, line, f"the parents of {row['id']} lead back to it")

    def _words(self) -> None:
        """Each label stands in both languages; each code that a page shows has one."""
        for file in ("interface/words.toml", "interface/report.toml"):
            self._labels(file, self.trees.get(file, {}))
        tree = self.trees.get("interface/words.toml", {})
        for section, codes in LABELLED.items():
            for code in sorted(set(codes) - set(tree.get(section, {}))):
                self._fault("interface/words.toml", 0, f"{section}.{code} has no label")

    def _labels(self, file: str, tree: Mapping[str, Any]) -> None:
        if not tree:
            return
        lines = self.bytes[file].decode("utf-8").split("\n")
        for section, entries in tree.items():
            for key, pair in entries.items():
                at = next((i for i, text in enumerate(lines, 1) if text.startswith(f"{key} =")), 0)
                if not isinstance(pair, dict) or not all(pair.get(language) for language in ("ar", "en")):
                    self._fault(file, at, f"{section}.{key} is not labelled in both languages")
                elif _ARABIC.search(pair["en"]) or not _LETTERS.search(pair["ar"]):
                    self._fault(file, at, f"{section}.{key}: the labels are in each other's place")

    def _manifest(self) -> None:
        """MANIFEST.tsv names every file with its sha256, and no other."""
        table = self.tables.get("MANIFEST.tsv")
        if table is None:
            return
        listed = {row["file"]: (line, row["sha256"]) for line, row in table.rows}
        for file, raw in self.bytes.items():
            if file == "MANIFEST.tsv":
                continue
            if file not in listed:
                self._fault("MANIFEST.tsv", 0, f"{file} is missing (run `make manifest`)")
            elif hashlib.sha256(raw).hexdigest() != listed[file][1]:
                self._fault("MANIFEST.tsv", listed[file][0], f"{file} has changed (run `make manifest`)")
        for file in listed.keys() - self.bytes.keys():
            self._fault("MANIFEST.tsv", listed[file][0], f"{file} does not exist (run `make manifest`)")


def _characters(line: str) -> Iterator[str]:
    """Letters and controls that no data file may hold."""
    if "\r" in line:
        yield "the line ends with CR LF"
    if not unicodedata.is_normalized("NFC", line):
        yield "not NFC"
    yield from sorted(filter(None, map(_character, set(line) - {"\t", "\r"})))


@cache
def _character(char: str) -> str | None:
    if char == "\u0640":
        return "tatweel (U+0640)"
    if "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc":
        return f"presentation form {_name(char)}"
    if _INVISIBLE.match(char) or unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Zl", "Zp"):
        return f"invisible character {_name(char)}"
    if char != " " and unicodedata.category(char) == "Zs":
        return f"space that is none {_name(char)}"
    return None


def _cell(column: Column, cell: str, lists: Lists) -> Iterator[str]:
    if not cell:
        yield "empty"
        return
    if cell != cell.strip() or "  " in cell:
        yield f"spaces around it or doubled ({cell!r})"
    members = cell.split("|") if column.many else [cell]
    for member in members:
        if not member or member != member.strip():
            yield f"a list with an empty member or spaces around | ({cell[:60]!r})"
        elif column.kind in FORMATS:
            if fault := FORMATS[column.kind](member, lists):
                yield fault
        elif member not in lists[column.kind]:
            yield f"{member!r} is not in the list of {column.kind}"
    if len(members) > 1:
        for member, count in Counter(map(normal, members)).items():
            if count > 1:
                yield f"{member!r} stands {count} times (in the normal form)"


@cache
def _steady(column: Column, cell: str) -> tuple[str, ...]:
    """What is wrong with a cell whose kind depends on no list; kept, because tests check one cell many times."""
    return tuple(_cell(column, cell, {}))


def main(arguments: list[str]) -> int:
    """Print what is wrong; 0 if nothing is."""
    root = Path(arguments[0]) if arguments else DATA
    lint = Lint(root)
    faults = lint.run()
    shown = root.relative_to(Path.cwd()) if root.is_relative_to(Path.cwd()) else root
    for fault in faults:
        print(f"{shown / fault.file}:{fault.line}: {fault.message}")
    print(f"{len(faults)} faults" if faults else lint.summary())
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
