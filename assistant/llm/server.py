"""Which model is asked, and where: what the settings say, checked before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant import messages
from assistant.llm.faults import ModelNotSet
from assistant.settings import Settings

Api = Literal["openai", "ollama"]
OLLAMA_HERE = "http://127.0.0.1:11434"
PACKAGES: dict[Api, str] = {
    "openai": "llama_index.llms.openai_like",
    "ollama": "llama_index.llms.ollama",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A model on a server. context: tokens it reads at once."""

    api: Api
    url: str
    model: str
    key: SecretStr | None
    context: int

    @property
    def host(self) -> str:
        """Where questions are sent, as people read it: 'api.example.vn', '127.0.0.1:11434'."""
        return urlsplit(self.url).netloc

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine, so that nothing leaves it."""
        name = urlsplit(self.url).hostname or ""
        try:
            return ip_address(name).is_loopback
        except ValueError:
            return name == "localhost"

    def __str__(self) -> str:
        return f"{self.model}, {self.host}"


def server_of(settings: Settings) -> Server | None:
    """The model of the settings; None where none is to be used. Raises ModelNotSet."""
    if settings.generator != "llm":
        return None
    if not settings.llm_model:
        raise ModelNotSet(messages.LLM_NEEDS_MODEL)
    api: Api = settings.llm_api or ("openai" if settings.llm_base_url else "ollama")
    if not settings.llm_base_url and api == "openai":
        raise ModelNotSet(messages.LLM_NEEDS_URL)
    url = _checked(settings.llm_base_url or OLLAMA_HERE)
    if not _is_installed(PACKAGES[api]):
        raise ModelNotSet(messages.LLM_NOT_INSTALLED)
    return Server(api, url, settings.llm_model, _key(settings), settings.llm_context)


def _checked(url: str) -> str:
    """An address that may be shown: without a name and password in it."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        _ = parts.port  # raises where it is no number
    except ValueError:
        usable = False
    if not usable:
        raise ModelNotSet(messages.LLM_URL_WRONG)
    if "@" in parts.netloc:
        raise ModelNotSet(messages.LLM_URL_HOLDS_KEY)
    return url.rstrip("/")


def _key(settings: Settings) -> SecretStr | None:
    if settings.llm_api_key is None:
        return None
    key = settings.llm_api_key.get_secret_value().strip()
    if not key:
        return None
    # What cannot stand in a header would come back in the text of an error.
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ModelNotSet(messages.LLM_KEY_WRONG)
    return SecretStr(key)


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False
