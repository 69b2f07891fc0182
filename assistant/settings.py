"""Every setting, one class. Order: flag > DANVAN_* > ./danvan.toml > data_dir/danvan.toml.

docs/settings.md is the table for people; a test keeps the two equal.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

CONFIG_FILE = "danvan.toml"


def default_data_dir() -> Path:
    """Where everything written at run time lives when nothing else is said."""
    return Path(platformdirs.user_data_dir("danvan", appauthor=False))


class Settings(BaseSettings):
    """Settings of one run; immutable."""

    # hide_input_in_errors: the text of an error must not hold the key.
    model_config = SettingsConfigDict(
        env_prefix="DANVAN_", frozen=True, extra="forbid", hide_input_in_errors=True
    )

    data_dir: Path = Field(default_factory=default_data_dir)
    documents_dir: Path | None = None  # None: the documents that ship with the product
    embedding_model: str | None = None  # None: the model that ships with the product
    query_prefix: str = ""  # put before a question by models that want it ("query: ")
    passage_prefix: str = ""  # put before a passage ("passage: ")
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    generator: Literal["extractive", "llm"] = "extractive"
    store_url: str | None = None
    llm_base_url: str | None = None  # None: Ollama on this machine
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_api: Literal["openai", "ollama"] | None = None  # None: by whether there is a base URL
    llm_context: int = Field(default=8192, ge=1024)  # tokens the model reads at once
    llm_timeout: float = Field(default=60, gt=0)  # seconds until the quotes are shown instead
    llm_unsupported: Literal["remove", "mark"] = "remove"
    llm_follow_ups: bool = False
    llm_paraphrases: bool = False
    llm_quiz_stems: bool = False
    login_file: Path | None = None
    allow_without_login: bool = False
    mcp: bool = False
    log_days: int = Field(default=365, ge=0)
    events: str = ""  # "stderr", or a file: one line of JSON for each thing that happened
    events_with_questions: bool = False
    metrics_token: SecretStr | None = None  # None: /metrics answers this machine only

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        here = TomlConfigSettingsSource(settings_cls, Path(CONFIG_FILE))
        chosen = (
            init_settings().get("data_dir")
            or os.environ.get("DANVAN_DATA_DIR")
            or here().get("data_dir")
            or default_data_dir()
        )
        there = TomlConfigSettingsSource(settings_cls, Path(str(chosen)) / CONFIG_FILE)
        return init_settings, env_settings, here, there
