"""Groups of event types and of lemmas that several passes share."""

from __future__ import annotations

# Types whose «subject» may itself be an event noun: «القصف استهدف …», «الانفجار دمر …»
ABSORBED = frozenset(
    "attack shelling airstrike clash explosion remote-explosive killing injury civilian-attack".split()
)
# Types that tell dead and hurt people.
TOLLS = frozenset({"killing", "injury", "casualties"})
# What an attack leaves behind, beside dead and hurt people.
DAMAGE = frozenset({"property-destruction", "displacement"})
# How the patient of such a type is counted.
CASUALTY = {"killing": "killed", "injury": "injured"}
# Verbs and nouns by which dead and hurt are said to be there; which of both, their own noun says («سقوط جرحى»).
FALLING = frozenset({"سقط", "سقوط", "وقع", "وقوع", "حصول", "تسجيل", "وصول"})
# Verbs and nouns of striking from a distance, where means and target leave the type open.
STRIKE = frozenset({"استهدف", "استهداف", "ضرب", "ضربة", "طال", "أصاب", "رشق", "دك", "سقط", "سقوط", "أمطر"})
# Nouns of holding a place.
POWER = frozenset({"سيطرة", "نفوذ", "حكم", "احتلال", "إدارة", "قبضة"})
