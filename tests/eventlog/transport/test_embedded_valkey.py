"""The embedded server: private, durable, never left behind (architecture, sections 2 and 4)."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
import redis

from deploy.embedded_valkey import EmbeddedValkey, EmbeddedValkeyError

DEADLINE = 20.0

OWNER = """
import sys
from pathlib import Path
from threading import Event, Thread
from deploy.embedded_valkey import EmbeddedValkey
server = EmbeddedValkey(Path(sys.argv[1]))
thread = Thread(target=server.start)  # a thread that ends before its server
thread.start()
thread.join()
print("started", server.pid, server.url, flush=True)
Event().wait()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    embedded = EmbeddedValkey(tmp_path / "valkey")
    embedded.start()
    yield embedded
    embedded.stop()


def ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def await_end(pid: int) -> None:
    end = monotonic() + DEADLINE
    while not ended(pid):
        assert monotonic() < end, f"process {pid} lives on"
        sleep(0.01)


def test_it_listens_on_a_private_socket_and_on_nothing_else(server: EmbeddedValkey) -> None:
    with redis.Redis.from_url(server.url) as client:
        settings = client.config_get("*")
    assert settings["port"] == "0"
    assert settings["tls-port"] == "0"
    assert settings["maxmemory-policy"] == "noeviction"
    assert settings["appendonly"] == "yes"
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


def test_a_long_folder_name_gets_a_short_socket_behind_a_link(tmp_path: Path) -> None:
    server = EmbeddedValkey(tmp_path / ("x" * 120))
    server.start()
    try:
        assert len(os.fsencode(server.socket)) < 100
        assert (server.folder / "valkey.sock").is_symlink()
        first = server.socket
        with redis.Redis.from_url(EmbeddedValkey(server.folder).url) as client:
            assert client.ping()
        server.stop()
        server.start()
        assert server.socket == first
        assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700
    finally:
        server.stop()
        shutil.rmtree(server.socket.parent)


def test_what_was_acknowledged_is_there_after_stop_and_after_kill(server: EmbeddedValkey) -> None:
    with redis.Redis.from_url(server.url) as client:
        client.set("one", "1")
    server.stop()
    server.start()
    with redis.Redis.from_url(server.url) as client:
        assert client.get("one") == b"1"
        client.set("two", "2")
    server.kill()
    server.start()
    with redis.Redis.from_url(server.url) as client:
        assert client.get("two") == b"2"


def test_a_second_owner_is_refused_while_the_first_lives(server: EmbeddedValkey) -> None:
    with pytest.raises(EmbeddedValkeyError, match="another process"):
        EmbeddedValkey(server.folder).start()
    with redis.Redis.from_url(server.url) as client:
        assert client.ping()


def test_starting_twice_and_stopping_twice_is_harmless(server: EmbeddedValkey) -> None:
    pid = server.pid
    server.start()
    assert server.pid == pid
    server.stop()
    server.stop()
    assert server.pid is None
    assert not server.pid_file.exists()


def test_the_server_outlives_the_thread_that_started_it(tmp_path: Path) -> None:
    server = EmbeddedValkey(tmp_path / "valkey")
    thread = threading.Thread(target=server.start)
    thread.start()
    thread.join()
    try:
        with redis.Redis.from_url(server.url) as client:
            assert client.ping()
    finally:
        server.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_server_dies_with_its_killed_parent(tmp_path: Path, how: signal.Signals) -> None:
    folder = tmp_path / "valkey"
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        said = next(line for line in owner.stdout if line.startswith("started"))
        _, pid, url = said.split()
        with redis.Redis.from_url(url) as client:
            client.set("kept", "1")
        owner.send_signal(how)
    await_end(int(pid))
    server = EmbeddedValkey(folder)
    server.start()
    try:
        with redis.Redis.from_url(server.url) as client:
            assert client.get("kept") == b"1"
    finally:
        server.stop()


@pytest.mark.parametrize("hung", [False, True])
def test_a_server_that_was_left_behind_is_stopped_at_the_next_start(
    tmp_path: Path, hung: bool
) -> None:
    server = EmbeddedValkey(tmp_path / "valkey")
    server.start()
    server.stop()
    with subprocess.Popen(server.arguments()) as stale:
        server.pid_file.write_text(str(stale.pid))
        end = monotonic() + DEADLINE
        while not server.socket.exists():
            assert monotonic() < end
            sleep(0.01)
        if hung:
            stale.send_signal(signal.SIGSTOP)
        server.start()
        try:
            assert stale.wait(DEADLINE) is not None
            assert server.pid != stale.pid
            with redis.Redis.from_url(server.url) as client:
                assert client.ping()
        finally:
            server.stop()


def test_a_pid_file_that_names_somebody_else_harms_nobody(tmp_path: Path) -> None:
    server = EmbeddedValkey(tmp_path / "valkey")
    server.folder.mkdir()
    with subprocess.Popen(["/bin/sleep", "60"]) as bystander:
        server.pid_file.write_text(str(bystander.pid))
        server.start()
        server.stop()
        assert bystander.poll() is None
        bystander.kill()
