"""Where «ما» means "what" and does not negate the verb behind it."""

from __future__ import annotations

from marsad.language.ar.lexicon import VerbUse
from marsad.reading.phrases.verbs import verb_reading
from marsad.reading.view import View

# What goes round is denied or doubted, not itself negated («ما تردد عن», «ما تناقلته وسائل إعلام»).
_GOING_ROUND = ("تردد", "يتردد", "اشيع", "يشاع", "شاع", "تداول", "يتداول", "تناقل", "يتناقل", "نشر", "ورد", "اوردت", "قيل", "يقال", "اثير", "روج", "يروج")  # fmt: skip
OFTEN = frozenset("سرعان غالبا كثيرا عاده نادرا قليلا".split())  # adverbs with «ما»
# What came of it, told even without a comma («انفجرت عبوة ما أسفر عن»).
_LEADING_TO = frozenset(
    "أدى أسفر تسبب أجبر اضطر دفع أوقع خلف أثار جعل استدعى عرقل أعاق سمح أتاح مكن أرغم أفضى أشعل".split()
)
_TRUTH = frozenset({"صحه", "اساس", "صحيح"})


def means_what(view: View, i: int) -> bool:
    """Whether token i is «ما» (or «لما») in the sense of "what"."""
    norm = view.norm(i)
    return (norm == "ما" and (_stands_for_what(view, i) or _tells_result(view, i))) or _of_what(view, i)


def _stands_for_what(view: View, i: int) -> bool:
    """«إن ما يدور في المدينة …», «وهو ما نفته …»: behind «أن» before the imperfect «ما» means "what", not "not"."""
    if i == 0:
        return False
    verb = verb_reading(view, i + 1, "start")
    if verb is not None and (view.norm(i + 1).startswith(_GOING_ROUND) or _takes_up(verb)):
        return True  # «نفى ما تردد عن», «نفى ما أعلنته الحركة عن»
    if view.norm(i - 1).removeprefix("و") in ("هو", "هي"):
        return verb is not None
    if "comp" not in view.words[i - 1].tags:
        return False
    return verb is not None and verb.form.tense != "past" and verb.lemma not in ("زال", "برح")


def _takes_up(verb: VerbUse) -> bool:
    """«ما أعلنته الحركة»: a verb of saying with its object in a suffix."""
    return verb.suffix == "ه" and "speech" in verb.classes


def _of_what(view: View, i: int) -> bool:
    """«لا صحة لما يتردد عن …», «نفى صحة ما تردد عن»: "of what is said", not "not yet", "was not"."""
    return i > 0 and view.norm(i) in ("لما", "ما") and view.norm(i - 1) in _TRUTH


def _tells_result(view: View, i: int) -> bool:
    """«…، ما أخرج المشفى عن الخدمة»: behind a comma and before the past «ما» takes up what was told."""
    verb = verb_reading(view, i + 1, "start") if i else None
    if verb is None or (view.tokens[i - 1].raw not in "،," and verb.lemma not in _LEADING_TO):
        return False
    past = any(u.form.tense == "past" and u.form.person.startswith("3") for u in view.words[i + 1].verbs)
    return past and verb.lemma not in ("زال", "برح", "دام", "كان", "عاد")
