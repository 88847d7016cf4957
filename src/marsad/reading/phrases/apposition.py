"""Names behind a title, a body or the first word of a name, and brackets."""

from __future__ import annotations

from marsad.reading.names import NameUse
from marsad.reading.phrase import Phrase
from marsad.reading.phrases.words import (
    QUANTIFIERS,
    best_verb,
    blocked,
    is_given_name,
    is_of_class,
    unknown_behind_preposition,
)
from marsad.reading.view import View

_MAX_NAME_TOKENS = 4
_SHORT = 3  # letters
_TITLES = frozenset({"person-official", "person-source", "person-civilian", "person-armed", "relative", "casualty"})
_UNITS = frozenset({"لواء", "فرقة", "فوج", "كتيبة", "سرية"})
_BODIES = frozenset({"force", "org-head", "media-head"})
_SEATS = frozenset({"country", "capital"})
_TITLED = frozenset({"official", "media"})  # bodies of the lists that are persons, or that a reporter is of
_LISTED = _BODIES | {"person-official", "person-armed", "person-source"}
_NEWS = frozenset("الاخبار المعلومات التقارير المزاعم الشائعات الاشاعات الادعاءات الروايات".split())
# What participles behind a name go on to say.
_SAYING = frozenset("أكد نفى أضاف أوضح أشار لفت اعتبر اتهم حذر دعا طالب أعلن شدد كشف تابع هدد توعد".split())


def take_apposition(view: View, phrase: Phrase, j: int) -> bool:
    """Names behind a title («الرئيس التركي رجب طيب أردوغان»), the second word of an unknown name."""
    if phrase.kind == "force" and view.tokens[j].kind == "number" and view.tokens[j - 1].kind == "word":
        if (
            phrase.entry is not None
            and phrase.entry.noun in _UNITS
            and phrase.own_end == 0
            and phrase.grammatical == "s"
        ):
            phrase.end = j + 1  # «الكتيبة 102»
            return True
    if _is_branch(view, phrase, j):
        phrase.end = j + 2 if view.tokens[j].norm == "حرس" else j + 1
        return True
    limit = _name_limit(view, phrase, j)
    if not limit:
        return False
    match = view.names.get(j)
    if match is not None and not view.tokens[j].quoted and all(n.manner in _SEATS for n in match.value):
        return False  # «أمهل الرئيس التركي دمشق»: a state bears no title
    if match is not None and (phrase.kind in _LISTED or _in_office(phrase, match.value)):
        if match.conj or match.prep or _new_body(view, phrase, j):
            return False
        if _TITLED.isdisjoint({n.body.kind for n in match.value}) and _is_title(view, phrase):
            return False  # «اتهم المتحدث التنظيمات …», «اتهم محافظ شمال كردفان قوات …»: who is accused, no name of his
        if all(n.body.id.startswith("generic:") for n in match.value):
            return False  # «ميليشيا مسلحة مهاجرين»: a role names nobody
        if phrase.name_span is not None and all(n.body.kind == "media" for n in match.value):
            return False  # «نفى الناطق أحمد المسماري الأخبار …»: no newspaper of that name
        phrase.names = phrase.names or list(match.value)
        phrase.name_span = phrase.name_span or (j, match.end)
        phrase.end = match.end
        return True
    end = j
    while end - j < limit and _is_name_word(view, end, end == j, phrase.kind == "name"):
        end += 1
    if end == j:
        return False
    phrase.end = end
    if phrase.name_span is None and phrase.kind != "name":
        phrase.name_span = (j, end)
    return True


def _in_office(phrase: Phrase, uses: list[NameUse]) -> bool:
    """«المبعوث الدولي إسماعيل ولد الشيخ»: an office of the lists, then a person of the lists."""
    office = phrase.kind == "actor" and bool(phrase.names) and all(n.body.kind == "official" for n in phrase.names)
    return office and all(n.body.kind == "official" and n.manner == "full" for n in uses)


def _is_branch(view: View, phrase: Phrase, j: int) -> bool:
    """«الكتيبة 21 حرس حدود», «اللواء 17 مشاة»: of which arm a numbered unit is."""
    if phrase.entry is None or phrase.entry.noun not in _UNITS or view.tokens[j - 1].kind != "number":
        return False
    word = view.words[j]
    guards = word.norm == "حرس" and j + 1 < len(view.tokens) and view.tokens[j + 1].norm == "حدود"
    plain = not (word.conj or word.prep or word.definite or word.verbs)
    return guards or (plain and is_of_class(word, ("force",)))


def _is_title(view: View, phrase: Phrase) -> bool:
    """Whether a phrase is the title of a person that is whole («المتحدث», «المتحدث باسم الحكومة»)."""
    alone = phrase.end == phrase.core + 1 and view.words[phrase.core].definite
    whose = phrase.owner is not None and phrase.end == phrase.owner.end
    return (alone or whose) and phrase.kind in ("person-official", "person-source")


def _new_body(view: View, phrase: Phrase, j: int) -> bool:
    """«اتهم المجلس المحلي قوات …»: behind a body without a name of its own, a force or people are another one."""
    if view.tokens[j].quoted:
        return False
    if (
        phrase.prep == "ب"
        and phrase.kind == "force"
        and view.words[phrase.core].definite
        and phrase.end == phrase.core + 1
    ):
        return True  # «قصف بالمدفعية قوات …»: by what, then whom
    if phrase.kind in _BODIES and view.words[phrase.core].definite and view.words[j].definite:
        names = view.names[j].value if j in view.names else []
        if names and all(n.manner == "short" or n.body.id.startswith("generic:") for n in names):
            return True  # «طردت القوات التنظيم»
    if (
        phrase.kind == "media-head"
        and phrase.end == phrase.core + 1
        and is_of_class(view.words[j], ("person-official",))
    ):
        return True  # «انتقدت الصحيفة رئيس الوزراء»
    if phrase.kind != "org-head":
        return False
    return is_of_class(view.words[j], ("force", "person-armed", "people", "person-civilian"))


def _name_limit(view: View, phrase: Phrase, j: int) -> int:
    """How many tokens a name at token j may have behind the phrase; 0 for no name."""
    quoted, match = view.tokens[j].quoted, view.names.get(j)
    official = phrase.kind == "actor" and phrase.entry is not None and phrase.entry.klass == "person-official"
    if phrase.kind in _TITLES or official:
        if (phrase.grammatical in ("p", "d", "dp") or phrase.number is not None) and not quoted:
            return 0  # «مسلحون ثلاثة عمال»: what follows several people is no name of theirs
        return _MAX_NAME_TOKENS + 1
    if phrase.kind == "name":
        return _MAX_NAME_TOKENS - 1
    if phrase.kind in _BODIES or phrase.kind == "event":
        listed = match is not None and not match.prep and not match.conj
        return _MAX_NAME_TOKENS if quoted or listed else 0
    return 0


def _commands(view: View, k: int) -> bool:
    """Whether what an officer commands stands at token k («قائد شرطة …»)."""
    return k < len(view.words) and (k in view.names or is_of_class(view.words[k], ("force", "org-head")))


def _is_name_word(view: View, k: int, first: bool, of_name: bool) -> bool:
    """Whether token k may be a word of a name; `of_name`: of one whose first word is the head of the phrase."""
    if k >= len(view.tokens) or k in view.times:
        return False
    word, token = view.words[k], view.tokens[k]
    if (
        token.kind not in ("word", "latin")
        or word.number
        or (word.norm.removeprefix("و") in QUANTIFIERS and word.norm != "كامل")
    ):
        return False
    given = is_given_name(view, k)
    if view.norm(k - 1) == "عبد" and word.definite and not word.conj:
        return True  # «عبد العزيز»
    if (blocked(view, k) and (first or not given)) or word.norm.startswith("البالغ") or "dem" in word.tags:
        return False  # «نفى مصدر أمني ذلك»
    if (token.opens and not first) or (word.verbs and first and of_name):
        return False  # a quotation begins; a verb behind its subject
    if unknown_behind_preposition(view, k) or (word.pre in ("ب", "ل") and not given and not token.quoted):
        return False  # «نفى الرئيس … بشدة الاتهامات»
    if token.quoted:
        return True
    if first and given and is_of_class(word, ("person-official", "person-armed")) and _commands(view, k + 1):
        return False  # «أقال الوزير قائد الشرطة»
    if not given:
        if word.norm.startswith("يت") and len(word.norm) > _SHORT:
            return False  # «كان الشاب يتسوق»: a verb that no table has
        if first and not word.definite and token.raw.endswith(("ا", "اً")) and _says(view, k):
            return False  # «مصدر عسكري محملا التنظيم المسؤولية»
        if word.participles and word.norm[0] in "بل" and not word.definite:
            return False  # «بمعاقبة»
        if word.norm in _NEWS or (word.definite and any(n.entry.klass == "speech" for n in word.events)):
            return False  # «نفى المتحدث مصطفى بالي الأنباء عن …»
        if not word.definite and any(lemma in _SAYING for lemma, _ in word.participles):
            return False  # «نفت المتحدثة شوشان ستيبانيان ذلك مؤكدة …»
        if (word.nouns or word.events) and (first or not word.definite) and not _surname(view, k, first):
            return False
        if word.verbs and (not first or best_verb(word.verbs).form.person != "3ms"):
            return False
    if word.conj and (word.definite or word.verbs or word.nouns) and not (given and word.conj == "ف"):
        return False
    return not (of_name and k in view.places)


def _says(view: View, k: int) -> bool:
    """Whether a word is the participle of a verb of saying («محملا», «متهما»)."""
    frames = view.knowledge.lexicon.frames
    return any(f.klass == "speech" for lemma, _ in view.words[k].participles for f in frames[lemma])


def _surname(view: View, k: int, first: bool) -> bool:
    """«محمود عودة», «خليل حرب»: a noun of an event ends a name where nothing else goes on with it."""
    word, after = view.words[k], k + 1
    if not first and is_given_name(view, k - 1) and after < len(view.tokens) and is_given_name(view, after):
        return not (word.pre or word.conj)  # «محمد أمين إسماعيل»
    if first or word.nouns or not word.events or word.pre or word.conj or any(n.suffix for n in word.events):
        return False
    if not is_given_name(view, k - 1):
        return False
    return (
        after >= len(view.tokens)
        or view.tokens[after].kind == "mark"
        or bool(view.words[after].prep or view.words[after].pre)
    )


def take_age(view: View, phrase: Phrase, j: int) -> bool:
    """«البالغ من العمر 11 عاما» behind a person."""
    if not view.norm(j).startswith("البالغ") or view.norm(j + 1) != "من" or view.norm(j + 2) != "العمر":
        return False
    if not (phrase.kind.startswith("person") or phrase.kind in ("name", "relative", "people")):
        return False
    number = view.knowledge.lexicon.numerals.find(view.tokens, j + 3) if j + 3 < len(view.tokens) else None
    if number is None:
        return False
    unit = number.end < len(view.tokens) and is_of_class(view.words[number.end], ("time-unit",))
    phrase.end = number.end + unit
    return True


def take_bracket(view: View, phrase: Phrase, j: int) -> bool:
    """«(قسد)», «(52 سنة)»: a short bracket belongs to the phrase; a name in it is an alias."""
    if view.tokens[j].raw != "(":
        return False
    size, end = len(view.tokens), j + 1
    while end < size and view.tokens[end].raw != ")" and end - j <= 7:
        end += 1
    if end >= size or view.tokens[end].raw != ")":
        return False
    if phrase.kind == "time" or j + 1 in view.times:
        return False
    match = view.names.get(j + 1)
    if match and phrase.kind in ("actor", "force", "org-head", "media-head", "name", "unknown", "country"):
        phrase.aliases += match.value
    elif end - j > 5 and view.tokens[j + 1].kind != "number":
        return False
    phrase.end = end + 1
    return True
