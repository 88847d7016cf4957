"""`marsad notebook`: an example notebook over reports or a store."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path
from typing import Any

from marsad.cli.inputs import add_data_option
from marsad.cli.stores import add_store_option
from marsad.errors import InputError
from marsad.outputs import check, whole

_SECONDS = 600  # for one cell


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "notebook", help="an example notebook over reports or a store", allow_abbrev=False,
        description="Write a Jupyter notebook that opens the reports (FILE…, else the store) and shows them as data frames, "
        "counts, tolls, map, accounts and situation report.",
    )  # fmt: skip
    command.add_argument("files", nargs="*", metavar="FILE", help="reports; without one the store")
    command.add_argument("--out", metavar="FILE", required=True, help="the notebook, written whole or not at all")
    command.add_argument("--lang", choices=("ar", "en"), default="en", help="language of its texts (default: en)")
    command.add_argument("--run", action="store_true", dest="execute", help="run it too, so that it holds its results")
    add_store_option(command)
    add_data_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write it, and run it where that is asked."""
    from marsad.report.notebook import notebook, written

    check(options.out, options.files)
    for name in options.files:
        if not Path(name).is_file():
            raise InputError("is no file", where=name, hint="Name the reports, or none for the store")
    try:
        made = notebook(options.files, options.store, options.lang, options.data_dir)
        if options.execute:
            _execute(made)
    except ModuleNotFoundError as error:
        hint = "pip install 'marsad[notebook]'"
        raise InputError(f"needs the package {error.name!r}", where="marsad notebook", hint=hint) from None
    with whole(options.out) as part:
        part.write_bytes(written(made))
    return 0


def _execute(made: Any) -> None:
    """Run all cells in this folder."""
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    # Sockets of this user's, not ports that others on the machine can reach.
    manager = AsyncKernelManager(kernel_name="python3", transport="ipc")
    try:
        client = NotebookClient(made, km=manager, timeout=_SECONDS, record_timing=False)
        client.execute(stderr=subprocess.DEVNULL)  # where the kernel says that it ends
    except (CellExecutionError, DeadKernelError) as error:
        told = str(error).strip().splitlines()
        raise InputError(f"a cell failed: {told[-1] if told else error}", where="--run") from None
