"""The store: originals, reports, claims and decisions, append-only, with a log that shows every change.

`Store.open(url)` is the way in; `verify` checks that nothing in a store was changed, removed or slipped in.
"""

from marsad.store.items import Item, Kept, Trouble
from marsad.store.store import Store

__all__ = ["Item", "Kept", "Store", "Trouble"]
