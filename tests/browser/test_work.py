"""What people do on the pages: find paths, take files away, upload, change language and theme, with nothing in the way."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("selenium", reason="selenium is not installed")

import uvicorn
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from api.app import create_app
from api.settings import Settings
from tests.engines import free_port

PAGES = ["/", "/ask?q=市教委负责哪些任务？", "/ask?q=火星基地何时建成？", "/search?q=鲁班工坊", "/page/tianjin-vocational-benchmark", "/page/unit/天津市教育委员会",
         "/graph?focus=鲁班工坊", "/responsibilities", "/targets", "/documents", "/sparql", "/aligned/tianjin-vocational-benchmark"]  # fmt: skip
HOSTILE = '<script>document.title="caught"</script>“&quot;\u202e反\U0001f389'


def wait(browser: Any, script: str) -> Any:
    return WebDriverWait(browser, 20).until(lambda b: b.execute_script(f"return {script}"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, served: str, theme: str) -> None:
    axe_module = pytest.importorskip("axe_selenium_python", reason="axe is not installed")
    found = []
    for path in PAGES:
        browser.get(f"{served}{path}")
        browser.execute_script(f"document.documentElement.dataset.theme = '{theme}'")
        axe = axe_module.Axe(browser)
        axe.inject()
        told = axe.run(options={"runOnly": ["wcag2a", "wcag2aa"]})
        found += [f"{path}: {v['id']} {v['nodes'][0]['target']} {v['nodes'][0]['html'][:120]}" for v in told["violations"] if v["impact"] in ("serious", "critical")]  # fmt: skip
    assert not found, "\n".join(found)


def test_a_path_is_told_with_evidence(browser: Any, served: str) -> None:
    browser.get(f"{served}/graph?focus=鲁班工坊")
    wait(browser, "window.policyGraph && policyGraph.data.nodes.length")
    browser.find_element(By.ID, "target").send_keys("市外办", Keys.ENTER)
    assert wait(browser, "document.querySelectorAll('#hops li').length >= 1")
    assert "鲁班工坊" in browser.find_element(By.ID, "hops").text


def test_undo_takes_back_an_expansion_and_the_link_restores_it(browser: Any, served: str) -> None:
    browser.get(f"{served}/graph?focus=鲁班工坊")
    before = wait(browser, "window.policyGraph && policyGraph.data.nodes.length")
    browser.execute_script("policyGraph.expand(policyGraph.data.nodes.getIds()[1])")
    wait(browser, f"policyGraph.data.nodes.length > {before}")
    link = browser.current_url
    browser.find_element(By.ID, "undo").click()
    assert wait(browser, f"policyGraph.data.nodes.length === {before}")
    browser.get("about:blank")
    browser.get(link)
    assert wait(browser, f"window.policyGraph && policyGraph.data.nodes.length > {before}")


def test_the_theme_is_kept_from_page_to_page(browser: Any, served: str) -> None:
    browser.get(served)
    browser.execute_script("localStorage.removeItem('policykg-theme')")
    browser.get(served)
    light = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    browser.find_element(By.ID, "theme").click()
    browser.get(f"{served}/targets")
    assert browser.execute_script("return getComputedStyle(document.body).backgroundColor") != light
    browser.execute_script("localStorage.removeItem('policykg-theme')")


def test_english_by_a_switch_and_back(browser: Any, served: str) -> None:
    browser.get(f"{served}/targets")
    browser.find_element(By.LINK_TEXT, "English").click()
    wait(browser, "document.documentElement.lang === 'en'")
    assert browser.find_element(By.TAG_NAME, "h1").text == "Quantified targets"
    browser.find_element(By.LINK_TEXT, "中文").click()
    wait(browser, "document.documentElement.lang === 'zh-CN'")


def test_suggestions_by_keyboard(browser: Any, served: str) -> None:
    browser.get(served)
    box = browser.find_element(By.ID, "q")
    box.send_keys("学分银")
    assert wait(browser, "document.querySelectorAll('#suggestions li').length > 0")
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert wait(browser, "location.pathname !== '/'")


def test_tables_sort_and_filter(browser: Any, served: str) -> None:
    browser.get(f"{served}/responsibilities")
    browser.find_element(By.CSS_SELECTOR, "[data-filters=load] input").send_keys("财政")
    assert wait(browser, "[...document.querySelectorAll('#load tbody tr')].filter(r => !r.hidden).length === 1")
    browser.get(f"{served}/responsibilities")
    browser.find_elements(By.CSS_SELECTOR, "#load th button")[1].click()
    assert wait(browser, "document.querySelector('#load tbody td[data-sort]').dataset.sort === '1'")


def test_an_example_query_runs_and_a_wrong_one_is_marked(browser: Any, served: str) -> None:
    browser.get(f"{served}/sparql")
    browser.execute_script(
        "const s = document.getElementById('examples'); s.selectedIndex = 4; s.dispatchEvent(new Event('change'))"
    )
    wait(browser, "document.querySelectorAll('#result tbody tr').length > 5")
    text = browser.find_element(By.ID, "text")
    text.clear()
    text.send_keys("SELECT ?x {\n ?x ?y }", Keys.CONTROL, Keys.ENTER)
    assert wait(browser, "document.getElementById('problem').textContent.includes('2')")
    assert browser.find_elements(By.CSS_SELECTOR, ".line-error")


def test_a_chinese_word_completes_to_a_property(browser: Any, served: str) -> None:
    browser.get(f"{served}/sparql")
    text = browser.find_element(By.ID, "text")
    text.clear()
    wait(browser, "performance.getEntriesByName(location.origin + '/api/vocabulary').length > 0")
    time.sleep(0.2)
    text.send_keys("SELECT * { ?t 责任")
    assert wait(browser, "document.getElementById('complete').textContent.includes('pol:responsibleUnit')")


def test_files_are_what_they_say(served: str) -> None:
    import httpx

    for path, begins in (
        ("/export/hits.csv?q=鲁班工坊", b"\xef\xbb\xbf"), ("/export/hits.xlsx?q=鲁班工坊", b"PK"), ("/export/graph.graphml?focus=鲁班工坊", b"<?xml"),
        ("/export/graph.html?focus=鲁班工坊", b"<!doctype html>"), ("/export/unit.xlsx?unit=市财政局", b"PK"),
        ("/export/query.csv?query=SELECT ?t { ?t a pol:Task }", b"\xef\xbb\xbft"), ("/export/query.xlsx?query=SELECT ?t { ?t a pol:Task }", b"PK"),
    ):  # fmt: skip
        reply = httpx.get(f"{served}{path}", timeout=30)
        assert (reply.status_code, reply.content[: len(begins)]) == (200, begins), path
    refused = httpx.get(
        f"{served}/export/query.csv", params={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}
    )
    assert refused.status_code == 400


@pytest.fixture
def writable(tianjin_home: Path, tmp_path: Path) -> Iterator[str]:
    shutil.copytree(tianjin_home, tmp_path / "home")
    port = free_port()
    settings = Settings(home=tmp_path / "home", port=port, _env_file=None)  # type: ignore[call-arg]
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def test_a_document_is_uploaded_read_and_removed_and_hostile_text_stays_text(
    browser: Any, writable: str, tmp_path: Path
) -> None:
    file = tmp_path / "某.txt"
    file.write_text(
        f"某市关于{HOSTILE}试点的通知\n一、总体要求{HOSTILE}\n建设“{HOSTILE}中心”，由市教育局负责。\n", "utf-8"
    )
    browser.get(f"{writable}/documents")
    browser.find_element(By.ID, "file").send_keys(str(file))
    browser.find_element(By.CSS_SELECTOR, "#upload button[type=submit]").click()
    link = WebDriverWait(browser, 20).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#reports article a"))[0]
    link.click()
    wait(browser, "document.querySelectorAll('.provision').length > 0")
    assert "<script>" in browser.find_element(By.TAG_NAME, "main").text
    for path in ("/", "/search?q=试点", "/ask?q=试点由谁负责？", "/graph", "/documents", "/targets"):
        browser.get(f"{writable}{path}")
        assert browser.title != "caught", path
    browser.get(f"{writable}/documents")
    count = len(browser.find_elements(By.CSS_SELECTOR, "[data-remove]"))
    browser.find_elements(By.CSS_SELECTOR, "[data-remove]")[-1].click()
    wait(browser, "document.getElementById('removal').open")
    browser.find_element(By.CSS_SELECTOR, "#removal button[value=yes]").click()
    assert wait(browser, f"document.querySelectorAll('[data-remove]').length === {count - 1}")


def test_a_graph_of_thousands_stays_in_groups_that_open(browser: Any, served: str) -> None:
    browser.get(f"{served}/graph?focus=市教委&depth=3&limit=5000")
    assert wait(browser, "document.getElementById('graph').dataset.settled")
    total, shown = browser.execute_script(
        "return [[...policyGraph.model.kinds().values()].reduce((a, b) => a + b, 0), policyGraph.data.nodes.length]"
    )
    assert total > 300
    assert shown <= 300
    group = "policyGraph.data.nodes.getIds().find(policyGraph.model.isGroup)"
    browser.execute_script(f"policyGraph.expand({group})")
    assert wait(browser, f"policyGraph.data.nodes.length > {shown}")
    browser.execute_script("document.getElementById('undo').click()")
    assert wait(browser, f"policyGraph.data.nodes.length === {shown}")


def test_no_page_scrolls_sideways_on_a_phone(browser: Any, served: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    )
    try:
        for path in (
            "/", "/ask?q=学分银行由哪些单位负责？", "/search?q=鲁班工坊", "/page/tianjin-vocational-benchmark",
            "/page/institution/鲁班工坊", "/graph?focus=鲁班工坊", "/responsibilities", "/targets", "/documents", "/sparql",
        ):  # fmt: skip
            browser.get(f"{served}{path}")
            wait(browser, "document.readyState === 'complete'")
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            assert wide <= 390, f"{path} is {wide} pixels wide"
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_marked_name_tells_of_itself_by_keyboard(browser: Any, served: str) -> None:
    browser.get(f"{served}/page/tianjin-vocational-benchmark")
    browser.execute_script("[...document.querySelectorAll('a.entity')].find(a => a.textContent === '鲁班工坊').focus()")
    assert wait(browser, "!document.getElementById('hovercard').hidden")
    assert "鲁班工坊" in browser.find_element(By.ID, "hovercard").text
    assert browser.execute_script("return document.activeElement.getAttribute('aria-describedby')") == "hovercard"
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert wait(browser, "document.getElementById('hovercard').hidden")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT ?t ?u { ?t a pol:Task ; pol:responsibleUnit ?u ; pol:number 24 }", "rows: task and unit side by side"),
        ("CONSTRUCT { ?t pol:elaborates ?c } WHERE { ?t pol:elaborates ?c ; pol:number 24 }", "triples"),
    ],
)
def test_a_result_is_drawn_as_a_graph(browser: Any, served: str, query: str, why: str) -> None:
    prefix = "PREFIX pol: <https://w3id.org/policykg/ontology#> "
    browser.get(f"{served}/sparql#{quote(prefix + query)}")
    browser.find_element(By.ID, "draw").click()
    assert wait(browser, "window.policyGraph && policyGraph.data.nodes.length > 1"), why
    assert browser.execute_script("return document.querySelectorAll('#legend button').length") >= 2
