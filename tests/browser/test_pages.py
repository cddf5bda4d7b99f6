"""The pages as people use them, in a real browser: ask, search, read, click through the graph, query."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait


def requested(browser: Any) -> list[str]:
    """Addresses the browser has asked for since the last call."""
    events = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]


@pytest.fixture(autouse=True)
def _nothing_from_elsewhere(browser: Any, served: str) -> Any:
    requested(browser)
    browser.get_log("browser")
    yield
    foreign = [u for u in requested(browser) if not u.startswith((served, "data:", "chrome:", "blob:", "about:"))]
    assert not foreign, f"asked another host: {foreign}"
    severe = [
        e["message"] for e in browser.get_log("browser") if e["level"] == "SEVERE" and "favicon" not in e["message"]
    ]
    assert not severe, f"errors in the console: {severe}"


def wait(browser: Any, script: str) -> Any:
    return WebDriverWait(browser, 20).until(lambda b: b.execute_script(f"return {script}"))


def test_ask_from_the_start_page_by_keyboard_alone(browser: Any, served: str) -> None:
    browser.get(served)
    browser.switch_to.active_element.send_keys("推进学分银行在天津落地运行由哪些单位负责？", Keys.ENTER)
    wait(browser, "location.pathname === '/ask'")
    assert "市教委" in browser.find_element(By.TAG_NAME, "h1").text
    assert browser.find_elements(By.CSS_SELECTOR, "blockquote"), "an answer shows its evidence"


def test_search_marks_what_matched(browser: Any, served: str) -> None:
    browser.get(f"{served}/search?q=鲁班工坊")
    assert "鲁班工坊" in {mark.text for mark in browser.find_elements(By.TAG_NAME, "mark")}


def test_the_graph_draws_and_a_click_expands_it(browser: Any, served: str) -> None:
    browser.get(f"{served}/graph?focus=鲁班工坊")
    before = wait(browser, "window.policyGraph && window.policyGraph.data.nodes.length")
    assert browser.find_element(By.CSS_SELECTOR, "#graph canvas").size["height"] > 200
    browser.execute_script(
        "const n = policyGraph.data.nodes.getIds()[1]; policyGraph.network.body.emitter.emit('click',"
        "{nodes: [n], edges: [], event: {}, pointer: {}});"
    )
    assert wait(browser, f"policyGraph.data.nodes.length > {before}")


def test_the_legend_hides_a_kind(browser: Any, served: str) -> None:
    browser.get(f"{served}/graph?focus=鲁班工坊")
    wait(browser, "document.querySelectorAll('#legend button').length")
    before = browser.execute_script("return policyGraph.data.nodes.length")
    browser.execute_script("document.querySelector('#legend button').click()")
    assert wait(browser, f"policyGraph.data.nodes.length < {before}")
    browser.execute_script("document.querySelector('#legend button').click()")
    assert wait(browser, f"policyGraph.data.nodes.length === {before}")


def test_the_reader_leads_from_a_name_to_its_page(browser: Any, served: str) -> None:
    browser.get(f"{served}/page/tianjin-vocational-benchmark")
    browser.find_element(By.CSS_SELECTOR, "a.entity").click()
    assert wait(browser, "document.querySelectorAll('blockquote mark').length > 0")


def test_a_query_runs_on_its_page(browser: Any, served: str) -> None:
    browser.get(f"{served}/sparql")
    browser.find_element(By.CSS_SELECTOR, "#query button[type=submit]").click()
    assert wait(browser, "document.querySelectorAll('#result tr').length > 20")


def test_a_phone_shows_no_sideways_scroll(browser: Any, served: str) -> None:
    browser.set_window_size(500, 900)
    try:
        for path in ("/", "/ask?q=市教委负责哪些任务？", "/page/tianjin-vocational-benchmark", "/targets"):
            browser.get(f"{served}{path}")
            assert wait(browser, "document.documentElement.scrollWidth <= innerWidth + 1"), path
    finally:
        browser.set_window_size(1280, 900)
