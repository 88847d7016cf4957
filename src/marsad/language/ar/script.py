"""The normal form of Arabic words, in which the reader compares them.

Marks, tatweel and invisible controls go; hamza carriers, alef maqsura and ta marbuta fall together; presentation
forms and Persian letters become plain ones. Offsets stay true because the form is made word by word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARABIC_LETTERS = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc"
MARKS = "\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed"
# Invisible in print: tatweel, zero-width joiners, bidi controls, byte-order mark, soft hyphen.
INVISIBLE = "\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u061c"

_FOLD = {
    **dict.fromkeys(map(ord, "أإآٱ\u0672\u0673"), "ا"),
    **dict.fromkeys(map(ord, "ىیېۍےݷ"), "ي"),
    **dict.fromkeys(map(ord, "ةۀہھ"), "ه"),
    **dict.fromkeys(map(ord, "کڪګ"), "ك"),
    ord("گ"): "غ",
    ord("چ"): "ج",
    ord("پ"): "ب",
    ord("ڤ"): "ف",
    ord("ژ"): "ز",
    **{code: str(code - 0x0660) for code in range(0x0660, 0x066A)},
    **{code: str(code - 0x06F0) for code in range(0x06F0, 0x06FA)},
}
_DROP = re.compile(f"[{MARKS}{INVISIBLE}]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


@lru_cache(maxsize=1 << 13)
def normal(word: str) -> str:
    """The normal form of a word.

    >>> normal("أَطلَقَتْ"), normal("الرقـــة"), normal("إدلب") == normal("ادلب"), normal("٢٠٢٤")
    ('اطلقت', 'الرقه', True, '2024')
    >>> normal("مسئول") == normal("مسؤول")
    True
    """
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    return (
        _DROP.sub("", word).translate(_FOLD).replace("ئو", "ؤو").replace("ءو", "ؤو").replace("كورد", "كرد")
    )  # «مسئول», «رءوس», «كوردستان»


def is_arabic(text: str) -> bool:
    """Whether there is an Arabic letter in the text."""
    return re.search(f"[{ARABIC_LETTERS}]", text) is not None
