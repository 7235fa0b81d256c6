"""Who may do what: one page. Whatever is not here is refused."""

from __future__ import annotations

from enum import StrEnum

from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class Permission(StrEnum):
    """One thing a person may be allowed to do within a project, or (the last two) in the whole deployment."""

    VIEW_PROJECT = "view_project"
    """Open the project and see what needs attention."""
    VIEW_STAKEHOLDERS = "view_stakeholders"
    """See people under their pseudonym, and their profile."""
    VIEW_HIGHEST_TIER = "view_highest_tier"
    """Know that we are in touch with those for whom the link itself is dangerous."""
    EDIT_STAKEHOLDERS = "edit_stakeholders"
    """Add people and change what is known of them."""
    IMPORT_STAKEHOLDERS = "import_stakeholders"
    """Bring in a spreadsheet of organisations or people."""
    REVEAL_STAKEHOLDERS = "reveal_stakeholders"
    """Look at a name or a contact, for a purpose, on the record."""
    REVEAL_HIGHEST_TIER = "reveal_highest_tier"
    """The same for people whose link to us is itself dangerous."""
    EXPORT_STAKEHOLDERS = "export_stakeholders"
    """Take a list of people out under their pseudonyms."""
    EXPORT_IDENTITIES = "export_identities"
    """Ask for a list of names and contacts, which a second person must agree to and only a named key opens."""
    ERASE_STAKEHOLDERS = "erase_stakeholders"
    """Restrict, erase and hand out what is held about someone; erasing asks for a second person."""
    MANAGE_LISTS = "manage_lists"
    """Add groups and rights to the lists of the project, and word its notices."""
    AGREE_AS_SECOND = "agree_as_second"
    """Agree, as the second person, to what one alone may not do."""
    VIEW_MAP = "view_map"
    """See who was named, in which wave, under pseudonyms."""
    RECORD_REFERRALS = "record_referrals"
    """Record who named whom, and see it."""
    VIEW_DECISIONS = "view_decisions"
    """Read the register of business decisions."""
    EDIT_DECISIONS = "edit_decisions"
    """Register decisions and their dates."""
    VIEW_ENGAGEMENTS = "view_engagements"
    """See engagements, their stage and plan."""
    EDIT_ENGAGEMENTS = "edit_engagements"
    """Plan, invite, hold and close engagements."""
    VIEW_NOTES = "view_notes"
    """Read what was written down in confidence."""
    EDIT_NOTES = "edit_notes"
    """Write notes of an engagement."""
    HANDLE_REPRISALS = "handle_reprisals"
    """Report, read and act on reprisals against people who spoke with us."""
    CLOSE_REPRISALS = "close_reprisals"
    """Hear of each report of reprisals at once, and close it, so that things go out again."""
    VIEW_FEEDBACK = "view_feedback"
    """Read what was heard."""
    EDIT_FEEDBACK = "edit_feedback"
    """Write down what was heard."""
    ANSWER_FEEDBACK = "answer_feedback"
    """Say how and when words counted in a decision."""
    VIEW_PRINCIPLES = "view_principles"
    """Read the findings on the eight principles."""
    JUDGE_PRINCIPLES = "judge_principles"
    """Keep a check and disagree with a finding."""
    VIEW_SUMMARIES = "view_summaries"
    """Read drafts and published summaries."""
    EDIT_SUMMARIES = "edit_summaries"
    """Draw up summaries."""
    TRANSLATE_SUMMARIES = "translate_summaries"
    """Write a summary in another language."""
    APPROVE_SUMMARIES = "approve_summaries"
    """Agree, as the second person, that a summary may be published."""
    PUBLISH_SUMMARIES = "publish_summaries"
    """Publish an approved summary and issue receipts."""
    VIEW_REPLIES = "view_replies"
    """Read what people answered through the portal."""
    SETTLE_REPLIES = "settle_replies"
    """Say what was done about what people answered."""
    VIEW_LOG = "view_log"
    """Read the log of the project."""
    MANAGE_MEMBERS = "manage_members"
    """Say who works in the project, in which role."""
    MANAGE_ACCOUNTS = "manage_accounts"
    """Invite and close accounts."""
    CREATE_PROJECTS = "create_projects"
    """Open a new project and name its first lead."""


class Role(Vocabulary):
    """A role held in one project; administrators hold theirs in the deployment and see no content."""

    ADMINISTRATOR = "administrator", _l("Administrator"), _l("Looks after accounts and sees no content.")
    LEAD = "lead", _l("Lead"), _l("Answers for the whole project.")
    ENGAGER = "engager", _l("Engager"), _l("Meets people and writes down what was heard.")
    ANALYST = "analyst", _l("Analyst"), _l("Works with pseudonyms only.")
    GUARDIAN = "guardian", _l("Guardian"), _l("Agrees as the second person and reads the log.")
    COUNSEL = "counsel", _l("Counsel"), _l("Advises, reads decisions and the log, and never meets a name.")
    TRANSLATOR = "translator", _l("Translator"), _l("Works on texts only.")
    PORTAL_HOLDER = "portal_holder", _l("Portal holder"), _l("Publishes approved texts and hands out receipts.")


P = Permission
_READ = {P.VIEW_PROJECT, P.VIEW_STAKEHOLDERS, P.VIEW_MAP, P.VIEW_DECISIONS, P.VIEW_ENGAGEMENTS, P.VIEW_FEEDBACK}
_READ_ON = {P.VIEW_PRINCIPLES, P.VIEW_SUMMARIES}
_ENGAGE = {
    P.VIEW_HIGHEST_TIER,
    P.EDIT_STAKEHOLDERS,
    P.IMPORT_STAKEHOLDERS,
    P.REVEAL_STAKEHOLDERS,
    P.RECORD_REFERRALS,
    P.EDIT_ENGAGEMENTS,
    P.VIEW_NOTES,
    P.EDIT_NOTES,
    P.HANDLE_REPRISALS,
    P.EDIT_FEEDBACK,
    P.ANSWER_FEEDBACK,
    P.JUDGE_PRINCIPLES,
    P.EDIT_SUMMARIES,
    P.VIEW_REPLIES,
    P.SETTLE_REPLIES,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({P.MANAGE_ACCOUNTS, P.CREATE_PROJECTS}),
    Role.LEAD: frozenset(
        _READ
        | _READ_ON
        | _ENGAGE
        | {
            P.REVEAL_HIGHEST_TIER,
            P.EXPORT_STAKEHOLDERS,
            P.EXPORT_IDENTITIES,
            P.ERASE_STAKEHOLDERS,
            P.MANAGE_LISTS,
            P.AGREE_AS_SECOND,
            P.CLOSE_REPRISALS,
            P.EDIT_DECISIONS,
            P.APPROVE_SUMMARIES,
            P.PUBLISH_SUMMARIES,
            P.TRANSLATE_SUMMARIES,
            P.MANAGE_MEMBERS,
            P.VIEW_LOG,
        }
    ),
    Role.ENGAGER: frozenset(_READ | _READ_ON | _ENGAGE | {P.TRANSLATE_SUMMARIES, P.EXPORT_STAKEHOLDERS}),
    Role.ANALYST: frozenset(_READ | _READ_ON | {P.JUDGE_PRINCIPLES, P.EXPORT_STAKEHOLDERS}),
    Role.GUARDIAN: frozenset(
        _READ
        | _READ_ON
        | {
            P.VIEW_HIGHEST_TIER,
            P.REVEAL_STAKEHOLDERS,
            P.REVEAL_HIGHEST_TIER,
            P.AGREE_AS_SECOND,
            P.HANDLE_REPRISALS,
            P.CLOSE_REPRISALS,
            P.APPROVE_SUMMARIES,
            P.VIEW_REPLIES,
            P.VIEW_LOG,
        }
    ),
    Role.COUNSEL: frozenset({P.VIEW_PROJECT, P.VIEW_DECISIONS, P.VIEW_ENGAGEMENTS, P.VIEW_LOG} | _READ_ON),
    Role.TRANSLATOR: frozenset({P.VIEW_PROJECT, P.VIEW_SUMMARIES, P.TRANSLATE_SUMMARIES}),
    Role.PORTAL_HOLDER: frozenset({P.VIEW_PROJECT, P.VIEW_SUMMARIES, P.PUBLISH_SUMMARIES}),
}
PROJECT_ROLES = tuple(role for role in Role if role is not Role.ADMINISTRATOR)


def allows(role: Role, permission: Permission) -> bool:
    """Whether `role` includes `permission`."""
    return permission in ROLE_PERMISSIONS[role]
