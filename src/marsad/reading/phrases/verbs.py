"""Verb or noun: whether a word is read as a verb where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.language.ar.lexicon import EventNoun, Noun, VerbUse, Word
from marsad.reading.phrase import ARMED
from marsad.reading.phrases.homographs import told_by_alif, told_by_hamza, treacherous
from marsad.reading.phrases.numbers import bounded_number_starts
from marsad.reading.phrases.preposition_verbs import is_express, is_whole_verb, leaves_behind
from marsad.reading.phrases.verb_signs import (
    behind_definite,
    behind_own_word,
    behind_reported_that,
    behind_span,
    behind_two,
    counted_behind,
    counted_in_it,
    disagrees,
    event_near,
    head_before,
    intransitive,
    is_called,
    joins_deed_done,
    may_be_many,
    of_himself,
    of_two,
    qualifies_event,
    suffered,
    told_therein,
)
from marsad.reading.phrases.words import LATTER, any_at, best_verb, indefinite_adjective, is_of_class
from marsad.reading.view import View

_ARMS = frozenset({"weapon", "explosive"})

_TAKING_UP = frozenset("له لها لهم فيه فيها عليه عليها عليهم منه منها به بها إليه اليه اليها عنه عنها ضده ضدها".split())
_ADVERBS = frozenset({"برا", "جوا", "هنا"})  # «جوا وبرا»
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})
_TO_MEN = frozenset({"abduction", "civilian-attack"})
_THINGS, _OFFICIALS = frozenset({"structure", "vehicle", "military-post"}), frozenset({"person-official", "org-head"})


def verb_reading(view: View, i: int, before: str) -> VerbUse | None:
    """The verb reading of token i, if it is one here.

    `before` says what stands in front: start (of a clause), np, open (a noun that waits for its genitive),
    prep, verb, number.
    """
    if i >= len(view.tokens) or not view.words[i].verbs or _no_verb(view, i, before):
        return None
    uses = _possible(view, i)
    if not uses or (before == "open" and i in view.places and not view.words[i].conj):
        return None  # «تنسيقية حرستا»
    word, use = view.words[i], _with_homographs(best_verb(_agreeing(view, i, uses)), uses)
    if (
        i
        and view.norm(i - 1).removeprefix("و") == "ما"
        and view.norm(i + 1) in ("عن", "حول", "بشان")
        and not word.definite
    ):
        return use  # «ما نشر عن مقتله»
    if use.suffix and (_resumes_event(view, i, use) or _behind_after_that(view, i)):
        return use
    if i and view.norm(i - 1).lstrip("ول") == "قد" and not word.definite:
        return use  # «كان قد خطفهم»
    if told_therein(view, i, before):
        return use  # «بيانا تبنى فيه الهجوم»
    if i and view.norm(i - 1) in _RELATIVES and not (word.definite or any(n.suffix for n in word.nouns)):
        return use  # «الذين توجه إليهم تهم»; not «الذي مقره …»
    if word.definite and view.tokens[i].raw.startswith("أل") and not use.suffix:
        return use  # «ألحق», «ألقى»: no article bears a hamza
    if use.form.voice == "passive" and i in view.names:
        return None  # «تستضيف تشاد»
    if before == "said" and i and _in_accusative(view.words[i - 1]):
        before = "np"  # «نعى الجيش جنديا قتل في …»
    if before == "said" and word.events and use.form.tense == "past" and not (use.conj or use.suffix):
        return None  # «أعلن التنظيم، الأربعاء، قتل أربعة»
    if before != "start" and qualifies_event(view, i):
        return None
    if _is_noun(view, i, use) or (before in ("np", "open") and is_participle(view, i)):
        return None
    if use.conj:
        if use.form.tense == "past" and word.events and joins_deed_done(view, i, use):
            return None
        before = "start"
    past = use.form.tense == "past"
    known = any(not u.conj or use.conj for u in (*word.nouns, *word.events)) or i in view.names or i in view.places
    if not known and not word.modifiers:
        waits = before == "open" and past and use.form.person == "3ms" and not use.suffix
        return None if waits and word.definite else use
    if not word.events:
        if (not past or (use.suffix and use.form.person != "3ms")) and not (word.nouns and not use.conj):
            return use
        if use.form.person in ("3fs", "3mp", "3fd", "3md") and not word.nouns:
            return use
    return _verb_or_noun(view, i, use, before)


def _with_homographs(use: VerbUse, uses: list[VerbUse]) -> VerbUse:
    """«يسقط» of سقط and أسقط, «يجري» of جرى and أجرى: the frames of both, from which subject and object choose."""
    others = [
        u
        for u in uses
        if u.lemma != use.lemma
        and (u.form.tense, u.form.person, u.suffix, u.conj, u.future)
        == (use.form.tense, use.form.person, use.suffix, use.conj, use.future)
    ]
    return replace(use, frames=use.frames + tuple(f for u in others for f in u.frames)) if others else use


def _no_verb(view: View, i: int, before: str) -> bool:
    """Whether token i can be no verb: by itself, by what stands before it, or as the beginning of a longer name."""
    word = view.words[i]
    return bool(
        before in ("prep", "number")
        or i in view.times
        or (word.prep and not (is_express(view, i, before) or leaves_behind(view, i) or is_whole_verb(view, i)))
        or word.tags & {"comp", "rel", "neg", "dem"}
        or view.norm(i).removeprefix("و") in _ADVERBS
        or view.norm(i - 1) == "اجل"  # «من أجل دعم …»
        or any_at(view, i - 1)
        or (view.norm(i) == "احدث" and view.norm(i - 1).lstrip("و") in ("في", "من"))  # «في أحدث هجوم»
        or (view.norm(i) == "وسلم" and view.norm(i - 1) in ("عليه", "واله"))  # «صلى الله عليه وسلم»
        or (before == "np" and i > 0 and is_called(view, i))
        or treacherous(view, i)
        or view.norm(i) == "دين"  # religion, debt
        or (i in view.names and view.names[i].end > i + 1)
        or (i in view.places and view.places[i].end > i + 1)
        or (i in view.compounds and (before != "np" or _whole(view, i)))
    )


def _whole(view: View, i: int) -> bool:
    """«ووقف إطلاق النار», «قطع مسلحون خط أنابيب»: a compound behind a noun that is no verb with its subject."""
    if any(isinstance(entry, Noun) and entry.klass in _THINGS for entry, _, _ in view.compounds[i].value):
        return True
    return view.compounds[i].end > i + 2 or all(u.form.voice == "passive" for u in view.words[i].verbs)


def _possible(view: View, i: int) -> list[VerbUse]:
    """The readings as a verb that the spelling and the word before allow."""
    # a written ة is no pronoun «ه»
    marbuta = view.tokens[i].raw.rstrip("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652").endswith("ة")
    titled = view.tokens[i].raw.endswith("ي") and is_of_class(view.words[i], _OFFICIALS)  # «والي», not «والى»
    verbs: Sequence[VerbUse] = view.words[i].verbs
    if len(verbs) > 1:
        # «وفرته»: who flees, flees nobody; «اعتدوا على …»: many are not made to assail
        held = [u for u in verbs if not (intransitive(u) and (u.suffix or _many_suffer(u)))]
        about = view.norm(i - 1).endswith("التي") and view.norm(i + 1) not in _TAKING_UP
        agree = [u for u in held if u.form.person == "3fs"] if about else []
        verbs = agree or held or verbs  # «التي تواجه»
    return [
        u
        for u in verbs
        if (u.form.tense != "jussive" or _is_governed(view, i, u))
        and not (marbuta and u.suffix)
        and not (titled and u.lemma.endswith("ى"))
    ]


def _many_suffer(use: VerbUse) -> bool:
    return use.form.voice == "passive" and use.form.person in ("3mp", "3fs", "3md", "3fd")


def _is_noun(view: View, i: int, use: VerbUse) -> bool:
    """Whether a noun of the same letters is meant, by its clitics and ending or by «أن» before it."""
    word = view.words[i]
    past = use.form.tense == "past"
    bare = bool(word.events) or any(not (n.conj or n.prep or n.suffix) for n in word.nouns)
    if (bare or may_be_many(word)) and past and behind_reported_that(view, i):
        return True  # «أن قصف الجيش …», «أن فرق الهندسة …»
    if use.form.person == "3fp" and past and (i in view.places or i in view.names):
        return True  # «عدن»
    if use.suffix and (_own_events(view, i) or any(n.conj == use.conj and not n.suffix for n in word.nouns)):
        return True
    if use.suffix and word.nouns and not any(f.object for f in use.frames):
        return True  # «أحكمت قبضتها»: no verb that reaches its object by a preposition alone
    own = any(not u.conj for u in (*word.nouns, *word.events))
    if use.conj and own and view.tokens[i].raw[1:2] not in "أإآ":
        return True  # «وزير», «وادي»: the letter is the word's own, but not that of «وأدى»
    if use.form.person == "3md" and i and behind_two(view, i, use):
        return False  # «جنديين قتلا»
    if of_two(view, i, use):
        return False
    # «تجمعا»: the accusative of a noun, not two who gathered
    return use.form.person in ("3md", "3fd") and past and bool(word.events or word.nouns)


def _own_events(view: View, i: int) -> bool:
    """Whether a word can be an event noun as it is written: «رشقه» is no «رشقة» where the text tells ه from ة."""
    if not view.tokens[i].raw.endswith("ه") or not any(t.raw.endswith("ة") for t in view.tokens):
        return bool(view.words[i].events)
    return any(n.suffix or not n.entry.noun.endswith("ة") for n in view.words[i].events)


def is_participle(view: View, i: int) -> bool:
    """«بيان صادر عن …»: a participle, by the preposition behind it that a verb of the same letters does not have."""
    follow = view.words[i + 1] if i + 1 < len(view.tokens) else None
    word, frames = view.words[i], view.knowledge.lexicon.frames
    if not word.participles or follow is None or not follow.prep or word.pre or word.conj:
        return False
    if any(follow.prep in f.preps.roles for use in word.verbs for f in use.frames):
        return False
    return any(follow.prep in f.preps.roles for lemma, _ in word.participles for f in frames[lemma])


def _behind_after_that(view: View, i: int) -> bool:
    """«بعد أن أصابه مقذوف»: behind «بعد أن» and the like stands a verb."""
    return view.norm(i - 1) == "ان" and view.norm(i - 2).removeprefix("و") in ("بعد", "قبل", "منذ", "عقب", "فور")


def _resumes_event(view: View, i: int, use: VerbUse) -> bool:
    """«هجوم شنه المقاتلون», «عبوة زرعها مسلحون»: behind an indefinite event or weapon that its pronoun takes up."""
    if not i or use.form.tense != "past":
        return False
    taken_up = "rel" in view.words[i - 1].tags or _behind_event(view, i) or _weapon_ends(view, i)
    light = not use.classes.isdisjoint(("light", "aspect"))
    return taken_up and (light or _actor_starts(view, i + 1))


def _no_genitive(view: View, i: int) -> bool:
    """«حاجز قتل مسلحون …», «منزل قتل خمسة …»: a nominative behind it; a count behind the verb of a thing's clause."""
    if i + 1 >= len(view.tokens):
        return False
    follow = view.words[i + 1]
    if follow.norm.endswith("ون") and any(n.number == "p" and not n.suffix for n in follow.nouns):
        return True
    counted = bool(follow.number) or view.tokens[i + 1].kind == "number"
    return counted and not view.words[i - 1].events and is_of_class(view.words[i - 1], _THINGS)


def _behind_event(view: View, i: int) -> bool:
    """Whether an indefinite event stands before token i, adjectives in between («هجوم عنيف شنه …»)."""
    for k in range(i - 1, max(i - 4, -1), -1):
        word = view.words[k]
        if word.events:
            return any(not n.definite for n in word.events)
        noun = bool(word.nouns) and not (word.modifiers or word.settles)  # «هجوم إرهابي شنه …»
        if noun or word.prep or word.pre or word.definite or view.tokens[k].kind != "word":
            return False
    return False


def _weapon_ends(view: View, i: int) -> bool:
    """Whether an indefinite weapon or explosive, of one word or two, stands right before token i."""
    if is_of_class(view.words[i - 1], _ARMS) and not view.words[i - 1].definite:
        return True
    pair = view.compounds.get(i - 2)
    if pair is None or pair.end != i or view.words[i - 1].definite:
        return False
    return any(isinstance(entry, Noun) and entry.klass in _ARMS for entry, _, _ in pair.value)


def _behind_relative(view: View, i: int, use: VerbUse) -> bool:
    """«الهجوم الذي ضرب …», «الغارة التي تعرض لها حي …»: behind «الذي» and «التي» a verb, not a noun."""
    relative = {"الذي": "3ms", "التي": "3fs", "الذين": "3mp"}.get(view.norm(i - 1)) if i else None
    if relative and not use.suffix and view.norm(i + 1) in _TAKING_UP:
        return True  # a pronoun takes up what the clause is about, so that the subject is another
    return relative == use.form.person and use.form.tense == "past" and not use.suffix


def _accusative_behind(view: View, i: int) -> bool:
    """Whether an indefinite noun that ends as an object does stands right behind token i."""
    follow = view.words[i + 1] if i + 1 < len(view.tokens) else None
    uses = (*follow.nouns, *follow.events) if follow is not None and not follow.conj else ()
    return bool(uses) and all(n.accusative and not (n.definite or n.suffix) for n in uses)


def _in_accusative(word: Word) -> bool:
    """Whether a word is an indefinite noun in the accusative, which has no genitive."""
    return word.accusative and any(n.accusative for n in word.nouns)


def _actor_starts(view: View, i: int) -> bool:
    """Whether a name of the list or a noun of armed people starts here."""
    if i >= len(view.tokens):
        return False
    return i in view.names or is_of_class(view.words[i], ARMED)


def _agreeing(view: View, i: int, uses: list[VerbUse]) -> list[VerbUse]:
    """«توقع المصدر»: before a man or body in the masculine the past, not the present in the disagrees."""
    joined = [u for u in uses if u.conj == "و" and any(f.subject[:1] == ("actor",) for f in u.frames)]
    own = [u for u in uses if not u.conj]
    acts = any(f.subject[:1] in (("actor",), ("speaker",)) for u in own for f in u.frames)  # «وصفت الحركة …»
    if joined and own and not acts and (_actor_starts(view, i + 1) or view.norm(i + 1) in LATTER):
        return joined  # «وردت القوات»: «و» + «رد», not «ورد»
    past = [u for u in uses if u.form.tense == "past" and u.form.person == "3ms" and not u.suffix]
    if not past or len(past) == len(uses) or i + 1 >= len(view.tokens):
        return uses
    nouns = view.words[i + 1].nouns
    if not nouns or not isinstance(nouns[0].entry, Noun):
        return uses
    noun = nouns[0].entry
    both = view.norm(i + 1).endswith("ا") and i + 2 < len(view.words) and view.words[i + 2].definite
    if both or (any(n.number in ("d", "dp") for n in nouns) and view.norm(i + 1).endswith("ان")):
        return past if noun.gender == "m" else uses  # «توصل طرفا النزاع», «توصل الجانبان»
    if not nouns[0].definite and noun.klass not in ("person-source", "media-head", "people"):
        return uses
    speaker = noun.klass.startswith("person") or noun.klass in ("org-head", "media-head", "force", "people")
    return past if speaker and noun.gender == "m" else uses


def _is_governed(view: View, i: int, use: VerbUse) -> bool:
    """Whether a word before calls for the jussive or subjunctive («لم يقل», «أن يفعلوا»)."""
    if use.purpose:
        return True
    before = view.norm(i - 1).lstrip("وف")
    if use.form.person in ("3mp", "3md", "3fd"):
        return before in ("لم", "لن", "ان", "كي", "حتي", "لكي", "الا", "لا", "بان") or use.form.joins
    return before in ("لم", "لا", "لما")


def _verb_or_noun(view: View, i: int, use: VerbUse, before: str) -> VerbUse | None:
    """A word that is verb or noun («قصف، قتل، تقدم»): what follows decides."""
    if of_two(view, i, use) or of_himself(view, i, use):
        return use
    if before == "np" and use.form.person == "3md" and "casualty" in use.classes and behind_two(view, i, use):
        return use  # «إن جنديين تركيين قتلا وجرح آخران»
    word = view.words[i]
    uses = (*word.events, *word.nouns)
    if before in ("start", "np") and use.form.tense == "past" and not use.suffix and told_by_alif(view, i):
        return use
    clitics = [u for u in uses if (u.definite and not u.suffix) or u.prep]
    whole = (
        use.form.voice != "passive" and all(u.prep and not u.definite for u in clitics) and before in ("start", "np")
    )
    if clitics and not use.conj and not (whole and use.form.tense == "past" and _official_or_event(view, i)):
        return None
    if before == "np" and word.events and not use.suffix and not use.conj and behind_own_word(view, i):
        return None
    if before == "np" and word.events and use.form.person == "3ms" and not use.conj and disagrees(head_before(view, i)):
        return None  # «فرضت السلطات حظر التجول»
    if before == "np" and word.events and behind_definite(view, i):
        present = next((u for u in word.verbs if u.form.tense == "imperfect"), None)
        if present is not None:
            return present  # «القوات تقاتل»: no indefinite noun stands behind a definite one
        if use.form.tense == "past" and _accusative_behind(view, i):
            return use  # «الجيش صد هجوما»
    if before in ("start", "np") and (told_by_hamza(view, i) or _behind_relative(view, i, use)):
        return use
    if counted_in_it(view, i, use):
        return use
    said = "speech" in use.classes
    opens = before == "start" and use.form.tense == "past"
    if said and i + 1 < len(view.tokens) and view.words[i + 1].tags & {"comp"} and (opens or not word.events):
        return use  # «أشار أن», «وتوعد بأن»
    if said and before == "start" and not uses and i + 1 < len(view.tokens):
        follow = view.words[i + 1]
        if follow.definite or follow.nouns or follow.events or "prep-pron" in follow.tags or view.norm(i + 1) in "،,":
            return use  # «وأشار بيان المنظمة», «وأفاد، بأن»: though a place has that name too
    if before == "open" and use.form.tense == "past" and not use.suffix and _no_genitive(view, i):
        return use
    if before == "np" and suffered(view, i, use):
        return use
    if before == "open" and use.form.tense == "past" and not use.suffix and behind_span(view, i):
        before = "np"
    if before in ("open", "verb") and not use.conj:
        return None
    if i + 1 >= len(view.tokens):
        return None
    return use if _goes_on_as_verb(view, i, use, before) else None


def _goes_on_as_verb(view: View, i: int, use: VerbUse, before: str) -> bool:
    """Whether what stands behind a word that is verb or noun goes on as behind a verb."""
    word = view.words[i]
    follow = view.words[i + 1]
    token = view.tokens[i + 1]
    if token.kind == "mark":
        return False
    if token.kind == "number" or follow.number or bounded_number_starts(view, i + 1):
        return True
    k = i + 2 if view.norm(i + 1) == "خلال" and i + 2 in view.times else i + 1
    if k in view.times and before == "start" and use.form.tense == "past" and "casualty" in use.classes:
        behind = view.times[k].end
        if counted_behind(view, behind - 1) or bounded_number_starts(view, behind):
            return True  # «قتل خلال الأسبوع الماضي نحو 20 مسلحا»
    if follow.prep and i == 0 and use.conj and use.form.tense == "past" and "casualty" in use.classes:
        return True  # «وقتل في الخامس عشر من …»
    if follow.prep:
        # «قتل في», «تقدم نحو» may be verbs; a noun's preposition decides for the noun
        wanted = any(follow.prep in f.preps.required for f in use.frames)
        if before == "start" and use.form.tense == "past" and counted_behind(view, i + 2):
            return True  # «وقتل في الهجوم 17 شخصا»
        return wanted and (not word.events or bool(use.conj))  # «وتمكن من»
    if follow.tags & {"rel", "comp", "sub"}:
        return False
    named_time = all(isinstance(u.entry, Noun) and u.entry.klass == "time-unit" for u in (*word.events, *word.nouns))
    if before == "start" and named_time and is_of_class(follow, ARMED):
        return True  # «فجر انتحاري نفسه», not a dawn
    if before == "np" and "light" in use.classes and use.form.tense == "past" and event_near(view, i + 1):
        return behind_definite(view, i)  # «الجيش شن غارات»
    if indefinite_adjective(view, i + 1):
        hurt = "casualty" in use.classes
        people = any(m.iso or m.people for m in follow.modifiers)
        man = (hurt and is_of_class(follow, ARMED)) or (people and (hurt or any(f.code in _TO_MEN for f in use.frames)))
        return man and before == "start" and use.form.tense == "past"  # «قتل عسكري في …», «قتل سوري برصاص …»
    if word.events and follow.events and all(f.klass == "plain" for f in use.frames):
        return False  # «وقف إطلاق النار»
    if follow.verbs and not follow.nouns and not follow.events and i + 1 not in view.names:
        if follow.conj and before in ("start", "np") and use.form.tense == "past" and not word.definite:
            return True  # «إن طفلا قتل وأصيب أربعة»
        return False
    if follow.definite or i + 1 in view.names or follow.nouns:
        return before in ("start", "np")
    return before == "start"


def _official_or_event(view: View, i: int) -> bool:
    """«بحث الوزير», «الاجتماع بحث»: an official or body behind a word with a letter to cut, or a meeting before it."""
    if i + 1 < len(view.tokens) and (i + 1 in view.names or is_of_class(view.words[i + 1], _OFFICIALS)):
        return True
    return bool(i) and any(
        isinstance(u.entry, EventNoun) and u.entry.code == "negotiation" for u in view.words[i - 1].events
    )
