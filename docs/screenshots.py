"""Pictures of the pages for the README: ``python docs/screenshots.py``, with Chromium and chromedriver installed.

A knowledge base of ``corpus/`` is made in a temporary folder, served on loopback and photographed.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from api.app import create_app
from api.settings import Settings
from kg.library import Library
from kg.locations import CORPUS

OUT = Path(__file__).parent / "screenshots"
PAGES = {
    "answer": "/ask?q=" + quote("教师定期到企业实践由谁负责？"),
    "graph": "/graph?focus=" + quote("鲁班工坊"),
    "reader": "/page/tianjin-vocational-benchmark",
    "responsibilities": "/responsibilities",
    "sparql": "/sparql",
}
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--lang=zh-CN",
)


def _served(home: Path) -> str:
    Library(home).ingest_all([CORPUS / "documents"])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    settings = Settings(home=home, port=port, _env_file=None)  # type: ignore[call-arg]
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}"


def main() -> None:
    """One picture a page, 1280 pixels wide."""
    OUT.mkdir(exist_ok=True)
    options = webdriver.ChromeOptions()
    for flag in _FLAGS:
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    browser.set_window_size(1280, 820)
    with tempfile.TemporaryDirectory() as folder:
        address = _served(Path(folder))
        for name, path in PAGES.items():
            browser.get(f"{address}{path}")
            time.sleep(2)
            browser.save_screenshot(str(OUT / f"{name}.png"))
            print(OUT / f"{name}.png")
    browser.quit()


if __name__ == "__main__":
    main()
