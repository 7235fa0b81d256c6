"""The staff application: the list of everything, wired in named steps."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread
from uuid import UUID

from flask import Flask, g, request, url_for
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from markupsafe import Markup

import engage.holdings
import engage.tables  # noqa: F401
from config import Config
from engage.accounts import sessions
from engage.accounts.models import User
from engage.accounts.permissions import Permission
from engage.accounts.queries import name_of
from engage.accounts.views import blueprint as accounts_pages
from engage.crypto.opening import open_vault
from engage.crypto.vault import Vault
from engage.db.deployment import deployment_of
from engage.db.migrate import require_current
from engage.db.stores import Stores
from engage.decisions.panels import PANELS as decisions_panels
from engage.decisions.views import blueprint as decisions_pages
from engage.engagements.calendar.views import feed_pages
from engage.engagements.inviting.panels import PANELS as inviting_panels
from engage.engagements.panels import PANELS as engagements_panels
from engage.engagements.views import blueprint as engagements_pages
from engage.exchange.identities.panels import PANELS as identities_panels
from engage.exchange.panels import PANELS as exchange_panels
from engage.exchange.views import blueprint as exchange_pages
from engage.feedback.panels import PANELS as feedback_panels
from engage.feedback.views import blueprint as feedback_pages
from engage.i18n.texts import gettext as _
from engage.influence.panels import PANELS as influence_panels
from engage.influence.views import blueprint as influence_pages
from engage.intake.surveys.panels import PANELS as surveys_panels
from engage.intake.views import blueprint as intake_pages
from engage.principles.panels import PANELS as principles_panels
from engage.principles.views import blueprint as principles_pages
from engage.projects import door
from engage.projects.approvals.panels import PANELS as approvals_panels
from engage.projects.door import may
from engage.projects.views import blueprint as projects_pages
from engage.referrals.exchange.panels import PANELS as graphs_panels
from engage.referrals.panels import PANELS as referrals_panels
from engage.referrals.queries import open_ahead
from engage.referrals.views import blueprint as referrals_pages
from engage.retention.panels import PANELS as retention_panels
from engage.retention.views import blueprint as retention_pages
from engage.stakeholders.legitimacy.panels import PANELS as legitimacy_panels
from engage.stakeholders.load.panels import PANELS as load_panels
from engage.stakeholders.panels import PANELS as stakeholders_panels
from engage.stakeholders.revealing.panels import PANELS as revealing_panels
from engage.stakeholders.views import blueprint as stakeholders_pages
from engage.summaries.panels import PANELS as summaries_panels
from engage.summaries.views import blueprint as summaries_pages
from engage.web import failures, headers, languages, logs, origin, requests, templates, unit_of_work
from engage.web.panels import Panels
from engage.web.unit_of_work import current_session

PAGES = (
    accounts_pages,
    projects_pages,
    stakeholders_pages,
    referrals_pages,
    decisions_pages,
    engagements_pages,
    feed_pages,
    feedback_pages,
    influence_pages,
    intake_pages,
    principles_pages,
    summaries_pages,
    exchange_pages,
    retention_pages,
)
PANELS = (
    *approvals_panels,
    *stakeholders_panels,
    *legitimacy_panels,
    *load_panels,
    *revealing_panels,
    *referrals_panels,
    *graphs_panels,
    *decisions_panels,
    *engagements_panels,
    *inviting_panels,
    *feedback_panels,
    *influence_panels,
    *surveys_panels,
    *summaries_panels,
    *principles_panels,
    *exchange_panels,
    *identities_panels,
    *retention_panels,
)

# Rooms that one reaches from another place of the journey.
WITHIN = {
    "exchange": "stakeholders",
    "retention": "stakeholders",
    "feedback": "engagements",
    "principles": "engagements",
    "influence": "decisions",
    "intake": "referrals",
}


@dataclass(frozen=True)
class Place:
    """An entry of the navigation."""

    url: str
    label: str
    icon: str
    current: bool
    apart: bool = False


def create_app(config: Config, *, stores: Stores | None = None, vault: Vault | None = None) -> Flask:
    """The staff application of a deployment. Raises what opening its stores and keystore raises."""
    config.check_separation()
    logs.install()
    app = Flask("engage", static_folder=str(templates.STATIC), template_folder=str(templates.TEMPLATES))
    app.request_class = requests.MemoryRequest
    app.config["ENGAGE"] = config
    app.config["MAX_CONTENT_LENGTH"] = requests.MOST_BYTES
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    opened = stores or Stores.open(data=config.data_url, keystore=config.keystore_url, portal=config.portal_url)
    app.extensions["engage_stores"] = opened
    app.extensions["engage_vault"] = vault or unlock(config, opened)
    _sessions(app, config)
    templates.install(app)
    headers.install(app)
    unit_of_work.install(app)
    languages.install(app)
    origin.install(app)
    CSRFProtect(app)
    door.install(app)
    failures.install(app)
    for pages in PAGES:
        app.register_blueprint(pages)
    _panels(app)
    _surroundings(app)
    return app


def from_environment() -> Flask:
    """The staff application with the settings of the environment, for a web server to call.

    What the current projects keep sealed is opened beside it, so that nobody waits for that at the first page.
    """
    app = create_app(Config.from_environment())
    stores: Stores = app.extensions["engage_stores"]
    Thread(target=open_ahead, args=(stores.data, app.extensions["engage_vault"]), name="opening", daemon=True).start()
    return app


def unlock(config: Config, stores: Stores) -> Vault:
    """The vault of a deployment whose stores are all of this version.

    Raises SchemaTooNew, SchemaTooOld, WrongRoot, KeystoreMissing, KeystoreMismatch.
    """
    for name in ("data", "keystore", "portal"):
        require_current(getattr(stores, name), name)
    return open_vault(
        stores.keystore,
        kind=config.root_kind,
        file=config.root_file,
        passphrase=config.root_passphrase,
        expected=deployment_of(stores.data),
    )


def _sessions(app: Flask, config: Config) -> None:
    vault: Vault = app.extensions["engage_vault"]
    app.secret_key = vault.secret("session")
    stores: Stores = app.extensions["engage_stores"]
    app.session_interface = sessions.ServerSessions(stores, vault, secure=config.secure_cookies)
    login = LoginManager(app)
    login.session_protection = None

    @login.user_loader
    def load(user_id: str) -> User | None:
        return current_session().get(User, UUID(user_id))


def _panels(app: Flask) -> None:
    """Which panel of which floor fills which slot."""
    panels = Panels()
    for panel in PANELS:
        panels.add(panel)
    app.extensions["engage_panels"] = panels

    @app.context_processor
    def slots() -> dict[str, object]:
        def draw(slot: str, subject: object = None) -> Markup:
            return panels.draw(slot, subject, may)

        return {"panels": draw}


def _surroundings(app: Flask) -> None:
    """What stands around every page: who reads, in which project, where one can go."""

    @app.context_processor
    def surroundings() -> dict[str, object]:
        # Panels are templates of their own, and stand in the same surroundings as their page.
        if "surroundings" not in g:
            g.surroundings = around()
        found: dict[str, object] = g.surroundings
        return found

    def around() -> dict[str, object]:
        viewer = None
        if current_user.is_authenticated:
            viewer = {"name": name_of(current_session(), current_user.id), "role_words": _role_words()}
        return {
            "viewer": viewer,
            "may": may,
            "Permission": Permission,
            "project": g.get("project"),
            "navigation": journey(),
            "home_url": url_for("projects.home"),
            "project_switch_url": url_for("projects.home", all=1),
            "account_links": _account_links() if viewer else [],
            "sign_out_url": url_for("accounts.sign_out"),
        }


def _role_words() -> str:
    project = g.get("project")
    if project is not None:
        return str(project.role.label)
    return _("Administrator") if current_user.administrator else ""


def _account_links() -> list[dict[str, str]]:
    links = [
        {"label": _("Your account"), "url": url_for("accounts.me")},
        {"label": _("Safety"), "url": url_for("accounts.safety_page")},
    ]
    if current_user.administrator:
        links.append({"label": _("Accounts"), "url": url_for("accounts.accounts")})
    return links


def journey() -> list[Place]:
    """The journey through a project, as far as the viewer's role goes; settings at the end."""
    project = g.get("project")
    if project is None:
        return []
    places = [
        ("projects.today", _("Today"), "today", Permission.VIEW_PROJECT),
        ("stakeholders.listing.people", _("People"), "people", Permission.VIEW_STAKEHOLDERS),
        ("referrals.waves", _("Map"), "map", Permission.VIEW_MAP),
        ("engagements.engagements", _("Engagements"), "engagements", Permission.VIEW_ENGAGEMENTS),
        ("decisions.decisions", _("Decisions"), "decisions", Permission.VIEW_DECISIONS),
        ("summaries.loops", _("Loops"), "loops", Permission.VIEW_SUMMARIES),
        ("projects.approvals.listed", _("Second person"), "check", Permission.AGREE_AS_SECOND),
        ("projects.members", _("Team"), "team", Permission.MANAGE_MEMBERS),
        ("projects.log", _("Log"), "log", Permission.VIEW_LOG),
    ]
    here = request.endpoint or ""
    room = WITHIN.get(here.partition(".")[0], here.partition(".")[0])
    shown = []
    for endpoint, label, icon, permission in places:
        if not may(permission):
            continue
        current = here == endpoint if endpoint.startswith("projects.") else room == endpoint.partition(".")[0]
        apart = endpoint in {"projects.approvals.listed", "projects.members", "projects.log"}
        shown.append(Place(url_for(endpoint, project_id=project.id), label, icon, current, apart))
    return shown
