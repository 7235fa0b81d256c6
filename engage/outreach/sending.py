"""Handing one message to the mail server, step by step, so that it is known how far it came. Values in, fate out.

Nothing here logs, and no fate holds an address or what a server said.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from config import MailServer
from engage.outreach.vocabulary import Fault, MessageState

PATIENCE = 15.0
LAST_PATIENCE = 90.0
"""Servers look at a text before they accept it."""
_DOT = re.compile(rb"(?m)^\.")
_LATER = {4}


@dataclass(frozen=True)
class Fate:
    """What became of it: sent, failed or unknown; `passing` may be tried again by itself."""

    state: MessageState
    fault: Fault | None = None
    passing: bool = False


def composed(*, server: MailServer, recipient: str, subject: str, body: str, mark: str, now: datetime) -> bytes:
    """The message as it goes over the line: plain text, and no more of a head than mail needs."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = server.sender
    mail["To"] = recipient
    mail["Subject"] = subject
    mail["Date"] = format_datetime(now.astimezone(UTC).replace(minute=0, second=0, microsecond=0))
    mail["Message-ID"] = f"<{mark}@{server.domain}>"
    mail.set_content(body, subtype="plain", charset="utf-8", cte="base64")
    return mail.as_bytes()


def hand_over(server: MailServer, recipient: str, mail: bytes) -> Fate:
    """Gives it to the server, once. Sent: the server said so; unknown: the line broke before it could."""
    try:
        line = _connected(server)
    except _Refused as refused:
        return refused.fate
    try:
        return _handed(line, server, recipient, mail)
    finally:
        line.close()


class _Refused(Exception):
    def __init__(self, fault: Fault, *, passing: bool = False) -> None:
        super().__init__(fault.value)
        self.fate = Fate(MessageState.FAILED, fault, passing)


def _connected(server: MailServer) -> smtplib.SMTP:
    """A protected line, signed in. Raises _Refused: until here nothing of the message was given away."""
    around = ssl.create_default_context()
    line: smtplib.SMTP | None = None
    try:
        # The name we give is that of the sender: the machine's own would tell whose it is.
        if server.line == "tls":
            line = smtplib.SMTP_SSL(
                server.host, server.port, local_hostname=server.domain, timeout=PATIENCE, context=around
            )
        else:
            line = smtplib.SMTP(server.host, server.port, local_hostname=server.domain, timeout=PATIENCE)
        line.ehlo_or_helo_if_needed()
        if server.line == "starttls":
            if not line.has_extn("starttls"):
                raise _Refused(Fault.UNSAFE_LINE)
            line.starttls(context=around)
            line.ehlo_or_helo_if_needed()
        if server.user:
            line.login(server.user, server.password)
    except _Refused:
        _close(line)
        raise
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as fault:
        _close(line)
        raise _Refused(Fault.UNSAFE_LINE) from fault
    except smtplib.SMTPAuthenticationError as fault:
        _close(line)
        raise _Refused(Fault.SIGN_IN, passing=fault.smtp_code // 100 in _LATER) from fault
    except (OSError, smtplib.SMTPException) as fault:
        _close(line)
        raise _Refused(Fault.UNREACHABLE, passing=True) from fault
    return line


def _handed(line: smtplib.SMTP, server: MailServer, recipient: str, mail: bytes) -> Fate:
    try:
        for asked, fault in (
            (lambda: line.mail(server.sender), Fault.REFUSED_SENDER),
            (lambda: line.rcpt(recipient), Fault.REFUSED_RECIPIENT),
            (lambda: line.docmd("DATA"), Fault.REFUSED_TEXT),
        ):
            code, _said = asked()
            if code // 100 not in {2, 3}:
                return _no(code, fault)
    except (OSError, smtplib.SMTPException):
        return Fate(MessageState.FAILED, Fault.UNREACHABLE, passing=True)
    except ValueError:  # an address in letters that the line does not carry
        return Fate(MessageState.FAILED, Fault.REFUSED_RECIPIENT)
    # From here on, a line that breaks leaves us in the dark.
    try:
        if line.sock is not None:
            line.sock.settimeout(LAST_PATIENCE)
        line.send(_DOT.sub(b"..", mail) + (b"" if mail.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, _said = line.getreply()
    except (OSError, smtplib.SMTPException):
        return Fate(MessageState.UNKNOWN, Fault.LINE_LOST)
    return Fate(MessageState.SENT) if code // 100 == 2 else _no(code, Fault.REFUSED_TEXT)


def _no(code: int, fault: Fault) -> Fate:
    if code // 100 in _LATER:
        return Fate(MessageState.FAILED, Fault.LATER, passing=True)
    return Fate(MessageState.FAILED, fault)


def _close(line: smtplib.SMTP | None) -> None:
    if line is not None:
        line.close()
