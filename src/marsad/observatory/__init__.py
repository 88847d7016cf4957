"""The observatory: the events of a store, kept up to date and asked for by filters.

`Observatory(store)` is the way in; `refresh` takes up what came since, the other methods answer from what is kept.
"""

from marsad.observatory.observatory import Observatory
from marsad.observatory.views import Asked, Loss, Outline, Page, Point, Stack, State, Tally

__all__ = ["Asked", "Loss", "Observatory", "Outline", "Page", "Point", "Stack", "State", "Tally"]
