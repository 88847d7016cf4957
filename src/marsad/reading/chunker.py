"""A sentence becomes a row of chunks: phrases, verbs, times, and the words that join clauses."""

from __future__ import annotations

from marsad.language.ar.lexicon import Cue, VerbUse
from marsad.language.ar.phrases import Match
from marsad.language.ar.script import normal
from marsad.reading.phrase import Chunk, Phrase
from marsad.reading.phrases import PhraseParser, share_wider
from marsad.reading.phrases.numbers import bounded_number_starts
from marsad.reading.phrases.preposition_verbs import tells_toll
from marsad.reading.phrases.verbs import verb_reading
from marsad.reading.phrases.words import is_of_class, verb_follows
from marsad.reading.supposed import held_to_be, whose_held
from marsad.reading.view import View
from marsad.reading.what import OFTEN, means_what

# Behind these no verb in the imperfect can stand: «بعد تخرجه», «عن أملها».
_BEFORE_NOUNS = frozenset({"بعد", "عن", "علي", "الي", "في", "خلال", "اثر", "عقب", "بسبب"})
_PREP_CUES = frozenset({"cause", "agent", "part", "source-prep", "doubt", "attempt"})
_FLAG_CUES = frozenset(
    "denial doubt hypothetical condition future possibility continuing background generic carry attempt".split()
)
_TRANSPARENT = frozenset({"time", "other", "part"})  # chunks that change nothing for what follows them
# What participles say.
_SAYING, _BRINGING = ("speech",), ("result",)
_DOING = ("event", "result", "speech", "casualty", "light", "foil")
_BEFORE_SAID = frozenset({"np", "time", "part"})
_ADVERBS = frozenset({"شمالا", "جنوبا", "شرقا", "غربا", "وشمالا", "وجنوبا", "وشرقا", "وغربا"})
_MANNER = frozenset({"بشكل", "بصوره", "بطريقه", "وبشكل", "وبصوره"})  # «بشكل عنيف» is an adverb
_AT_ONCE = frozenset({("علي", "الفور"), ("علي", "عجل"), ("في", "الحال")})  # «على الفور» is an adverb
_NAMING = frozenset({"deny", "confirm", "announce", "condemn", "claim", "accuse"})
_GOING_ON = frozenset({"واصل", "استأنف", "جدد", "كثف"})
_EXPLODING = frozenset({"explosive", "vehicle", "weapon"})
_GREENWICH = frozenset({"تغ", "توقيت", "بتوقيت", "غرينتش", "جرينتش", "غرينيتش", "جرينيتش"})
_BEARING = frozenset({"ذات", "ذو", "ذي"})
_AFTER = frozenset({"بعد", "قبل", "عقب"})
_HE = frozenset({"هو", "هي", "هم"})
_THAT = frozenset({"لكن", "ولكن", "ان", "بان", "وان"})
_SINCE = frozenset({"منذ اندلاع", "منذ بدء", "منذ بداية", "منذ انطلاق", "منذ سقوط"})
_THIS = frozenset({"ذلك", "هذا"})
_WAYS = frozenset({"إلى", "نحو", "باتجاه", "صوب", "بعد", "قبل", "خلال"})
_STRESSING = frozenset("شدد شددت يشدد تشدد مشددا مشدده اكد اكدت مؤكدا مؤكده".split())
_RESULT_PRONOUNS = frozenset({"ما", "مما", "الامر", "وهو", "وما"})


def chunk(view: View) -> list[Chunk]:
    """The chunks of a sentence in order."""
    parser = PhraseParser(view)
    out: list[Chunk] = []
    i, before, saying = 0, "start", False
    size = len(view.tokens)
    while i < size:
        found = _two_detonate(view, out, i) if view.tokens[i].norm == "فجرا" else None
        said = saying and view.words[i].events and (before == "np" or _aside(out))
        found = found or whose_held(view, out, i) or _one(view, parser, i, "said" if said else before)
        if found.end <= i:  # never stand still
            found = Chunk("other", i, i + 1)
        out.append(found)
        i = found.end
        saying = _says_what(found.verb) if found.verb is not None else saying and _goes_on(found)
        if found.kind not in _TRANSPARENT:
            before = found.kind if found.kind in ("np", "verb") else "start"
        if (
            found.kind == "cue"
            and found.cue is not None
            and found.cue.kind in _PREP_CUES
            and not found.text.endswith(("ما", "ذلك"))
        ):
            before = "prep"
        elif found.kind == "part" and found.text in _THIS and before == "prep":
            before = "start"  # «ردا على ذلك شن …»
    return out


def _one(view: View, parser: PhraseParser, i: int, before: str) -> Chunk:
    token, word = view.tokens[i], view.words[i]
    if i in view.times:
        expression = view.times[i]
        return Chunk("time", i, expression.end, time=expression, conj="و" if token.raw.startswith("و") else "")
    if token.kind == "mark":
        if token.raw == "." and i and len(view.tokens[i - 1].norm) == 1:
            return Chunk("other", i, i + 1)  # «د.ب.أ»
        if token.raw == "(" and (end := _hour_elsewhere(view, i)):
            return Chunk("other", i, end)
        return Chunk("mark", i, i + 1, text=token.raw)
    if token.norm in _ADVERBS and view.norm(i + 1) not in ("من", "في"):
        return Chunk("other", i, i + 1)
    told_how = token.norm in _MANNER and i + 1 < len(view.tokens) and view.words[i + 1].adjective
    if told_how or (token.norm, view.norm(i + 1)) in _AT_ONCE:
        return Chunk("part", i, i + 2, text=token.norm)
    seeming = i + (token.norm == "علي")
    if (view.norm(seeming), view.norm(seeming + 1)) == ("ما", "يبدو"):
        return Chunk("part", i, seeming + 2, text="ما يبدو")  # «على ما يبدو»: nothing is denied
    if before == "np" and token.norm in _BEARING and i + 1 < len(view.tokens):
        borne = parser.simple(i + 1, "", "genitive")
        if borne is not None:
            return Chunk("other", i, borne.end)  # «مدينة ديار بكر ذات الغالبية الكردية»
    if before == "verb" and token.norm in _AFTER and view.norm(i + 1) == "ذلك" and _no_deed(view, i + 2):
        return Chunk("part", i, i + 2, text="ذلك")  # «فتحوا بعد ذلك النار على …»
    if view.norm(i + 1) == "ما" and token.norm.lstrip("و") in OFTEN:
        return Chunk("part", i, i + 2, text="ما", conj=word.conj)  # «سرعان ما دخلت», «غالبا ما تقصف»
    cue = _cue(view, parser, i, before) if i in view.cues else None
    if cue:
        return cue
    if (word.tags or (word.prep and not _bounds_number(view, i))) and not (
        ((word.prep and word.verbs) or word.conj == "ف")
        and verb_reading(view, i, before) is not None  # «عبر عن قلقه», «خلف 40 قتيلا»
    ):
        function = _function(view, parser, i, before)
        if function:
            return function
    thousand = token.norm == "الف" and i + 1 < len(view.words) and bool(view.words[i + 1].nouns)
    use = verb_reading(view, i, before) if word.verbs and not thousand else None  # «أرسلت تركيا ألف مقاتل»
    if use is not None:
        passive = use.form.voice == "passive"
        return Chunk("verb", i, i + 1, verb=use, conj=use.conj, passive=passive, opens=token.opens)
    participle = _participle(view, i, before) if word.participles else None
    if participle:
        return participle
    return _phrase(view, parser, i, "", before)


def _hour_elsewhere(view: View, i: int) -> int:
    """«الساعة 04,00 (01,00 تغ)»: the token behind a bracket that tells the hour by Greenwich; 0 where it does not."""
    end = next((k for k in range(i + 1, min(i + 7, len(view.tokens))) if view.tokens[k].raw == ")"), 0)
    inside = {view.norm(k) for k in range(i + 1, end)}
    return end + 1 if end and not inside.isdisjoint(_GREENWICH) else 0


def _no_deed(view: View, i: int) -> bool:
    """Whether a definite thing that is no event stands at token i, which «بعد ذلك» does not point to."""
    word = view.words[i] if i < len(view.words) else None
    return word is not None and word.definite and bool(word.nouns) and not word.events


def _two_detonate(view: View, out: list[Chunk], i: int) -> Chunk | None:
    """«أن انتحاريين فجرا سيارتين»: behind two men and before what explodes «فجرا» is no dawn."""
    if i + 1 >= len(view.tokens) or not out or out[-1].phrase is None:
        return None
    follow, doers = view.words[i + 1], out[-1].phrase
    exploding = view.norm(i + 1) in ("نفسيهما", "نفسهما") or is_of_class(follow, _EXPLODING)
    if not exploding or doers.prep or doers.grammatical not in ("d", "dp"):
        return None
    use = next((u for u in view.words[i].verbs if u.form.person == "3md"), None)
    return Chunk("verb", i, i + 1, verb=use) if use is not None else None


def _goes_on(chunk: Chunk) -> bool:
    """Whether what a verb of saying calls for may still come: its subject, an aside of time between commas."""
    return chunk.kind in _BEFORE_SAID or chunk.kind == "time" or chunk.text == "،"


def _aside(chunks: list[Chunk]) -> bool:
    """«أعلن الجيش، الأربعاء، قتل …»: whether an aside of time between commas has just closed."""
    return len(chunks) > 2 and chunks[-1].text == chunks[-3].text == "،" and chunks[-2].kind == "time"


def _says_what(use: VerbUse) -> bool:
    """Whether a verb calls for a noun («نفى المتحدث قصف …», «واصلت القوات نقل …»): no verb stands behind its subject."""
    if use.lemma in _GOING_ON:
        return True
    return "speech" in use.classes and any(f.klass == "speech" and f.says in _NAMING for f in use.frames)


def _bounds_number(view: View, i: int) -> bool:
    """Whether a preposition only rounds the number behind it («نحو 200 جندي»)."""
    return view.norm(i) in ("نحو", "حوالي", "قرابه", "زهاء", "فوق") and bounded_number_starts(view, i)


def _phrase(view: View, parser: PhraseParser, i: int, prep: str, before: str, start: int | None = None) -> Chunk:
    phrase = parser.parse(i, prep, before)
    if phrase is None:
        return Chunk("other", i if start is None else start, i + 1)
    if view.tokens[i].kind == "number" and view.norm(i - 1) == "و":
        phrase.conj = "و"  # «و12 في …»: written apart from the figures
    # «قرية … بريف …، وقرية … بريف …»: wider places and further members take turns
    for _ in range(12):
        member = phrase.members[-1] if phrase.members else phrase
        if member.kind != "place":
            break
        member.end = before_end = max(member.end, phrase.end)
        parser.containment(member)
        phrase.end = max(phrase.end, member.end)
        if phrase.end == before_end or phrase.kind != "place":
            break
        count = len(phrase.members)
        parser.coordinate(phrase)
        if len(phrase.members) == count:
            break
    share_wider(phrase)
    _owner_contained(parser, phrase)
    if start is not None:
        phrase.start = start
    return Chunk("np", phrase.start, phrase.end, phrase=phrase, conj=phrase.conj)


def _owner_contained(parser: PhraseParser, phrase: Phrase) -> None:
    """«اقتحام بلدة … جنوب …»: the wider place of a place that ends a phrase of another kind."""
    last = phrase.members[-1] if phrase.members else phrase
    while last.kind != "place" and last.owner is not None and last.owner.end == phrase.end:
        last = last.owner
    if (
        last is not phrase
        and last.kind == "place"
        and last.place_span
        and last.end == phrase.end
        and last.within is None
    ):
        parser.containment(last)
        phrase.end = max(phrase.end, last.end)


def _cue(view: View, parser: PhraseParser, i: int, before: str) -> Chunk | None:
    for match in view.cues[i]:
        for cue in match.value:
            if match.prep and cue.kind not in ("source-prep", "attempt", "doubt"):
                continue
            if cue.kind == "part" and _ends_clause(view, match.end):
                continue  # «انسحب الجيش منها»
            if cue.kind == "agent" and verb_follows(view, match.end):
                continue  # «برصاص أطلق عليهما»
            if cue.kind == "part" and before == "verb" and _asks_from_where(view, i, match.end):
                continue  # «انسحبت منها الفصائل»
            if cue.kind == "part" and match.end > i + 1 and view.words[i].number:
                if before == "verb" or (i and view.words[i - 1].events):
                    continue  # «قتل أربعة منهم», «مقتل أربعة منهم»: they are whom it befell
            if match.end == i + 1 and view.words[i].verbs and cue.kind not in ("source-prep", "cause", "agent", "part"):
                continue
            if cue.kind == "carry" and (view.words[i].verbs or view.words[i].participles):
                continue  # «مضيفا», «وأضاف المصدر»: the verb is read as such
            if cue.cue == "قد" and not _before_imperfect(view, match.end):
                continue
            since = cue.cue in _SINCE and match.end < len(view.words) and bool(view.words[match.end].events)
            if since or cue.kind in ("cause", "agent", "part"):  # «منذ انطلاق العملية»: no object of the verb before
                return _led_phrase(view, parser, i, match, cue)
            if cue.kind in ("source-prep", "same-source"):
                return Chunk("cue", i, match.end, cue=cue, text=cue.cue, conj=match.conj)
            if cue.kind == "negation" and cue.cue not in ("ما",) and not bounded_number_starts(view, i):
                return Chunk("neg", i, match.end, cue=cue, text=cue.cue, conj=match.conj)
            if cue.kind in _FLAG_CUES and (match.end > i + 1 or (not view.words[i].events and not view.words[i].nouns)):
                return Chunk("cue", i, match.end, cue=cue, text=cue.cue, conj=match.conj)
    return None


def _ends_clause(view: View, i: int) -> bool:
    """Whether nothing that a part could be counted of stands at token i."""
    if i >= len(view.tokens) or view.tokens[i].kind == "mark" or i in view.times:
        return True
    return view.words[i].tags & {"sub", "comp"} != set() or view.words[i].prep in _WAYS


def _asks_from_where(view: View, i: int, end: int) -> bool:
    """Whether the verb right before token i calls for «من», and nothing counted follows at `end`."""
    if view.norm(i) not in ("منها", "منه", "منهم", "منهما") or bounded_number_starts(view, end):
        return False
    return any("من" in f.preps.roles for use in view.words[i - 1].verbs for f in use.frames)


def _before_imperfect(view: View, i: int) -> bool:
    """«قد» means "may" before the imperfect; before the past it says that it is done."""
    verb = verb_reading(view, i, "start")
    return verb is not None and verb.form.tense != "past"


def _led_phrase(view: View, parser: PhraseParser, i: int, match: Match[list[Cue]], cue: Cue) -> Chunk:
    """A phrase behind «جراء», «من قبل», «بينهم»: its preposition is the kind of the cue."""
    j = match.end
    if view.norm(j - 1) == "ذلك" and cue.kind == "cause":
        return Chunk("cue", i, j, cue=cue, text=cue.cue, conj=match.conj)  # «إثر ذلك قصفت …»
    if j < len(view.tokens) and view.words[j].tags & {"comp"}:
        return Chunk("sub", i, j, cue=cue, text=cue.cue, conj=match.conj)
    if cue.kind == "agent" and view.norm(j).removeprefix("ال") == "صديقه":
        return Chunk("cue", i, j + 1, cue=cue, text=cue.cue, conj=match.conj)  # «بنيران صديقة»: of nobody else
    if cue.kind == "agent" and view.norm(j) == "من":
        j += 1  # «برصاص من حاجز …»
    if j < len(view.tokens) and view.tokens[j].kind != "mark":
        found = _phrase(view, parser, j, cue.kind, "prep", i)
        if found.phrase is not None:
            found.phrase.prep = cue.kind
            found.conj = match.conj
            found.cue = cue
            return found
    return Chunk("cue", i, j, cue=cue, text=cue.cue, conj=match.conj)


def _function(view: View, parser: PhraseParser, i: int, before: str) -> Chunk | None:
    token, word = view.tokens[i], view.words[i]
    tags = word.tags
    if i in view.names and view.names[i].end > i + 1 and not word.prep:
        return None  # «بان كي مون»
    if "comp" in tags:
        return Chunk("comp", i, i + 1, text=token.norm, conj=word.conj)
    if "rel" in tags:
        return Chunk("rel", i, i + 1, text=token.norm, conj=word.conj)
    if token.norm == "ما" and bounded_number_starts(view, i):
        return None  # «ما يزيد على 40 مسلحا»
    if token.norm in _RESULT_PRONOUNS:
        verb = verb_reading(view, i + 1, "start")
        if verb is not None and "result" in verb.classes:
            return Chunk("rel", i, i + 1, text="ما", conj=word.conj)
    if means_what(view, i):
        return Chunk("rel", i, i + 1, text="ما", conj=word.conj)
    if token.norm == "من" and (held := held_to_be(view, i + 1)):
        return Chunk("part", i, held, text=token.norm, conj=word.conj)  # «هاجم من يشتبه في أنهم متشددون نقاط …»
    if token.norm == "من" and i and view.norm(i - 1) in _HE and verb_reading(view, i + 1, "start"):
        return Chunk("rel", i, i + 1, text="من")  # «الجيش هو من نفذ الغارة»
    if "neg" in tags and (
        token.norm.lstrip("و") in ("لا", "لم", "لن", "ليس", "ليست", "عدم", "دون", "بدون")
        or verb_reading(view, i + 1, "start")
    ):
        return Chunk("neg", i, i + 1, text=token.norm, conj=word.conj)
    if word.prep and "prep-pron" not in tags:
        return _prepositional(view, parser, i)
    if "prep-pron" in tags:
        return Chunk("pron", i, i + 1, text=word.prep, conj=word.conj)
    if token.norm == "بالتزامن" and view.norm(i + 1) != "مع":
        return Chunk("part", i, i + 1, text=token.norm)  # «أسفر بالتزامن قصف …»
    if "sub" in tags and not (word.nouns or word.events):
        return Chunk("sub", i, i + 1, text=token.norm, conj=word.conj)
    if "conj" in tags:
        return Chunk("conj", i, i + 1, text=token.norm, conj="و")
    if "pron" in tags:
        return Chunk("pron", i, i + 1, text="", conj=word.conj)
    if "part" in tags and (
        not verb_reading(view, i, before)
        or (token.norm in ("فقد", "وقد", "لقد", "ولقد") and i + 1 < len(view.words) and view.words[i + 1].verbs)
    ):
        return Chunk("part", i, i + 1, text=token.norm, conj=word.conj)
    if "dem" in tags:
        found = _phrase(view, parser, i, "", before)
        return found if found.phrase is not None else Chunk("part", i, i + 1, text=token.norm)
    return None


def _prepositional(view: View, parser: PhraseParser, i: int) -> Chunk:
    word = view.words[i]
    j = i + 1
    prep = word.prep
    # «بالقرب من», «على مقربة من», «بدلا من»
    if prep == "قرب" and view.norm(j) == "من":
        j += 1
    if prep == "إلى" and view.norm(j) == "جانب":
        prep, j = "مع", j + 1  # «إلى جانب»: along with
    if view.norm(i) == "عن" and view.norm(j) == "طريق" and j + 1 < len(view.tokens) and j + 1 not in view.places:
        prep, j = "ب", j + 1  # «عن طريق الخطأ»: by way of
    if j >= len(view.tokens):
        return Chunk("other", i, i + 1)
    if view.norm(j) == "عدم":
        stressed = any(view.norm(k).lstrip("و") in _STRESSING for k in range(max(0, i - 4), i))
        return Chunk("neg", i, j + 1, text="عدم" if stressed else f"{prep} عدم", conj=word.conj)
    if view.norm(i) == "من" and view.norm(j) in ("جهة", "جهه", "طرف", "ناحيه") and _side_ends(view, j + 1):
        return Chunk("part", i, j + 1, text="من جهه")  # «بين … من جهة وقوات … من جهة أخرى»
    if view.words[j].tags & {"comp"}:
        return Chunk("sub", i, j + 1, text=view.tokens[i].norm, conj=word.conj, comp=view.norm(j))
    if j in view.times:
        return Chunk("other", i, j, conj=word.conj)
    if view.norm(i) == "في" and view.norm(j) == "وقت" and verb_reading(view, j + 1, "start") is not None:
        return Chunk("sub", i, j + 1, text="حين", conj=word.conj)  # «في وقت شنت فيه الطائرات …»
    use = verb_reading(view, j, "start")
    if (
        use is not None
        and not view.words[j].nouns
        and not view.words[j].events
        and j not in view.names
        and j not in view.places
        and not (use.form.tense == "imperfect" and view.norm(i).removeprefix("و") in _BEFORE_NOUNS)
    ):
        return Chunk("sub", i, j, text=view.tokens[i].norm, conj=word.conj)  # «حتى قطعت»
    if view.words[j].tags & {"rel"} or (view.tokens[j].kind == "mark" and view.tokens[j].raw not in "("):
        return Chunk("other", i, j)
    if view.norm(j) in ("ما", "من") and prep in ("في", "من", "عن"):
        return Chunk("other", i, j + 1)
    if view.words[j].prep and not view.words[j].tags & {"prep-pron"}:
        # «من على», «إلى داخل», «من خلال»
        inner = _prepositional(view, parser, j)
        inner.start = i
        if inner.phrase is not None:
            inner.phrase.start = i
            inner.phrase.prep = prep if view.words[j].prep in ("داخل", "قرب", "نحو") else inner.phrase.prep
        return inner
    found = _phrase(view, parser, j, prep, "prep", i)
    if found.phrase is not None:
        found.phrase.prep = prep
    found.conj = word.conj
    return found


def _side_ends(view: View, j: int) -> bool:
    """Whether «من جهة» stands alone: «و», a mark, «أخرى» or the end follows."""
    if j >= len(view.tokens) or view.tokens[j].kind == "mark" or view.norm(j) in ("و", "اخري", "ثانيه"):
        return True
    return bool(view.words[j].conj) or view.norm(j)[0] == "و"


def _participle(view: View, i: int, before: str) -> Chunk | None:
    """A participle that says a deed: «مستهدفا», «مضيفا أن», «مخلفة»; a noun of the same letters comes first."""
    word = view.words[i]
    speaks = _speaks_of(view, i)
    brings = bool(word.nouns) and tells_toll(view, i + 1)
    if (word.nouns and not speaks and not brings) or word.definite or word.pre or i in view.names:
        return None
    if any(m.belonging for m in word.modifiers) or i in view.compounds:
        return None  # «أنها تابعة للتحالف», «مذكرة تفاهم»
    if word.norm == "مقسمه":
        return None  # «المدينة مقسمة إلى قطاعات»: divided, nobody swears
    if word.norm.endswith("ين") and view.norm(i - 1) in _THAT:
        return None  # «لكن منتقدين يقولون»: who they are, not what they do
    if word.events and word.norm.endswith("ه") and not (i and view.tokens[i - 1].raw in "،,"):
        return None  # «أعلنت الوكالة مداهمة المنازل»: the verbal noun; set off by a comma it is «raiding»
    lexicon = view.knowledge.lexicon
    for lemma, voice in word.participles:
        frames = lexicon.frames[lemma]
        if not any(f.klass in (_BRINGING if brings else _SAYING if word.nouns else _DOING) for f in frames):
            continue
        if voice == "passive" and before != "np":
            continue
        if not (word.accusative or (word.norm.endswith(("ه", "ين")) and before in ("np", "start"))):
            continue
        use = next((v for v in view.knowledge.lexicon.word(normal(lemma)).verbs if v.lemma == lemma), None)
        if use is not None:
            return Chunk("verb", i, i + 1, verb=use, conj=word.conj, participle=True, passive=voice == "passive")
    return None


def _speaks_of(view: View, i: int) -> bool:
    """«متهما الجيش», «متهمين الحكومة»: indefinite before a definite word it takes an object, so it is no noun."""
    ends = view.norm(i).endswith(("ا", "ين")) and i + 1 < len(view.words)
    owned = ends and view.words[i + 1].pre == "ل"  # «هاجموا مقرا للحزب»: whose it is
    return ends and not owned and (view.words[i + 1].definite or i + 1 in view.names)
