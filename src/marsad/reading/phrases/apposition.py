"""Names behind a title, a body or the first word of a name, and brackets."""

from __future__ import annotations

from marsad.reading.phrase import Phrase
from marsad.reading.phrases.words import QUANTIFIERS, best_verb, blocked, is_given_name, unknown_behind_preposition
from marsad.reading.view import View

_MAX_NAME_TOKENS = 4


def take_apposition(view: View, phrase: Phrase, j: int) -> bool:
    """Names behind a title («الرئيس التركي رجب طيب أردوغان»), the second word of an unknown name."""
    token = view.tokens[j]
    if phrase.kind in (
        "person-official",
        "person-source",
        "person-civilian",
        "person-armed",
        "relative",
        "casualty",
    ) or (phrase.entry is not None and phrase.kind == "actor" and phrase.entry.klass == "person-official"):
        if (phrase.grammatical in ("p", "d", "dp") or phrase.number is not None) and not token.quoted:
            return False  # «مسلحون ثلاثة عمال»: what follows several people is no name of theirs
        limit = _MAX_NAME_TOKENS + 1
    elif phrase.kind == "name":
        limit = _MAX_NAME_TOKENS - 1
    elif phrase.kind in ("force", "org-head", "media-head", "event") and (
        token.quoted or (j in view.names and not view.names[j].prep and not view.names[j].conj)
    ):
        limit = _MAX_NAME_TOKENS
    else:
        return False
    if j in view.names and phrase.kind in (
        "force",
        "org-head",
        "media-head",
        "person-official",
        "person-armed",
        "person-source",
    ):
        match = view.names[j]
        if match.conj or match.prep:
            return False
        phrase.names = phrase.names or list(match.value)
        phrase.name_span = phrase.name_span or (j, match.end)
        phrase.end = match.end
        return True
    taken = 0
    end = j
    while end < len(view.tokens) and taken < limit:
        w, t = view.words[end], view.tokens[end]
        if t.kind not in ("word", "latin") or end in view.times:
            break
        if blocked(view, end) and not (taken and is_given_name(view, end)):
            break
        if w.number or w.norm.removeprefix("و") in QUANTIFIERS:
            break
        if (w.nouns or w.events) and not t.quoted and not (taken and w.definite):
            if not is_given_name(view, end):
                break
        if w.verbs and not t.quoted and not is_given_name(view, end) and best_verb(w.verbs).form.person != "3ms":
            break
        if w.verbs and not t.quoted and taken and not is_given_name(view, end):
            break
        if w.verbs and not taken and phrase.kind == "name":
            break
        if t.opens and taken:
            break  # a quotation begins
        if w.conj and not t.quoted and (w.definite or w.verbs or w.nouns):
            break
        if phrase.kind == "name" and end in view.places and not t.quoted:
            break
        if unknown_behind_preposition(view, end):
            break
        taken += 1
        end += 1
    if not taken:
        return False
    phrase.end = end
    if phrase.name_span is None and phrase.kind != "name":
        phrase.name_span = (j, end)
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
