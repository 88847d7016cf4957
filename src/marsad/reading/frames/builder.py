"""All passes over one sentence, in order: from clauses to frames."""

from __future__ import annotations

from marsad.reading.clauses import Clause
from marsad.reading.frame import Frame
from marsad.reading.frames import (
    branches,
    carried_actors,
    collocations,
    company,
    denials,
    existence,
    gatherings,
    loose_places,
    marches,
    nouns,
    other_fields,
    participles,
    predicates,
    prepositions,
    pronoun_objects,
    reclaiming,
    resumption,
    rising_tolls,
    secondary,
    settling,
    speech,
    status,
    strength,
    tolls,
    tolls_by_place,
    verbs,
    war_tolls,
)
from marsad.reading.frames.arguments import Arguments
from marsad.reading.frames.sentence import SentenceFrames
from marsad.reading.view import View


def build_frames(view: View, clauses: list[Clause], headline: bool = False) -> list[Frame]:
    """All frames of a sentence in the order of the text, merged ones included; the clauses learn their arguments."""
    state = SentenceFrames(view, clauses, headline)
    arguments = Arguments(state)
    numbers = range(len(clauses))
    for index in numbers:
        reclaiming.reclaim(state, index)
    gatherings.read(state)
    for index in numbers:
        nouns.read(state, index)
        participles.stationed(state, index)
        participles.held(state, index)
        participles.found_dead(state, index)
        existence.read(state, index)
        predicates.read(state, index)
    tolls.join_pairs(state)
    for index in numbers:  # a clause may go on with the event of the one before
        verbs.read(state, index, arguments)
        marches.read(state, index)
        rising_tolls.read_noun(state, index)
        rising_tolls.read_expected(state, index)
        prepositions.read(state, index)
    branches.split(state)
    collocations.of_movers(state)
    for index in numbers:
        speech.pledge(state, index)
        predicates.resolved(state, index)
    resumption.join_tolls(state)
    resumption.join_fired(state)
    resumption.join_set_off(state)
    resumption.join_plantings(state)
    resumption.join_pronouns(state)
    resumption.join_found(state)
    resumption.join_accords(state)
    resumption.join_landings(state)
    resumption.join_senders(state)
    secondary.ceasefires(state)
    secondary.own_nouns(state)
    tolls.fold(state)
    company.beaten_off(state)
    war_tolls.sum_up(state)
    pronoun_objects.read(state)
    company.join(state)
    company.face(state)
    speech.announced(state)
    speech.going_round(state)
    carried_actors.smuggled(state)
    carried_actors.carry(state)
    secondary.circumstances(state)
    secondary.surroundings(state)
    secondary.judged(state)
    secondary.manners(state)
    secondary.sworn(state)
    secondary.by_way_of(state)
    secondary.unreported(state)
    secondary.latest(state)
    secondary.whoever(state)
    secondary.downed(state)
    secondary.hit_as_meant(state)
    secondary.advances(state)
    secondary.taken_in_advance(state)
    resumption.join_losses(state)
    secondary.answered_for(state)
    tolls_by_place.split(state)
    loose_places.give(state)
    _judge(state, numbers)
    return sorted(state.frames, key=lambda f: f.head)


def _judge(state: SentenceFrames, numbers: range) -> None:
    """What is said of the frames as a whole: whether they happened, of which type they are, whether they tell of war."""
    for index in numbers:
        status.read(state, index)
    status.foil(state)
    status.ask(state)
    secondary.terms(state)
    for index in numbers:
        denials.read(state, index)
    for index in numbers:
        speech.declare(state, index)
    speech.unannounced(state)
    secondary.ties(state)
    settling.settle(state)
    strength.read(state)
    other_fields.drop(state)
