"""Who may open the window: a TOML file of people with roles and salted password hashes.

[[users]]
name = "lan"
role = "quản trị"            # người đọc | giảng viên | quản trị
hash = "scrypt:..."          # made by: python -m assistant.app.login
"""

from __future__ import annotations

import asyncio
import getpass
import hashlib
import hmac
import secrets
import time
import tomllib
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.app import texts
from assistant.app.throttle import Throttle
from index.errors import DanvanError

if TYPE_CHECKING:
    from assistant.settings import Settings

# scrypt's cost (n, r, p): 16 MiB and about 50 ms a try, as OWASP's sheet on passwords advises.
COST = (2**14, 8, 5)
CHECKED_AT_ONCE = 2  # passwords; each takes a processor for its 50 ms
SESSION_SECONDS = 12 * 3600  # after which a person logs in again
PASSWORD_LETTERS = 1000  # more is no password
client_address: ContextVar[str] = ContextVar("client_address", default="")
"""Where the request that is being handled comes from (`assistant.app.gate` sets it)."""


class Role(StrEnum):
    READER = "người đọc"
    TEACHER = "giảng viên"
    ADMIN = "quản trị"

    def covers(self, other: Role) -> bool:
        """Whether people of this role may do what `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class Sessions(dict[str, str]):
    """Gradio's table from session id to name, whose entries end. clock: seconds, never back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._began: dict[str, float] = {}

    def __setitem__(self, session: str, name: str) -> None:
        for old in [s for s in self if self._ended(s)]:
            del self[old]
        self._began[session] = self._clock()
        super().__setitem__(session, name)

    def __delitem__(self, session: str) -> None:
        self._began.pop(session, None)
        super().__delitem__(session)

    def get(self, session: str | None, default: Any = None) -> Any:
        if session is None or session not in self or self._ended(session):
            return default
        return self[session]

    def _ended(self, session: str) -> bool:
        return self._clock() - self._began[session] > SESSION_SECONDS


class LoginFileInvalid(DanvanError):
    """The users' file cannot be used; the message says why."""


class LoginNeeded(DanvanError):
    """The window would be open to the network without a login."""


@dataclass(frozen=True, slots=True)
class Person:
    role: Role
    hash: str


class Access:
    """The people of a login file; without a file everyone has the role `anyone`."""

    def __init__(self, people: dict[str, Person] | None, anyone: Role = Role.ADMIN) -> None:
        self._people = people
        self._anyone = anyone
        self._throttle = Throttle()
        self._checked_at_once = asyncio.Semaphore(CHECKED_AT_ONCE)

    @classmethod
    def read(cls, file: Path | None) -> Access:
        """Raises LoginFileInvalid."""
        if file is None:
            return cls(None)
        try:
            rows = tomllib.loads(file.read_text(encoding="utf-8"))["users"]
            people = {str(r["name"]): Person(Role(r["role"]), str(r["hash"])) for r in rows}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LoginFileInvalid(texts.LOGIN_FILE.format(file=file, detail=error)) from error
        if not people:
            raise LoginFileInvalid(texts.LOGIN_FILE.format(file=file, detail="users"))
        return cls(people)

    @property
    def needed(self) -> bool:
        return self._people is not None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._people or ())

    async def admit(self, name: str, password: str) -> bool:
        """As `check`, slower and slower for who guesses, without holding others up."""
        address = client_address.get()
        if not self._throttle.begin(name, address, exists=name in self.names):
            return False
        async with self._checked_at_once:
            right = await asyncio.to_thread(self.check, name, password)
        if right:
            self._throttle.succeeded(name, address)
        return right

    def check(self, name: str, password: str) -> bool:
        """Whether these are a person's name and password."""
        person = (self._people or {}).get(name)
        right = matches(password[:PASSWORD_LETTERS], person.hash if person else _nobody())
        return bool(person and right)

    def role(self, name: str | None) -> Role:
        if self._people is None:
            return self._anyone
        person = self._people.get(name or "")
        return person.role if person else Role.READER

    def allows(self, name: str | None, role: Role) -> bool:
        """Whether a person may do what `role` may."""
        return self.role(name).covers(role)


def access_of(settings: Settings) -> Access:
    """Who may open the window, and as what: the people of the login file; without one, whoever
    sits at this machine, as its administrator. Raises LoginFileInvalid, and LoginNeeded for an
    address that others reach, unless the settings allow that: then anyone may read."""
    access = Access.read(settings.login_file)
    if access.needed or _is_loopback(settings.host):
        return access
    if not settings.allow_without_login:
        raise LoginNeeded(texts.LOGIN_NEEDED.format(host=settings.host))
    return Access(None, Role.READER)


def open_to_all(settings: Settings, access: Access) -> bool:
    """Whether other machines may come in without a login."""
    return not access.needed and not _is_loopback(settings.host)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def hashed(password: str) -> str:
    """A salted hash for the login file."""
    salt = secrets.token_bytes(16)
    n, r, p = COST
    return f"scrypt:{n}:{r}:{p}:{salt.hex()}:{_scrypt(password, salt, n, r, p).hex()}"


def matches(password: str, stored: str) -> bool:
    """Whether `stored` is a hash of `password`."""
    try:
        kind, n, r, p, salt, digest = stored.split(":")
        tried = _scrypt(password, bytes.fromhex(salt), int(n), int(r), int(p))
    except ValueError:
        return False
    return kind == "scrypt" and hmac.compare_digest(tried.hex(), digest)


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=2**27)


@cache
def _nobody() -> str:
    """A hash for names that are not known: they take as long as those that are."""
    return hashed("")


if __name__ == "__main__":
    print(hashed(getpass.getpass(texts.ASK_PASSPHRASE)))
