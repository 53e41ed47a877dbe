"""How long we wait when Mailchimp asks us to."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from comptoir.channels.mailchimp_transport import LONGEST_PAUSE, Transport


@pytest.fixture
def busy():
    """Serve two refusals that say how long to wait, then an answer."""
    waits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            said = waits.pop(0) if waits else None
            self.send_response(200 if said is None else 429)
            if said:  # an empty one is not sent at all
                self.send_header("Retry-After", said)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server, waits
    server.shutdown()
    thread.join()
    server.server_close()


def pauses(busy, *said: str) -> list[float]:
    server, waits = busy
    waits.extend(said)
    found: list[float] = []
    host = f"http://127.0.0.1:{server.server_address[1]}"
    transport = Transport(host=host, key="cle", pause=found.append)
    assert transport.call_api("/ping", "GET") == {}
    transport.close()
    return found


def test_the_wait_it_asks_for_is_kept(busy):
    assert pauses(busy, "7", "3") == [7.0, 3.0]


def test_a_wait_may_be_a_date_and_is_never_too_long(busy):
    assert pauses(busy, "Wed, 21 Oct 2015 07:28:00 GMT", "86400") == [0.0, LONGEST_PAUSE]


@pytest.mark.parametrize("said", ["", "plus tard", "-1"])
def test_without_one_the_pause_is_our_own(busy, said):
    [one] = pauses(busy, said)
    assert 0 < one <= 1
