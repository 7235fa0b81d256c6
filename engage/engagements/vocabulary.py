"""Words for engagements: stages, formats, modes, selection, answers, consent (BSR *The How*)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Stage(Vocabulary):
    """planned → held → closed; or cancelled before it was held."""

    PLANNED = "planned", _l("Planned")
    HELD = "held", _l("Held")
    CLOSED = "closed", _l("Closed")
    CANCELLED = "cancelled", _l("Cancelled")


class EngagementFormat(Vocabulary):
    """How people meet."""

    INTERVIEW = "interview", _l("Interview")
    ROUNDTABLE = "roundtable", _l("Roundtable")
    WORKSHOP = "workshop", _l("Workshop")
    SURVEY = "survey", _l("Survey")
    SITE_VISIT = "site_visit", _l("Site visit")
    HOTLINE = "hotline", _l("Hotline")
    PANEL = "panel", _l("Panel meeting")
    CONSULTATION = "consultation", _l("Public consultation")


class Mode(Vocabulary):
    """Direct engagement first; anything else with its reason (UNGP 18)."""

    DIRECT = "direct", _l("Directly with rights holders"), None, "UNGP 18, commentary"
    REPRESENTATIVE = "representative", _l("Through their legitimate representatives"), None, "UNGP 18, commentary"
    PROXY = "proxy", _l("By proxy, under confidentiality"), None, "BSR, Engagement by Proxy"
    EXPERT = "expert", _l("With independent experts"), None, "UNGP 18, commentary"


class Initiative(Vocabulary):
    """Who asked for the conversation."""

    COMPANY = "company", _l("The company")
    RIGHTS_HOLDER = "rights_holder", _l("Rights holders")


class Answer(Vocabulary):
    """What an invited participant answered."""

    NOT_INVITED = "not_invited", _l("Not invited yet")
    INVITED = "invited", _l("Invited")
    ACCEPTED = "accepted", _l("Accepted")
    DECLINED = "declined", _l("Declined")


class Attribution(Vocabulary):
    """How words may be attributed, as the participant agreed."""

    NOT_ASKED = "not_asked", _l("Not asked yet")
    NAME = "name", _l("By name")
    ROLE = "role", _l("By role")
    PSEUDONYM = "pseudonym", _l("By pseudonym")
    NOT_AT_ALL = "not_at_all", _l("Not at all")


class Authority(Vocabulary):
    """What a company participant can do about the decision."""

    DECIDES = "decides", _l("Decides")
    INFLUENCES = "influences", _l("Influences the decision")
    INFORMS = "informs", _l("Informs those who decide")


class Knowledge(Vocabulary):
    """What the company's participants know between them (BSR, Committed)."""

    COMPANY = "company", _l("The company")
    PRODUCT = "product", _l("The product or service")
    HUMAN_RIGHTS = "human_rights", _l("Human rights")
    PLACE = "place", _l("The place and its people")


class Presence(Vocabulary):
    """Whether somebody was there."""

    UNKNOWN = "unknown", _l("Not known")
    PRESENT = "present", _l("Was there")
    ABSENT = "absent", _l("Was not there")


class EngagementEvent:
    """Events about engagements."""

    PLANNED = event_kind("engagement.planned", _l("Planned an engagement"))
    CHANGED = event_kind("engagement.changed", _l("Changed an engagement"), "fields")
    PARTICIPANT_ADDED = event_kind("engagement.participant_added", _l("Added a participant"))
    PARTICIPANT_CHANGED = event_kind("engagement.participant_changed", _l("Changed a participant"), "fields")
    PARTICIPANT_REMOVED = event_kind("engagement.participant_removed", _l("Took a participant off the list"))
    HELD = event_kind("engagement.held", _l("Recorded that an engagement was held"), "held_on")
    NOTES_WRITTEN = event_kind("engagement.notes_written", _l("Wrote notes"), "revision")
    NOTES_READ = event_kind("engagement.notes_read", _l("Read notes"))
    CLOSED = event_kind("engagement.closed", _l("Closed an engagement"))
    CANCELLED = event_kind("engagement.cancelled", _l("Cancelled an engagement"))
