"""`marsad gazetteer`: tables of places that the user imports, over the embedded one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from marsad.cli.inputs import add_bidi_option, add_data_option, colour, say
from marsad.cli.progress import Steps
from marsad.errors import InputError
from marsad.geography import download, importing, store
from marsad.geography.divisions import Divisions
from marsad.geography.store import Table
from marsad.geography.tables import COLUMNS, Options

_SHOWN = 10


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "gazetteer", help="imported tables of places", allow_abbrev=False,
        description="Import tables of places: dumps of GeoNames, COD-AB tables of OCHA, any CSV with coordinates. "
        "read, explain and geocode use them besides the embedded table.",
    )  # fmt: skip
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    adding = actions.add_parser("add", help="import a table", allow_abbrev=False)
    adding.add_argument(
        "what", nargs="+", metavar="FILE", help="a table; or: geonames CC, which downloads a country's dump"
    )
    adding.add_argument("--name", metavar="NAME", help="what the table is called; without one as the file")
    adding.add_argument("--country", metavar="CC", help="ISO code of the country, where the rows do not say it")
    adding.add_argument("--columns", metavar="OURS=THEIRS,…", help=f"which column is which: {', '.join(COLUMNS)}")
    adding.add_argument("--encoding", default="utf-8", metavar="NAME", help="of a text table (default: utf-8)")
    adding.add_argument("--sheet", metavar="NAME", help="of an .xlsx workbook (default: the first)")
    adding.add_argument("--names", metavar="FILE", help="alternate-names table of GeoNames, for Arabic names")
    adding.add_argument("--licence", metavar="TEXT", help="under which licence the table is")
    adding.add_argument("--base", default=download.BASE, metavar="ADDRESS", help="where GeoNames is fetched from")
    adding.add_argument("--sha256", default="", metavar="HASH", help="of the file to download")
    listing = actions.add_parser("list", help="the imported tables", allow_abbrev=False)
    listing.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    showing = actions.add_parser("show", help="one imported table", allow_abbrev=False)
    removing = actions.add_parser("remove", help="forget an imported table", allow_abbrev=False)
    for action in (showing, removing):
        action.add_argument("name", metavar="NAME", help="as list prints it")
    runs: Sequence[tuple[argparse.ArgumentParser, Callable[[argparse.Namespace], int]]] = (
        (adding, _add), (listing, _list), (showing, _show), (removing, _remove),
    )  # fmt: skip
    for action, run in runs:
        add_data_option(action)
        action.set_defaults(run=run)
    add_bidi_option(showing)


def _folder(options: argparse.Namespace) -> Path:
    if options.data_dir == "none":
        raise InputError("none is no folder", where="--data-dir")
    return Path(options.data_dir) if options.data_dir else store.data_folder()


def _columns(text: str | None) -> dict[str, str]:
    """`lat=LATITUDE,lon=LONGITUDE` as a mapping."""
    pairs = [pair.partition("=") for pair in (text or "").split(",") if pair.strip()]
    if any(not sign for _, sign, _ in pairs):
        raise InputError(
            "is no list of OURS=THEIRS", where="--columns", hint="E.g. --columns lat=LATITUDE,lon=LONGITUDE"
        )
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _add(options: argparse.Namespace) -> int:
    folder, country = _folder(options), (options.country or "").upper()
    table_options = Options(_columns(options.columns), options.encoding, options.sheet)
    names = Path(options.names) if options.names else None
    if options.what[0] == "geonames" and len(options.what) == 2:
        with Steps() as steps:
            table = _geonames(options.what[1].upper(), folder, options, steps)
    elif len(options.what) == 1:
        with Steps() as steps:
            table = importing.add(
                Path(options.what[0]), folder, name=options.name or "", country=country, licence=options.licence or "",
                options=table_options, names=names, told=steps,
            )  # fmt: skip
    else:
        raise InputError("takes one FILE, or: geonames CC", where="marsad gazetteer add")
    print(f"{table.name}: {table.places:,} places, {table.names:,} names; licence: {table.licence}")
    if table.left_out:
        say(
            f"{table.name}: {table.left_out} rows without a name or coordinates, or of places that are no more, left out"
        )
    return 0


def _geonames(country: str, folder: Path, options: argparse.Namespace, steps: Steps) -> Table:
    """Download a country's dump and its alternate names, and import them."""
    if country not in Divisions.load().countries:
        raise InputError(f"{country!r} is no ISO country code", hint="Two letters, e.g. SY")
    say(f"licence: {importing.LICENCES['geonames']}")
    base, downloads = options.base.rstrip("/"), folder / "downloads"
    dump = download.fetch(
        f"{base}/{country}.zip", downloads, sha256=options.sha256, progress=steps.fetching("the dump")
    )  # fmt: skip
    names = download.fetch(
        f"{base}/alternatenames/{country}.zip", downloads / "alternatenames", progress=steps.fetching("names")
    )
    table = importing.add(
        dump, folder, name=options.name or f"geonames-{country}", country=country, origin=f"{base}/{country}.zip",
        licence=options.licence or "", names=names, told=steps,
    )  # fmt: skip
    dump.unlink()
    names.unlink()
    return table


def _list(options: argparse.Namespace) -> int:
    tables = store.tables(_folder(options))
    if options.format == "json":
        for t in tables:
            print(json.dumps(_facts(t), ensure_ascii=False))
        return 0
    for t in tables:
        print(f"{t.name}  {t.places:,} places, {t.names:,} names  {t.licence}  {t.added}  {t.origin}")
    if not tables:
        print("no imported tables")
    return 0


def _facts(table: Table) -> dict[str, object]:
    return {
        "name": table.name, "kind": table.kind, "places": table.places, "names": table.names, "left_out": table.left_out,
        "licence": table.licence, "added": table.added, "origin": table.origin, "sha256": table.sha256,
    }  # fmt: skip


def _show(options: argparse.Namespace) -> int:
    from marsad.report.terminal import Terminal

    folder = _folder(options)
    table = next((t for t in store.tables(folder) if t.name == options.name), None)
    if table is None:
        raise InputError(f"no imported table is called {options.name!r}", hint="marsad gazetteer list names them")
    show = Terminal("en", colour=colour(), bidi=options.bidi)
    for key, value in _facts(table).items():
        print(f"{key + ':':10} {value}")
    for place in store.some_places(folder, table.name, _SHOWN):
        names = " · ".join(x for x in (show.words(place.name_ar) if place.name_ar else "", place.name_en) if x)
        print(
            f"  {place.id}  {names}  {place.lat:.4f}, {place.lon:.4f}  {place.level}  {place.country} {place.admin1}".rstrip()
        )
    return 0


def _remove(options: argparse.Namespace) -> int:
    with Steps() as steps:
        store.remove(_folder(options), options.name, steps)
    print(f"{options.name}: removed")
    return 0
