"""What a page costs: bytes and requests on a first visit, and how soon it can be used.

``python benchmarks/pages.py``, with Chromium and chromedriver: a knowledge base of ``corpus/`` is served on loopback; each
page is opened in a browser with an empty cache. Milliseconds from the start of the request: the document is parsed and its
scripts have run (``ready``), everything is loaded (``loaded``), the graph stands still (``settled``). Then the graph of all
of a larger knowledge base, with the milliseconds a frame takes while it is dragged.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from _copies import fill
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from sparql_latency import served

from kg.library import Library
from kg.locations import CORPUS

PAGES = {
    "home": "/",
    "answer": "/ask?q=" + quote("教师定期到企业实践由谁负责？"),
    "search": "/search?q=" + quote("校企合作"),
    "reader": "/page/tianjin-vocational-benchmark",
    "entity": "/page/unit/" + quote("天津市教育委员会"),
    "graph": "/graph?focus=" + quote("鲁班工坊"),
    "responsibilities": "/responsibilities",
    "targets": "/targets",
    "documents": "/documents",
    "sparql": "/sparql",
}
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--window-size=1280,820",
)
_MEASURES = """
const page = performance.getEntriesByType("navigation")[0], rest = performance.getEntriesByType("resource");
const box = document.getElementById("graph");
return { bytes: [page, ...rest].reduce((sum, one) => sum + one.transferSize, 0), requests: 1 + rest.length,
  ready: page.domContentLoadedEventEnd, loaded: page.loadEventEnd, settled: box ? Number(box.dataset.settled || 0) : null };
"""
_DRAG = """
const done = arguments[0], net = policyGraph.network, times = []; let last = performance.now();
const step = (n) => { const now = performance.now(); times.push(now - last); last = now;
  if (n) { net.moveTo({ position: { x: 5 * n, y: 3 * n } }); requestAnimationFrame(() => step(n - 1)); }
  else { times.sort((a, b) => a - b); done(times[Math.floor(times.length / 2)]); } };
requestAnimationFrame(() => step(60));
"""


def _opened() -> Any:
    options = webdriver.ChromeOptions()
    for flag in _FLAGS:
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def _visit(browser: Any, address: str) -> dict[str, float]:
    """What a first visit costs."""
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.get(address)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        found = browser.execute_script(_MEASURES)
        if found["loaded"] and found["settled"] != 0:
            break
        time.sleep(0.05)
    return dict(found)


def _table(browser: Any, base: str) -> None:
    print(f"{'page':18}{'kB':>6}{'requests':>10}{'ready ms':>10}{'loaded ms':>11}{'settled ms':>12}")
    for name, path in PAGES.items():
        _visit(browser, base + path)  # the server's own caches are warm, the browser's are not
        found = _visit(browser, base + path)
        settled = f"{found['settled']:12.0f}" if found["settled"] is not None else ""
        print(
            f"{name:18}{found['bytes'] / 1000:6.0f}{found['requests']:10.0f}{found['ready']:10.0f}{found['loaded']:11.0f}{settled}"
        )


def _large(browser: Any, base: str) -> None:
    found = _visit(browser, f"{base}/graph?focus={quote('市教委')}&depth=3&limit=5000")
    count = "[...policyGraph.model.kinds().values()].reduce((a, b) => a + b, 0)"
    total, shown = browser.execute_script(f"return [{count}, policyGraph.data.nodes.length]")
    frame = browser.execute_async_script(_DRAG)
    print(
        f"{total} nodes, {shown} drawn: settled after {found['settled']:.0f} ms, {frame:.0f} ms a frame while dragged"
    )


def main() -> None:
    """The pages, then a large graph."""
    browser = _opened()
    try:
        with tempfile.TemporaryDirectory() as folder:
            Library(Path(folder)).ingest_all([CORPUS / "documents"], processes=1)
            with served(Path(folder)) as server:
                _table(browser, f"http://127.0.0.1:{server.port}")
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), 160_000)
            with served(Path(folder)) as server:
                _large(browser, f"http://127.0.0.1:{server.port}")
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
