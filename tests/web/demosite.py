"""An observatory over the demo reports and some hostile ones, served on a port of this machine."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import anyio
import httpx
import uvicorn

from marsad.collect.ingest import Ingest
from marsad.events.event import Event
from marsad.model import Reading
from marsad.observatory import Observatory
from marsad.store import Store
from marsad.web.app import create
from marsad.web.serving import listen, settings

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "<script>document.title='taken'</script>"
OVERRIDE = "\u202eabc\u202c"  # turns the direction of what follows, in names of files and pages too
HOSTILE = {
    "text": f"قصفت المدفعية قرية كفرنبل اليوم وقتل ثلاثة مدنيين. {SCRIPT} {OVERRIDE}",
    "title": f'"><img src=x onerror=alert(1)> {SCRIPT} {OVERRIDE}',
    "outlet": f"وكالة {SCRIPT}",
    "url": "javascript:alert(1)",
    "published": "2020-02-03",
}


def fill(folder: Path) -> str:
    """A store with the demo reports and a hostile one; gives its name."""
    hostile = folder / "hostile.jsonl"
    hostile.write_text(json.dumps(HOSTILE, ensure_ascii=False) + "\n", encoding="utf-8")
    store = str(folder / "marsad.db")
    with Store.open(store, make=True) as opened:
        Ingest(opened).run([str(ROOT / "demo" / "reports.jsonl"), str(hostile)])
    return store


def events(store: str) -> list[Event]:
    """All events of a store."""
    with Store.open(store) as opened:
        seen = Observatory(opened)
        seen.refresh()
        return list(seen.events())


def readings(store: str) -> list[Reading]:
    """All reports of a store with their claims."""
    with Store.open(store) as opened:
        return list(opened.latest())


@contextmanager
def served(store: str, proxy: str | None = None, **options: Any) -> Iterator[str]:
    """The observatory over a store, running; gives its address. The options are those of `create`."""
    socket = listen("127.0.0.1", 0)
    server = uvicorn.Server(settings(create(store, **options), proxy))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        socket.close()


class Client:
    """Asks the application itself, over no network."""

    def __init__(self, store: str, **options: Any) -> None:
        self.app = create(store, **options)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.ask("GET", path, headers=headers)

    def ask(self, method: str, path: str, **options: object) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.request(method, path, **options)  # type: ignore[arg-type]

        with ThreadPoolExecutor(1) as apart:  # Playwright has a loop of its own on this thread
            return apart.submit(anyio.run, ask).result()


class Visitor:
    """A browser at a form: it keeps its cookies and the token of the last page."""

    def __init__(self, store: str, path: str = "/en/add", **options: Any) -> None:
        self.client, self.path = Client(store, **options), path
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.look()

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def look(self, path: str = "") -> httpx.Response:
        """The page of the form, or another."""
        return self.see(self.client.get(path or self.path, cookie=self.cookie))

    def see(self, answer: httpx.Response) -> httpx.Response:
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := re.search(r'name="token" value="([^"]+)"', answer.text):
            self.token = found[1]
        return answer

    def send(self, values: Mapping[str, str], language: str = "", **headers: str) -> httpx.Response:
        """What the form answers."""
        path = f"/{language}/{self.path.split('/', 2)[2]}" if language else self.path
        given = {"cookie": self.cookie, "content-type": "application/x-www-form-urlencoded"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        body = urlencode({"token": self.token} | dict(values), errors="surrogatepass")
        return self.see(self.client.ask("POST", path, content=body, headers=given))

    def login(self, name: str, password: str) -> httpx.Response:
        """Come in; the next form is the one of `path` again."""
        path, self.path = self.path, "/en/login"
        self.look()
        answer = self.send({"name": name, "password": password})
        self.path = path
        self.look()
        return answer


def kept(store: str) -> list[str]:
    """The texts of the reports of a store."""
    with Store.open(store) as opened:
        return [reading.report.text for reading in opened.latest()]
