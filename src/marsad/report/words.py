"""The words of tables and pages in Arabic and English."""

from __future__ import annotations

from marsad import ontology, resources
from marsad.model import Claim, Mention, Place, Quantity, Source, TimeRef


def words(language: str) -> dict[str, str]:
    """The labels of one language (`ar` or `en`) by key, e.g. `status.happened`."""
    out: dict[str, str] = {}
    for section, rows in resources.tree("interface/words.toml").items():
        for key, pair in rows.items():
            out[f"{section}.{key}"] = pair[language]
    return out


def type_label(code: str, language: str) -> str:
    """The label of an event type."""
    return ontology.types()[code].label(language)


def mention_text(mention: Mention, language: str) -> str:
    """The words of the text and, where the lists know the body and it reads otherwise, its name."""
    name = mention.name_ar if language == "ar" else mention.name_en
    text = mention.span.text or name or ""
    return text if not name or name == text else f"{text} ({name})"


def place_text(place: Place, language: str) -> str:
    """Name, coordinates and radius."""
    name = (place.name_ar if language == "ar" else place.name_en) or place.span.text
    text = place.span.text if name == place.span.text else f"{place.span.text} ({name})"
    if place.lat is None or place.lon is None:
        return text
    radius = f" ± {place.radius_km:g} km" if place.radius_km is not None else ""
    return f"{text} {place.lat:.3f}, {place.lon:.3f}{radius}"


def time_text(time: TimeRef) -> str:
    """The days, or the words where they could not be resolved."""
    if time.start is None and time.end is None:
        return time.span.text
    if time.start == time.end:
        return f"{time.start} ({time.span.text})"
    return f"{time.start or '…'} – {time.end or '…'} ({time.span.text})"


def number_text(quantity: Quantity, labels: dict[str, str]) -> str:
    """«killed 2–4», «injured ≥ 15»."""
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        value = f"{low:g}"
    elif high is None:
        value = f"≥ {low:g}"
    elif low is None:
        value = f"≤ {high:g}"
    else:
        value = f"{low:g}–{high:g}"
    about = "~ " if quantity.approx else ""
    return f"{labels['number.' + quantity.kind]}: {about}{value}"


def source_text(sources: tuple[Source, ...], language: str, labels: dict[str, str]) -> str:
    """The chain from the outlet inwards."""
    parts = []
    for source in sources:
        text = mention_text(source.mention, language)
        parts.append(text if source.role == "speaker" else f"{text} [{labels['role.' + source.role]}]")
    return " ← ".join(reversed(parts)) if parts else labels["label.outlet_itself"]


def arrow(claim: Claim, language: str) -> str:
    """«who → whom»."""
    left = "، " if language == "ar" else ", "
    actors = left.join(mention_text(m, language) for m in claim.actors) or "?"
    targets = left.join(mention_text(m, language) for m in claim.targets)
    if not targets:
        return actors
    return f"{actors} {'←' if language == 'ar' else '→'} {targets}"
