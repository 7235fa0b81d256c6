"""Where a plan of each type can start from, in the reader's language: an agenda and questions that fit.

Written for any business and any place; a team changes the words as it needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from engage.engagements.planning.vocabulary import EngagementType
from engage.engagements.records import Plan
from engage.engagements.vocabulary import EngagementFormat, Mode
from engage.i18n.texts import LazyText
from engage.i18n.texts import lazy_gettext as _l


@dataclass(frozen=True)
class Outline:
    """What a built-in template offers; `agenda` and `questions` go into the plan together."""

    type: EngagementType
    format: EngagementFormat
    purpose: LazyText
    agenda: LazyText
    questions: LazyText
    mode: Mode = Mode.DIRECT


OUTLINES = (
    Outline(
        EngagementType.HEAR_RISKS,
        EngagementFormat.INTERVIEW,
        _l("To hear what could harm people, before it is decided."),
        _l(
            "Who we are and what this is for\n"
            "What becomes of what you say\n"
            "Your questions first\n"
            "What could go wrong\n"
            "What happens next"
        ),
        _l(
            "What worries you about this?\n"
            "Who would feel it first, and who worst?\n"
            "What would have to change?\n"
            "Whom should we hear who is not here?"
        ),
    ),
    Outline(
        EngagementType.CO_DESIGN,
        EngagementFormat.WORKSHOP,
        _l("To find a solution together with those who will live with it."),
        _l(
            "What is open to change, and what is not\n"
            "What a good solution must do\n"
            "Ideas, side by side\n"
            "What to try first\n"
            "What happens next"
        ),
        _l(
            "What has been tried, and why did it not work?\n"
            "What would you do?\n"
            "Who could be worse off with this?\n"
            "How will we know that it works?"
        ),
    ),
    Outline(
        EngagementType.JUDGE_MITIGATION,
        EngagementFormat.ROUNDTABLE,
        _l("To hear from those affected whether what was done about a harm works."),
        _l("What was promised\nWhat was done\nWhat you see of it\nWhat is missing\nWhat happens next"),
        _l(
            "What has changed for you since?\n"
            "For whom has nothing changed?\n"
            "Did anything become worse?\n"
            "What is still owed?"
        ),
    ),
    Outline(
        EngagementType.STANDING_PANEL,
        EngagementFormat.PANEL,
        _l("To meet those who advise us over time, and to answer what they said last time."),
        _l(
            "What we did with what you said last time\n"
            "What is coming up\n"
            "Your own points\n"
            "How we work together\n"
            "What happens next"
        ),
        _l(
            "What should we hear that we did not ask?\n"
            "Where did we not keep our word?\n"
            "Is anybody missing from this panel?"
        ),
    ),
    Outline(
        EngagementType.SENIOR_LEADERS,
        EngagementFormat.ROUNDTABLE,
        _l("To let those affected speak with those who decide."),
        _l(
            "Who decides what\n"
            "Those affected speak first\n"
            "Answers by those who decide\n"
            "What is promised, by whom and until when"
        ),
        _l("What should those who decide understand first?\nWhat do you expect of them, and by when?"),
    ),
    Outline(
        EngagementType.STAFF_HEAR,
        EngagementFormat.WORKSHOP,
        _l("To let our own people hear from somebody who works for those affected."),
        _l("Who speaks, and what they were promised\nWhat they see\nQuestions of staff\nWhat we take with us"),
        _l(
            "What should people who build or sell this know?\n"
            "What is the most common mistake?\n"
            "What could one team do tomorrow?"
        ),
    ),
    Outline(
        EngagementType.CONSENT_PROCESS,
        EngagementFormat.CONSULTATION,
        _l("To ask for a consent that is free, given beforehand and informed, in the way the people concerned choose."),
        _l(
            "How you want to be engaged, and by whom\n"
            "Your own institutions and your own time\n"
            "Everything we know, in your language\n"
            "Your questions, and independent advice at our cost\n"
            "Your answer, which may be no"
        ),
        _l(
            "Who speaks for the people concerned, and who says so?\n"
            "How are decisions made here, and how long do they take?\n"
            "What do you need to know?\n"
            "What would make you take your consent back?"
        ),
        Mode.REPRESENTATIVE,
    ),
    Outline(
        EngagementType.TRUSTED_ASSESSOR,
        EngagementFormat.SITE_VISIT,
        _l("To have somebody whom both sides trust find out what is so."),
        _l(
            "Whom both sides trust, and why\n"
            "The question, agreed by both\n"
            "What each side gives to the assessor\n"
            "Who reads the result first\n"
            "What both sides do with it"
        ),
        _l(
            "Whom would you believe?\n"
            "What must they see and whom must they speak with?\n"
            "Who pays, and how do they stay independent?"
        ),
        Mode.EXPERT,
    ),
)


def outline_of(code: str) -> Outline | None:
    """The built-in template of a type; None when there is none of that code."""
    return next((each for each in OUTLINES if each.type.value == code), None)


def begun(outline: Outline) -> Plan:
    """A plan as a template begins it, in the reader's language."""
    return Plan(
        type=outline.type.value,
        format=outline.format.value,
        mode=outline.mode.value,
        purpose=str(outline.purpose),
        agenda=f"{outline.agenda}\n\n{outline.questions}",
    )
