"""Settings: options before variables before .env, and one clear line for what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, load
from kg.errors import InputError


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICYKG_{name.upper()}", raising=False)


def test_defaults_are_those_of_the_contract() -> None:
    s = load()
    assert (str(s.home), s.store, s.vectors, s.encoder) == ("data", "oxigraph", "faiss", "default")
    assert (s.host, s.port, s.token, s.base) == ("127.0.0.1", 8000, None, "https://w3id.org/policykg/")


def test_options_go_before_variables_and_variables_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("POLICYKG_PORT=1111\nPOLICYKG_HOST=0.0.0.0\nPOLICYKG_HOME=from-file\n")
    monkeypatch.setenv("POLICYKG_PORT", "2222")
    monkeypatch.setenv("POLICYKG_HOST", "127.0.0.2")
    s = load(port=3333, home=None)
    assert (s.port, s.host, str(s.home)) == (3333, "127.0.0.2", "from-file")


WRONG = [
    ("POLICYKG_PORT", "eighty", "POLICYKG_PORT='eighty'", "a word is no port"),
    ("POLICYKG_PORT", "70000", "POLICYKG_PORT='70000'", "outside the range of ports"),
    ("POLICYKG_STORE", "ftp://x", "POLICYKG_STORE='ftp://x'", "neither the embedded store nor an http URL"),
    ("POLICYKG_BASE", "https://w3id.org/policykg", "POLICYKG_BASE", "a base without / at its end glues names together"),
    ("POLICYKG_ENCODER", "", "POLICYKG_ENCODER", "an empty name is a slip of the pen"),
    ("POLICYKG_HOEM", "/x", "POLICYKG_HOEM: no such setting", "a misspelt variable would be silently ignored"),
]


@pytest.mark.parametrize(("name", "value", "told", "why"), WRONG, ids=[row[3] for row in WRONG])
def test_an_ill_formed_setting_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str, why: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError) as caught:
        load()
    assert told in str(caught.value) and "\n" not in str(caught.value), why


def test_a_token_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYKG_TOKEN", "geheim")
    s = load()
    assert "geheim" not in repr(s) and s.token is not None and s.token.get_secret_value() == "geheim"
