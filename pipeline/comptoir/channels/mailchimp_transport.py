"""How `mailchimp_marketing` reaches the service, in place of its own HTTP client.

That client takes an empty 502 for a success, sends the body `null`, rewrites the word "server"
inside ids, opens a connection a call and never retries. Here anything but 2xx is an error, an
answer that never came is told from a refusal, and a call is made again only where making it twice
changes nothing.
"""

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter

TIMEOUTS = (5.0, 60.0)  # seconds, to connect and for the answer
PARALLEL = 8  # connections; Mailchimp refuses more than ten
ATTEMPTS = 5
LONGEST_PAUSE = 60.0  # seconds
HARMLESS_TWICE = frozenset({"GET", "PUT", "DELETE"})
# POST that add to a set, or erase: twice comes to once
HARMLESS_POSTS = frozenset(
    {
        "/lists/{list_id}/segments/{segment_id}",
        "/lists/{list_id}/members/{subscriber_hash}/actions/delete-permanent",
    }
)


def _wait(seconds: float) -> None:
    time.sleep(seconds)


@dataclass(slots=True)
class RefusalError(Exception):
    """Mailchimp answered no (4xx). Its words are English and may name people: they stay here."""

    status: int
    title: str = ""  # of its problem+json: "Member In Compliance State"
    after: float | None = None  # seconds that it asks us to wait


@dataclass(slots=True)
class NoAnswerError(Exception):
    """No answer, or 5xx: what was asked may have been done."""

    status: int = 0
    after: float | None = None  # seconds that it asks us to wait


@dataclass(slots=True, kw_only=True)
class Transport:
    """What the generated API classes call; one session for all of them."""

    host: str
    key: str
    timeouts: tuple[float, float] = TIMEOUTS
    pause: Callable[[float], None] = _wait
    _session: requests.Session = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.auth = ("comptoir", self.key)
        self._session.trust_env = False  # no .netrc, no proxy that would see the key
        self._session.headers["User-Agent"] = "Comptoir"
        adapter = HTTPAdapter(pool_maxsize=PARALLEL)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)

    def call_api(
        self,
        resource_path: str,
        method: str,
        path_params: Mapping[str, Any] | None = None,
        query_params: Sequence[tuple[str, Any]] | None = None,
        header_params: Mapping[str, str] | None = None,
        body: Any = None,
        **_: Any,
    ) -> Any:
        """Make one call, again where that is harmless; return the JSON of the answer, or None.

        Raises:
            RefusalError: 4xx.
            NoAnswerError: 5xx, or nothing came back.
        """
        url = self.host + resource_path
        for name, value in (path_params or {}).items():
            url = url.replace(f"{{{name}}}", quote(str(value), safe=""))
        harmless = method in HARMLESS_TWICE or resource_path in HARMLESS_POSTS
        query = [(name, _csv(value)) for name, value in query_params or ()]
        data = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "application/json"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._once(method, url, query, headers, data)
            except RefusalError as error:
                if error.status != 429 or attempt == ATTEMPTS:
                    raise
                asked = error.after
            except NoAnswerError as error:
                if not harmless or attempt == ATTEMPTS:
                    raise
                asked = error.after
            own = 2**attempt / 2 * random.uniform(0.5, 1)  # noqa: S311
            self.pause(min(LONGEST_PAUSE, own if asked is None else asked))
        raise AssertionError("the last attempt returns or raises")

    def _once(
        self,
        method: str,
        url: str,
        query: list[tuple[str, str]],
        headers: dict[str, str],
        data: bytes | None,
    ) -> Any:
        try:
            answer = self._session.request(
                method,
                url,
                params=query,
                headers=headers,
                data=data,
                timeout=self.timeouts,
                allow_redirects=False,
            )
        except requests.RequestException:
            raise NoAnswerError from None  # its words hold the address called
        if answer.ok and answer.status_code < 300:
            return _json(answer)
        if answer.status_code >= 500:
            raise NoAnswerError(answer.status_code, _retry_after(answer))
        said = _json(answer)
        title = said.get("title", "") if isinstance(said, dict) else ""
        raise RefusalError(answer.status_code, str(title), _retry_after(answer))

    def select_header_accept(self, accepts: Sequence[str]) -> str:
        return "application/json"

    def select_header_content_type(self, content_types: Sequence[str]) -> str:
        return "application/json"

    def close(self) -> None:
        self._session.close()


def _retry_after(answer: requests.Response) -> float | None:
    """Return how many seconds an answer asks us to wait (RFC 9110, § 10.2.3)."""
    given = answer.headers.get("Retry-After", "").strip()
    if given.isdecimal():
        return float(given)
    try:
        moment = parsedate_to_datetime(given)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _csv(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _json(answer: requests.Response) -> Any:
    """Return the JSON of an answer; nothing where there is none, as after an action.

    Raises:
        NoAnswerError: a body that is no JSON: something between Mailchimp and us answered.
    """
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError:
        if answer.status_code >= 400:
            return None
        raise NoAnswerError(answer.status_code) from None
