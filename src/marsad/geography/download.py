"""Fetches a file of GeoNames over HTTP: resumes what was cut off, checks what arrived, asks nobody else."""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

from marsad.errors import InputError

BASE = "https://download.geonames.org/export/dump"
_BLOCK = 1 << 16
_MOST = 2_000_000_000  # bytes; the dump of the whole world is smaller
_WAIT_S = 30

Progress = Callable[[int, int | None], None]  # bytes so far, bytes in all where known


def fetch(address: str, folder: Path, *, sha256: str = "", progress: Progress | None = None) -> Path:
    """The zip file at an address, in a folder; what an earlier call left unfinished is gone on with.

    Raises:
        InputError: no network, no such file, a wrong checksum, a file that was cut off.
    """
    if not address.startswith(("http://", "https://")):
        raise InputError("is no http or https address", where=address)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / address.rsplit("/", 1)[-1]
    part = target.with_name(target.name + ".part")
    for attempt in (1, 2):
        if _load(address, part, progress):
            break
        if attempt == 2:
            raise InputError(
                "the download was cut off", where=address, hint="Run the command again: it goes on from there"
            )
    _check(part, address, sha256)
    part.replace(target)
    return target


def _load(address: str, part: Path, progress: Progress | None) -> bool:
    """Fetch what is missing of a file; whether it is whole as far as the server says."""
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(address, headers={"User-Agent": "marsad"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        with urllib.request.urlopen(request, timeout=_WAIT_S) as answer:
            if have and answer.status != 206:  # the server begins anew
                have = 0
            length = answer.headers.get("Content-Length")
            total = have + int(length) if length and length.isdigit() else None
            if total is not None and total > _MOST:
                raise InputError("is larger than 2 GB", where=address)
            with part.open("ab" if have else "wb") as file:
                while block := answer.read(_BLOCK):
                    file.write(block)
                    have += len(block)
                    if have > _MOST:
                        raise InputError("is larger than 2 GB", where=address)
                    if progress is not None:
                        progress(have, total)
            return total is None or have >= total
    except urllib.error.HTTPError as error:
        if error.code == 416 and have:  # nothing is missing
            return True
        hint = (
            "GeoNames has no such country, or the base address is another" if error.code == 404 else "Try again later"
        )
        raise InputError(f"the server says {error.code} {error.reason}", where=address, hint=hint) from None
    except (http.client.IncompleteRead, ConnectionResetError):
        return False
    except (urllib.error.URLError, OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(
            f"cannot be fetched: {reason}", where=address, hint="Is there a network? Or import a file"
        ) from None


def _check(part: Path, address: str, sha256: str) -> None:
    """Raise where the file is not what was asked for; a broken one is thrown away."""
    if sha256:
        digest = hashlib.sha256()
        with part.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        if digest.hexdigest() != sha256.lower():
            part.unlink()
            raise InputError(f"its sha256 is {digest.hexdigest()}, not the one given", where=address)
    try:
        with zipfile.ZipFile(part) as pack:
            broken = pack.testzip()
    except (zipfile.BadZipFile, EOFError, OSError):
        broken = address
    if broken:
        part.unlink()
        raise InputError("arrived broken (no whole zip file)", where=address, hint="Run the command again")
