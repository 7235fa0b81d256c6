"""Who can be asked how: one row for each seat, with what was done and what stands in the way. Values in, rows out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from engage.engagements.inviting.records import AnswerRecord, InvitationRecord, TextRecord
from engage.engagements.inviting.vocabulary import Skip
from engage.engagements.seats import Seat
from engage.engagements.vocabulary import Answer
from engage.outreach.records import MessageRecord
from engage.outreach.stop.check import safe_channels
from engage.stakeholders.records import StakeholderRecord
from engage.stakeholders.vocabulary import ChannelKind

EMAIL = ChannelKind.EMAIL.value
IN_ORDER = (
    EMAIL,
    ChannelKind.POST.value,
    ChannelKind.THROUGH.value,
    ChannelKind.PHONE.value,
    ChannelKind.HANDLE.value,
)


@dataclass(frozen=True)
class Way:
    """A seat, the channel and language to use (empty where there is none), and why it cannot be used now."""

    seat: Seat
    channel: str
    text: TextRecord | None
    skips: list[Skip]
    invitations: list[InvitationRecord]
    messages: dict[UUID, MessageRecord]
    waiting: list[AnswerRecord]

    @property
    def stops(self) -> list[str]:
        """What the safety stop says, in words."""
        return [str(reason.label) for reason in self.seat.stops]

    @property
    def is_clear(self) -> bool:
        """Whether they may be turned to at all."""
        return not self.seat.stops and not {Skip.ANSWERED, Skip.INVITED} & set(self.skips)


def channel_for(person: StakeholderRecord, assessed: str, reachable: Collection[str]) -> str:
    """The channel that was assessed; else the first that is safe, not forbidden, and has an address."""
    if assessed:
        return assessed
    safe = set(safe_channels(person.safety)) or set(reachable) - set(person.safety.forbidden_channels)
    return next((each for each in IN_ORDER if each in safe and each in reachable), "")


def text_for(person: StakeholderRecord, texts: Sequence[TextRecord]) -> TextRecord | None:
    """The text in the first language they read, else speak, in which there is one. Never in another."""
    written = {text.language: text for text in texts}
    wanted = [*person.profile.reads, *person.profile.languages]
    return next((written[code] for code in wanted if code in written), None)


def way_of(
    seat: Seat,
    *,
    reachable: Collection[str],
    texts: Sequence[TextRecord],
    invitations: Sequence[InvitationRecord],
    messages: Mapping[UUID, MessageRecord],
    waiting: Sequence[AnswerRecord],
    reminding: bool = False,
    mail: bool = True,
) -> Way:
    """How one person can be asked by e-mail, or reminded; what stands in the way stands in `skips`."""
    assert seat.person is not None
    assessed = seat.standing.channel if seat.standing else ""
    channel, text = channel_for(seat.person, assessed, reachable), text_for(seat.person, texts)
    skips = []
    answer, who = seat.record.detail.answer, seat.record.stakeholder_id
    mine = [each for each in waiting if each.stakeholder_id == who]
    if mine or answer in {Answer.ACCEPTED, Answer.DECLINED}:
        skips.append(Skip.ANSWERED)
    elif reminding and answer == Answer.NOT_INVITED:
        skips.append(Skip.NOT_INVITED)
    elif not reminding and answer != Answer.NOT_INVITED:
        skips.append(Skip.INVITED)
    if text is None:
        skips.append(Skip.NO_TEXT)
    elif text.outdated:
        skips.append(Skip.OUTDATED)
    if channel and channel != EMAIL:
        skips.append(Skip.BY_HAND)
    elif channel not in reachable:
        skips.append(Skip.NO_WAY)
    elif not mail:
        skips.append(Skip.NO_MAIL)
    asked = [each for each in invitations if each.stakeholder_id == who]
    carried = [each.message_id for each in asked if each.message_id]
    return Way(seat, channel, text, skips, asked, {key: messages[key] for key in carried if key in messages}, mine)
