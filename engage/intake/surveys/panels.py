"""What surveys show on other pages: beside what the map says, and never as part of it."""

from __future__ import annotations

from flask import render_template

from engage.accounts.permissions import Permission
from engage.intake.surveys.queries import count_waiting, surveys_of, tallies_of
from engage.intake.surveys.results import people_in, results_of, support_of
from engage.intake.surveys.words import groups_of
from engage.projects.door import may, up_to_tier
from engage.projects.queries import ProjectRecord
from engage.referrals.queries import seen_map
from engage.stakeholders.records import StakeholderRecord
from engage.web.panels import Panel
from engage.web.unit_of_work import current_session

SHOWN = 12


def on_stakeholder(person: StakeholderRecord) -> str:
    """By how many answers someone was named, with what that cannot tell."""
    work = current_session()
    tallies = tallies_of(work, person.project_id)
    named_in = {survey_id for survey_id, known in tallies.items() if person.id in known.people}
    if not named_in:
        return ""
    words = groups_of(work, person.project_id)
    found = [
        (survey, support)
        for survey in surveys_of(work, person.project_id)
        if survey.id in named_in and (support := support_of(tallies[survey.id], survey, person.id, words))
    ]
    if not found:
        return ""
    return render_template("intake/surveys/_stakeholder.html", person=person, found=found)


def on_map(project: ProjectRecord) -> str:
    """Who was named in a survey and is not on the map; who is not heard in any; how often nobody could be named."""
    work = current_session()
    surveys = surveys_of(work, project.id)
    if not surveys:
        if not may(Permission.EDIT_ENGAGEMENTS):
            return ""
        return render_template("intake/surveys/_map.html", project=project, surveys=[], found=[])
    results = [(each, results_of(work, each, up_to_tier=up_to_tier(), exact=False)) for each in surveys]
    asked_about = _not_on_the_map(project) if may(Permission.RECORD_REFERRALS) else []
    missing = [set(said.missing) for _each, said in results if said.answers]
    return render_template(
        "intake/surveys/_map.html",
        project=project,
        surveys=surveys,
        found=results,
        new=asked_about[:SHOWN],
        more=len(asked_about) > SHOWN,
        missing=sorted(set.intersection(*missing)) if missing else [],
    )


def _not_on_the_map(project: ProjectRecord) -> list[StakeholderRecord]:
    """Whom an answer named and nobody in a conversation, by pseudonym."""
    work, tier = current_session(), up_to_tier()
    there = seen_map(work, project.id, up_to_tier=tier).by_id
    found = {
        person.id: person
        for known in tallies_of(work, project.id).values()
        for person in people_in(work, project.id, known, up_to_tier=tier, exact=True)
        if person.id not in there and person.is_there
    }
    return sorted(found.values(), key=lambda each: (each.pseudonym.casefold(), each.id.int))


def today_waiting(project: ProjectRecord) -> str:
    """Answers that wait for review."""
    waiting = count_waiting(current_session(), project.id)
    if not waiting:
        return ""
    listed = [(each, waiting[each.id]) for each in surveys_of(current_session(), project.id) if each.id in waiting]
    return render_template("intake/surveys/_today.html", project=project, listed=listed)


PANELS: list[Panel] = [
    Panel("stakeholder_came", Permission.VIEW_MAP, on_stakeholder, order=35),
    Panel("map", Permission.VIEW_MAP, on_map, order=50),
    Panel("today", Permission.RECORD_REFERRALS, today_waiting, order=65),
]
