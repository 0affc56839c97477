"""Firefox and Chromium, which set and tell their own settings (tests/real_tools.py)."""

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any


class Browser:
    """A browser that sets and tells its own settings, in a profile of its own."""

    name: str
    program: str
    format: str
    folder: str
    """Where a probe's place must be to be this browser's."""
    _process: subprocess.Popen[bytes] | None = None
    its_default: tuple[str, ...] = ()
    """Keys for which this build has another default than the browser that the probe is for."""

    def start(self, home: Path) -> None:
        raise NotImplementedError

    def value(self, key: str) -> str | None:
        """Return what the browser itself holds at a key; None if it knows no such key."""
        raise NotImplementedError

    def set(self, key: str, value: str) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError

    def kill(self) -> None:
        """End it, if it has not ended by itself."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class Firefox(Browser):
    name, format, folder = "firefox", "prefs", "/.mozilla/firefox/"
    program = next(filter(shutil.which, ("firefox-esr", "firefox")), "firefox")

    def start(self, home: Path) -> None:
        profile = home / ".mozilla/firefox/abcdefgh.default"
        profile.mkdir(parents=True)
        # else it takes over settings for tests
        (profile / "user.js").write_text('user_pref("remote.prefs.recommended", false);')
        command = [
            self.program,
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            str(profile),
        ]
        env = {"PATH": os.environ["PATH"], "HOME": str(home)}
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(command, env=env, stdout=nothing, stderr=nothing)
        self._socket, self._sent = _connected(2828, 60), 0
        self._received()
        self._call("WebDriver:NewSession", {})
        self._call("Marionette:SetContext", {"value": "chrome"})

    def _call(self, name: str, parameters: dict[str, Any]) -> Any:
        self._sent += 1
        data = json.dumps([0, self._sent, name, parameters])
        self._socket.sendall(f"{len(data)}:{data}".encode())
        _, _, error, result = self._received()
        if error:
            raise OSError(f"Firefox: {error}")
        return result

    def _received(self) -> Any:
        length = b""
        while (byte := self._socket.recv(1)) != b":":
            if not byte:
                raise OSError("Firefox hung up")
            length += byte
        data = b""
        while len(data) < int(length):
            data += self._socket.recv(int(length) - len(data))
        return json.loads(data)

    def _script(self, script: str, *arguments: str) -> Any:
        return self._call("WebDriver:ExecuteScript", {"script": script, "args": arguments})["value"]

    def value(self, key: str) -> str | None:
        script = """
            const {prefs} = Services, [key] = arguments;
            const kind = {[prefs.PREF_BOOL]: "Bool", [prefs.PREF_INT]: "Int",
                          [prefs.PREF_STRING]: "String"}[prefs.getPrefType(key)];
            return kind ? String(prefs[`get${kind}Pref`](key)) : null;"""
        found = self._script(script, key)
        return None if found is None else str(found)

    def set(self, key: str, value: str) -> None:
        script = """
            const {prefs} = Services, [key, value] = arguments;
            if (["true", "false"].includes(value)) prefs.setBoolPref(key, value === "true");
            else prefs.setStringPref(key, value);"""
        self._script(script, key, value)

    def stop(self) -> None:
        self._call("Marionette:Quit", {"flags": ["eAttemptQuit"]})
        assert self._process
        self._process.wait(60)
        self._socket.close()


def _connected(port: int, seconds: int) -> socket.socket:
    end = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), seconds)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


class Chromium(Browser):
    name, format, folder = "chromium", "json", "/google-chrome/"
    program = "chromium"
    its_default = ("profile.cookie_controls_mode",)  # Debian's blocks third-party cookies

    def start(self, home: Path) -> None:
        """Start Chromium with Chrome's folder: both keep the same settings in the same file."""
        read, their_write = os.pipe()
        their_read, write = os.pipe()
        options = "--headless=new --no-sandbox --no-first-run --remote-debugging-pipe".split()
        profile = f"--user-data-dir={home}/.config/google-chrome"
        command = [self.program, *options, profile]
        shell = ["bash", "-c", f'exec "$@" 3<&{their_read} 4>&{their_write}', "bash"]
        env = {"PATH": os.environ["PATH"], "HOME": str(home)}
        self._process = subprocess.Popen(
            [*shell, *command],
            env=env,
            pass_fds=(their_read, their_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(their_read)
        os.close(their_write)
        self._in, self._out, self._sent = os.fdopen(read, "rb"), os.fdopen(write, "wb", 0), 0
        self._rest, self._session = b"", ""
        target = self._call("Target.createTarget", url="chrome://settings")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._wait_for("document.readyState === 'complete' && !!chrome.settingsPrivate")

    def _wait_for(self, condition: str) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(OSError):  # it may be on its way to another page
                if self._script(condition):
                    return
            time.sleep(0.2)
        raise OSError("Chromium shows no settings")

    def _call(self, method: str, **parameters: Any) -> Any:
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._received()
            if answer.get("id") == self._sent:
                if "error" in answer:
                    raise OSError(f"Chromium: {answer['error']}")
                return answer["result"]

    def _received(self) -> Any:
        while b"\0" not in self._rest:
            if not (data := os.read(self._in.fileno(), 1 << 16)):
                raise OSError("Chromium hung up")
            self._rest += data
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)

    def _script(self, script: str) -> Any:
        told = self._call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return told["result"].get("value")

    def value(self, key: str) -> str | None:
        api = f"chrome.settingsPrivate.getPref({key!r}, pref => done(pref && pref.value))"
        found = self._script(f"new Promise(done => {api})")
        return None if found is None else json.dumps(found).strip('"')

    def set(self, key: str, value: str) -> None:
        api = f"chrome.settingsPrivate.setPref({key!r}, {value}, '', done)"
        self._script(f"new Promise(done => {api})")

    def stop(self) -> None:
        self._session = ""
        self._call("Browser.close")
        assert self._process
        self._process.wait(60)


BROWSERS: list[Browser] = [Firefox(), Chromium()]
