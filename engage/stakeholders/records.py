"""What a stakeholder's sealed parts say once opened, and the records that pages read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Profile:
    """What is known of a stakeholder. Lists hold codes of the vocabularies named like them."""

    roles: list[str] = field(default_factory=list)
    capacity: str = ""
    intermediary_kind: str = ""
    countries: list[str] = field(default_factory=list)
    """Two-letter codes."""
    level: str = ""
    groups: list[str] = field(default_factory=list)
    rights_experience: list[str] = field(default_factory=list)
    rights_expertise: list[str] = field(default_factory=list)
    expertise: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    """Spoken, the preferred one first; language codes."""
    reads: list[str] = field(default_factory=list)
    """Read; language codes."""
    access_needs: str = ""
    cultural_needs: str = ""
    how_we_met: str = ""


@dataclass(frozen=True)
class Safety:
    """How a stakeholder may be reached without harm."""

    safe_channels: list[str] = field(default_factory=list)
    """Codes of `ChannelKind`."""
    forbidden_channels: list[str] = field(default_factory=list)
    safe_times: str = ""
    forbidden_times: str = ""
    through_whom: str = ""
    """Whom to go through where they cannot be reached themselves: never a name."""
    tier_reason: str = ""
    what_not_to_do: str = ""


@dataclass(frozen=True)
class Called:
    """What else someone is called, and where they belong: shown only with the name."""

    other_names: list[str] = field(default_factory=list)
    """In other scripts, in short, or as others know them."""
    organisation: str = ""

    def __bool__(self) -> bool:
        return bool(self.other_names or self.organisation)


@dataclass(frozen=True)
class ContactDetail:
    """One way to reach someone; `channel` is a code of `ChannelKind`."""

    channel: str
    value: str
    safe: bool
    note: str = ""


@dataclass(frozen=True)
class StakeholderRecord:
    """A stakeholder as anyone in the project sees them: by pseudonym. No name and no contact is in here."""

    id: UUID
    project_id: UUID
    kind: str
    tier: int
    pseudonym: str
    state: str
    created_on: date
    profile: Profile
    safety: Safety
    restricted: bool = False
    """Kept and not used: see `life`."""

    @property
    def is_there(self) -> bool:
        """Whether they can be turned to: neither erased nor restricted."""
        return self.state == "active" and not self.restricted

    @property
    def is_rights_holder(self) -> bool:
        return "rights_holder" in self.profile.roles

    @property
    def is_intermediary(self) -> bool:
        return "intermediary" in self.profile.roles
