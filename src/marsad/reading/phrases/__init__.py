"""Noun phrases of a sentence: one module for each kind of rule; `parser` runs them."""

from marsad.reading.phrases.coordination import share_wider
from marsad.reading.phrases.parser import PhraseParser

__all__ = ["PhraseParser", "share_wider"]
