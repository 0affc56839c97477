"""A session bus of its own, and on it a service that takes notifications and keeps them.

`python -m tests.system.notices FILE` is the service: it writes each notification to the file as a
line of JSON, and says `ready` once it has the name.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dbus_fast import Message, MessageType, RequestNameReply
from dbus_fast.aio import MessageBus

AT_MOST = ["timeout", "60"]
"""Before what is started, so that a test that hangs leaves nothing behind."""
NAME = "org.freedesktop.Notifications"
_FORM = """<node><interface name="org.freedesktop.Notifications">
<method name="Notify">
<arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
</method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation">
<arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/>
</method>
</interface></node>"""
_REPLIES: dict[str | None, tuple[str, list[Any]]] = {
    "Introspect": ("s", [_FORM]),
    "GetCapabilities": ("as", [["body", "body-markup"]]),
    "GetServerInformation": ("ssss", ["kept", "tests", "1", "1.2"]),
    "Notify": ("u", [1]),
}


async def serve(file: Path) -> None:
    """Take notifications until it is ended."""
    bus = await MessageBus().connect()

    def take(message: Message) -> Message | None:
        if message.message_type != MessageType.METHOD_CALL or message.member not in _REPLIES:
            return None
        if message.member == "Notify":
            app, _, _, title, text, *_ = message.body
            with file.open("a", encoding="utf-8") as opened:
                print(json.dumps([app, title, text]), file=opened)
        return Message.new_method_return(message, *_REPLIES[message.member])

    bus.add_message_handler(take)
    assert await bus.request_name(NAME) == RequestNameReply.PRIMARY_OWNER
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


@contextmanager
def session_bus(folder: Path) -> Iterator[str]:
    """Start a bus with a file for its socket, which starts no service; yield its address."""
    config = folder / "bus.conf"
    config.write_text(
        f"<busconfig><type>session</type><listen>unix:path={folder}/bus</listen>"
        '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
        '<allow eavesdrop="true"/>'
        '<allow own="*"/></policy></busconfig>',
        encoding="utf-8",
    )
    words = [*AT_MOST, "dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


@contextmanager
def service(address: str, file: Path) -> Iterator[None]:
    """Start the service on a bus."""
    words = [*AT_MOST, sys.executable, "-m", "tests.system.notices", str(file)]
    environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": address}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout
        try:
            assert running.stdout.readline() == "ready\n"
            yield
        finally:
            running.terminate()


def kept(file: Path) -> list[list[str]]:
    """Return the notifications that the service took: program, title, text."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [json.loads(line) for line in lines]


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
