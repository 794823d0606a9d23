"""A service that is told to stop answers what it has taken: a real process, SIGTERM, and clients that don't let up."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager

import httpx
import pytest

ARTICLE = {"text": "岚溪科技今日在港交所挂牌,发行价每股12.5港元。"}
LINE = json.dumps(ARTICLE).encode() + b"\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to wait for here")


@contextmanager
def process(eventually, **settings):
    """``ipofacts serve`` in a process of its own; gives the process and its address."""
    script = "from ipofacts.cli import app; app(['serve', '--port', '0', '--engines', '1'])"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IPOFACTS_")}
    given = {f"IPOFACTS_{name.upper()}": str(value) for name, value in settings.items()}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", script], env=kept | given, **pipes) as server:
        try:
            url = server.stdout.readline().split()[3]
            logs: list[str] = []
            reading = threading.Thread(target=lambda: logs.extend(server.stderr))
            reading.start()
            eventually(lambda: httpx.get(f"{url}/readyz").status_code == 200)
            yield server, url, logs
        finally:
            if server.poll() is None:
                server.kill()
            server.wait()
            reading.join(timeout=10)


def test_under_load_no_request_is_lost(eventually):
    """Clients go on until nobody listens any more; a request that was sent on an open connection is always answered."""
    lost, statuses, refused = [], [], threading.Event()

    def ask(url):
        while not refused.is_set():
            try:
                with httpx.Client(timeout=30) as client:
                    while True:
                        answer = client.post(f"{url}/v1/extract", json=ARTICLE)
                        statuses.append(answer.status_code)
                        if answer.headers.get("connection") == "close":
                            break
            except httpx.ConnectError:
                refused.set()
            except httpx.TransportError as error:
                lost.append(repr(error))

    with process(eventually, drain_delay=4) as (server, url, _), httpx.Client() as operator:
        clients = [threading.Thread(target=ask, args=(url,)) for _ in range(6)]
        for client in clients:
            client.start()
        eventually(lambda: len(statuses) > 20)
        server.send_signal(signal.SIGTERM)
        eventually(lambda: operator.get(f"{url}/readyz").status_code == 503)
        answered = len(statuses)
        assert refused.wait(30)
        for client in clients:
            client.join(30)
        assert server.wait(30) in (0, -signal.SIGTERM)
    assert lost == []
    assert set(statuses) == {200}
    assert len(statuses) > answered


def test_the_whole_group_may_be_told_and_an_open_request_is_answered(eventually):
    with process(eventually) as (server, url, logs):
        port = httpx.URL(url).port
        with socket.create_connection(("127.0.0.1", port), timeout=30) as late:
            late.sendall(f"POST /v1/extract HTTP/1.1\r\nhost: x\r\ncontent-length: {len(LINE)}\r\n\r\n".encode() + LINE[:9])
            eventually(lambda: "ipofacts_requests_open 1.0" in httpx.get(f"{url}/metrics").text)
            children = subprocess.run(
                ["ps", "-o", "pid=", "--ppid", str(server.pid)], capture_output=True, text=True, check=False
            )
            for child in children.stdout.split():
                os.kill(int(child), signal.SIGTERM)
            server.send_signal(signal.SIGTERM)
            eventually(lambda: refuses(port))
            late.sendall(LINE[9:])
            told = b""
            while piece := late.recv(4000):
                told += piece
            assert b" 200 " in told.split(b"\r\n")[0]
            assert b"12.5" in told
        assert server.wait(30) in (0, -signal.SIGTERM)
    assert not [line for line in logs if "engine broke" in line]


def test_a_batch_without_end_is_ended_with_a_problem(eventually):
    with process(eventually, shutdown_timeout=2, drain_delay=0) as (server, url, _):
        with socket.create_connection(("127.0.0.1", httpx.URL(url).port), timeout=30) as connection:
            connection.sendall(b"POST /v1/batch HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
            answers = connection.makefile("rb")
            last, signalled = b"", False
            while b"problem" not in last:
                connection.sendall(f"{len(LINE):x}\r\n".encode() + LINE + b"\r\n")
                while not (last := answers.readline()).startswith(b"{"):
                    assert last, "the answer broke off"
                if not signalled:
                    server.send_signal(signal.SIGTERM)
                    signalled = True
        told = json.loads(last)
        assert (told["id"], told["problem"]["status"]) == (None, 503)
        assert "Send the articles that have no line here" in told["problem"]["detail"]
        assert server.wait(30) in (0, -signal.SIGTERM)


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return True
    return False


def test_logs_are_lines_of_json_without_a_word_of_an_article(eventually):
    with process(eventually) as (server, url, logs):
        httpx.post(f"{url}/v1/extract", json=ARTICLE, headers={"x-request-id": "seen-1"})
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    told = [json.loads(line) for line in logs]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in told)
    (access,) = [line for line in told if line.get("request_id") == "seen-1"]
    assert (access["route"], access["status"], access["method"], access["key"]) == ("/v1/extract", 200, "POST", "everybody")
    assert access["milliseconds"] > 0
    assert "岚溪" not in "".join(logs)
