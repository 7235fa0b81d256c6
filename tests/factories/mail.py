"""Mail servers on this machine: one that is polite, one that hangs up after the text."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from config import MailServer

SENDER = "hello@post.example.net"


@dataclass
class Mailbox:
    """What a server accepted; `refusals` are answers by step (rcpt, data)."""

    refusals: dict[str, str] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    greetings: list[str] = field(default_factory=list)

    async def handle_EHLO(self, server: Any, session: Any, envelope: Envelope, hostname: str, said: Any) -> Any:
        """Keeps what the other side calls itself."""
        self.greetings.append(hostname)
        session.host_name = hostname
        return said

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        """Accepts, or not."""
        if "rcpt" in self.refusals:
            return self.refusals["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Accepts, or not."""
        if "data" in self.refusals:
            return self.refusals["data"]
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def post_office(**refusals: str) -> Iterator[tuple[MailServer, Mailbox]]:
    """A server on a free port, without a protected line."""
    box = Mailbox(refusals)
    controller = Controller(box, hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield settings(controller.port), box
    finally:
        controller.stop()


def settings(port: int, line: str = "plain") -> MailServer:
    """How to reach a server of this machine."""
    return MailServer(host="127.0.0.1", port=port, line=line, sender=SENDER)


@contextmanager
def one_that_hangs_up() -> Iterator[tuple[MailServer, list[bytes]]]:
    """A server that takes the whole text, and is gone before it says whether it accepted."""
    listening = socket.create_server(("127.0.0.1", 0))
    taken: list[bytes] = []
    serving = Thread(target=_hang_up, args=(listening, taken))
    serving.start()
    try:
        yield settings(listening.getsockname()[1]), taken
    finally:
        listening.close()
        serving.join(timeout=5)


def _hang_up(listening: socket.socket, taken: list[bytes]) -> None:
    try:
        line, _from = listening.accept()
    except OSError:
        return
    with line, line.makefile("rb") as heard:
        line.sendall(b"220 here\r\n")
        for said in heard:
            if said.upper().startswith(b"DATA"):
                line.sendall(b"354 go on\r\n")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += heard.readline()
                taken.append(text)
                return
            line.sendall(b"250 OK\r\n")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
