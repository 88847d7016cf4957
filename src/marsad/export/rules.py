"""The written rules by which a value is chosen where a format keeps one and the record keeps many."""

from __future__ import annotations

RULES: dict[str, str] = {
    "kept": "as the record keeps it",
    "most-voices": "what most independent voices say, of equals what was said first; the values of an event in events.md",
    "every-voice": "all independent voices, each once, in the order in which they were first heard",
    "every-report": "all reports that tell of it, copies too, each once",
    "interval": "the lowest figure of any voice, the figure most voices give, the highest of any voice (none: or more); "
    "each voice with its last figure; only counts of the whole, no parts",
    "counted": "counted over its claims, reports or voices",
    "joined": "several values, in a table joined by `; `",
    "masked": "a name where a list knows it; else `…`, unless `--full`",
    "empty": "left empty, for the reason beside it",
    "made": "made of other values",
    "country-table": "by the country of the place, from data/export/countries.tsv",
    "english": "sentences made of the values of the event, no words of the reports: what, when and where; by whom and against whom; "
    "the figures as intervals; who says so, who denies it; how many reports and voices",
    "accounts": "what one value for each field hides: agreement, number of voices, the interval of the killed, who denies it, and "
    "`date=publication` where the day is that of the report",
    "last-published": "when the last report on it was published",
    "acled-day": "one row an event, which has one place, on one day. A day: that day, precision 1. Two to seven days: the middle one, 2. Up to a month: the "
    "middle one, 3. No day told: that of the first report, 2. Longer or open: left out",
    "acled-type": "type and sub-type of the code in data/ontology/types.tsv. Territory taken is regained where the first actor belongs to a "
    "state; taken in vain it is an armed clash. A protest in which people are hurt met excessive force. What was prevented is "
    "disrupted weapons use (air strikes, shelling, explosives) or another strategic development. Disorder by the event type. Threats and other "
    "speech, tolls and states without a type are left out, and so is what nobody says happened",
    "acled-actors": "the first of the actors (targets) that is a party; the others beside it, joined by `; `. Of several targets armed ones "
    "first. Fighting of several actors without a target is between the camp of the first and the others. Demonstrators come first. Nobody "
    "known in violence: Unidentified Armed Group; whoever is hit in violence against civilians: Civilians. Nobody stands on both sides; arms without a name (artillery) go with their state. "
    "Where only those it was done to are known they are actor 1, civilians where people flee or return; nobody known: left out. Names as the lists have them in English",
    "acled-inter": "by the kind of the body in the actor lists: 1 state forces, police, governments, offices; 2 rebel groups, coalitions "
    "at home; 3 militias, parties; 4 tribes; 5 rioters; 6 protesters; 7 civilians, media, relief; 8 forces of other states, coalitions, UN",
    "acled-civilians": "violence against civilians, excessive force, and explosions whose second actor are civilians",
    "acled-place": "1 a site, quarter or town known within 10 km by a name of its own; 2 one known less well, or a district; 3 a governorate, a region of no governorate; countries are left out",
    "acled-scale": "of the outlets in the list: monitors are Other, outlets of the country National, all others International",
    "acled-fatalities": "the lowest figure of any voice (more civilians than all others: both add up); dozens (20 to 99) 10, hundreds 100, thousands 1000; killed without a number 10 in battles and "
    "explosions, else 3; nobody said to be killed 0",
    "ucdp-days": "all days of the event; no day told: the week up to the first report, precision 3; longer than a year or open: left out",
    "ucdp-sides": "bodies of a state stand for its government, whose side comes first; coalitions of states and the UN count as states; civilians, media and relief are civilians. A state "
    "against a group or another state is state-based, groups among each other are non-state, a state or group against civilians "
    "alone is one-sided. Two of a kind stand in the order of their names. Clashes without a target are between the first two actors. Generic names (rebels, gunmen) name nobody. One side known: the other is `XXX unknown`; none: left out",
    "ucdp-numbers": "numbers of our own (CRC-32 of the name), since reports do not know UCDP's: the same name, the same number",
    "ucdp-place": "1 a site, quarter or town known within 10 km; 2 within 25 km; 3 less well, or a district; 4 a governorate; 5 a region of "
    "no governorate; 6 a country",
    "ucdp-clarity": "1 where the days are six or fewer, the place is a district or finer, and it is no toll of a period",
    "ucdp-deaths": "best: what most voices say, of equals the last; low, high: the lowest and highest of any voice, high no less than best where it is open. "
    "Civilians: those so called (more of them than all others: both add up), all of them in one-sided violence. The rest fell on the side that was hit where it was hit from afar "
    "(air strikes, shelling, explosives), else it is not known on which. Nobody killed by most voices: left out",
    "words": "words of the report: `…`, unless `--full`",
    "plover-days": "first and last day; no day told: that of the first report; open: left out",
    "plover-type": "type and mode of the code in data/ontology/types.tsv; what has none there is left out",
    "plover-marks": "by the status: planned is future; threatened and possible are hypothetical; prevented and not happened are negation. "
    "Historical: it ended more than a year before the first report. In POLECAT, which has no marks, what nobody says happened is left out",
    "plover-context": "military: battles, strikes from afar, mobilization; else none",
    "plover-quad": "by the type: AGREE, CONSULT, SUPPORT, CONCEDE 1; COOPERATE, AID, RETREAT 2; REQUEST, ACCUSE, REJECT, THREATEN 3; all others 4",
    "plover-parties": "all that those who confirm it name, by their English names in the lists; none named: an empty list (`None` in a table). "
    "Country of the body, of generic ones that of the place. Sector by the kind of the body: forces, coalitions MIL; police COP; intelligence SPY; "
    "government, offices GOV; courts JUD; rebels REB; militias PRM, those without a name UAF; parties PTY; media JRN; relief, organisations NGO; UN IGO; civilians, tribes CVL; others UNS",
    "plover-place": "English name, else the Arabic one; withheld: the governorate. Number and feature code of GeoNames, where the gazetteer has it "
    "from there. Resolution 1 site or quarter, 2 town, 3 district, 4 governorate, 5 country",
    "ftm-ids": "`marsad-event-`, `marsad-claim-` and `marsad-body-` with our id; `marsad-report-`, `marsad-place-` and `marsad-mention-` with a hash of "
    "it: the same record gives the same ids. An entity that several events point to is written before the first of them, and seldom once more, the same",
    "ftm-schema": "by the kind in the actor lists: forces, police, intelligence, governments, courts PublicBody; groups, coalitions, parties, tribes, media, "
    "relief, organisations, UN Organization; persons by name Person; offices LegalEntity. Topics say what a body is (mil, gov, gov.security, gov.judicial, "
    "gov.igo, pol.party), never what it is accused of",
    "ftm-parties": "entities are made of bodies that the lists know by name, with the bodies above them; generic ones (rebels, gunmen) stand in the words "
    "of the event only; persons and bodies that no list knows are Mentions in the report, unless withheld; things that are hit are none",
    "bayanat-link": "the address of the first report that has one of the web of 255 characters or fewer, which is what Bayanat holds; all stand in `description`",
    "bayanat-lists": "several values in quotes with commas between them. Bayanat looks sources, labels and places up by their titles, in Arabic or English: "
    "those that it does not have are lost, or put into the description; so they are made there first",
    "rdf-ids": "`urn:marsad:event:`, `claim:`, `body:` with our id; `report:`, `place:`, `outlet:`, `contradiction:` with a hash of it; parts of a claim behind "
    "the claim's. The same record gives the same addresses. Types of events are concepts of the namespace `https://marsad.readthedocs.io/ns#`",
    "rdf-parties": "bodies that the lists know by name, with the bodies above them, as agents; others by name, unless withheld",
    "rdf-activity": "the version of the software that wrote the file and the digest of its tables, without places imported beside them; where a store keeps "
    "readings of an older version that is told when the file is written",
}
