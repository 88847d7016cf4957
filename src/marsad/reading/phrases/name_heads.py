"""Whether a name of the list is meant as a name where it stands."""

from __future__ import annotations

from marsad.language.ar.lexicon import Noun, NounUse
from marsad.language.ar.phrases import Match
from marsad.reading.names import NameUse
from marsad.reading.phrases.words import is_of_class
from marsad.reading.view import View

_ENEMIES = frozenset({"احتلال", "عدوان", "تحالف"})  # what deeds adversaries are called by
_MEMBERS = frozenset({"عنصر", "مسلح", "مقاتل", "إرهابي", "قيادي", "متشدد", "متطرف", "انتحاري", "خلية"})


def name_holds(view: View, i: int, name: Match[list[NameUse]], use: NounUse | None, event: NounUse | None) -> bool:
    """Whether a name of the list that starts here is meant as a name."""
    if all(n.manner == "ambiguous" for n in name.value):
        return view.tokens[i].quoted or _after_media_head(view, i)
    if name.end == i + 1 and not view.tokens[i].quoted and _says(view, i):
        return False  # «وأفاد», not the Turkish agency
    if name.end == i + 1 and event is not None and i and _tells_results(view, i - 1):
        return False  # «أدى العدوان إلى استشهاد …»: the deed, not who is called so
    occupies = event is not None and event.entry.noun in _ENEMIES and name.end > i + 1
    if event is not None and event.prep == "ل" and not view.tokens[i].quoted and not occupies:
        return False  # «ضربات لمكافحة الإرهاب»: what for, not the service
    if name.end > i + 1 or any(n.manner in ("country", "capital", "loaded") for n in name.value):
        return True
    if event is not None and not view.tokens[i].quoted:
        return False
    if any(n.body.kind != "media" for n in name.value):
        return True
    return (
        view.tokens[i].quoted
        or _after_media_head(view, i)
        or (use is None and not view.words[i].verbs and len(view.folded[i]) > 3)
    )


def _tells_results(view: View, i: int) -> bool:
    """Whether a word is a verb of result («أدى», «أسفر»)."""
    return any(f.klass == "result" for u in view.words[i].verbs for f in u.frames)


def _says(view: View, i: int) -> bool:
    """Whether a word is the past of a verb of saying and no noun."""
    word = view.words[i]
    if word.nouns or word.events:
        return False
    return any(u.form.tense == "past" and f.klass == "speech" for u in word.verbs for f in u.frames)


def of_members(view: View, i: int) -> bool:
    """«عناصر من القاعدة», «مسلحي القاعدة»: what those belong to that no army calls so."""
    k = i - 2 if view.norm(i - 1) == "من" else i - 1
    return k >= 0 and any(isinstance(n.entry, Noun) and n.entry.noun in _MEMBERS for n in view.words[k].nouns)


def _after_media_head(view: View, i: int) -> bool:
    """«صحيفة …», «قناة …»."""
    return i > 0 and is_of_class(view.words[i - 1], ("media-head",))
