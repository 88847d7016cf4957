"""marsad (مرصد, observatory): Arabic reports of armed conflict in, sourced claims out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["Located", "Result", "__version__", "geocode", "read"]

if TYPE_CHECKING:
    from marsad.api import Located, Result, geocode, read
    from marsad.version import __version__


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: `import marsad` opens no file.
    if name == "__version__":
        from marsad.version import __version__

        return __version__
    if name in __all__:
        from marsad import api

        return getattr(api, name)
    raise AttributeError(f"module 'marsad' has no attribute {name!r}")
