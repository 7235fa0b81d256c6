"""Words for who people are to us: kinds, roles, capacities, level, tier, channels (BSR *The Who*)."""

from __future__ import annotations

from engage.audit.vocabulary import event_kind
from engage.i18n.texts import lazy_gettext as _l
from engage.i18n.vocabulary import Vocabulary


class StakeholderKind(Vocabulary):
    """What a stakeholder is."""

    PERSON = "person", _l("Person")
    GROUP = "group", _l("Group"), _l("People who act together without an organisation.")
    ORGANISATION = "organisation", _l("Organisation")


class StakeholderRole(Vocabulary):
    """What a stakeholder is to the company. Someone can be both."""

    RIGHTS_HOLDER = (
        "rights_holder",
        _l("Rights holder"),
        _l("Someone whose human rights the company may harm."),
        "BSR, Legitimate Representation: The Who",
    )
    INTERMEDIARY = (
        "intermediary",
        _l("Intermediary stakeholder"),
        _l("Someone informed about rights holders and able to speak for them."),
        "BSR, Legitimate Representation: The Who",
    )


class Capacity(Vocabulary):
    """In what capacity a rights holder meets the company."""

    WORKER = "worker", _l("Worker")
    SUPPLY_CHAIN_WORKER = "supply_chain_worker", _l("Worker in the supply chain")
    USER = "user", _l("Person using a product or service")
    CUSTOMER = "customer", _l("Customer")
    COMMUNITY = "community", _l("Community member")
    OTHER = "other", _l("Other capacity")


class IntermediaryKind(Vocabulary):
    """What an intermediary stakeholder is."""

    CIVIL_SOCIETY = "civil_society", _l("Civil society organisation")
    TRADE_UNION = "trade_union", _l("Trade union")
    ACADEMIC = "academic", _l("Academic")
    ACTIVIST_GROUP = "activist_group", _l("Activist group")
    NHRI = "nhri", _l("National human rights institution")
    POLICY_MAKER = "policy_maker", _l("Policy maker or government")
    INVESTOR = "investor", _l("Investor")
    MULTISTAKEHOLDER = "multistakeholder", _l("Multistakeholder initiative")
    CONSULTANCY = "consultancy", _l("Consultancy")
    COMPANY = "company", _l("Company")
    OPINION_FORMER = "opinion_former", _l("Opinion former")
    OTHER = "other", _l("Other intermediary")


class Level(Vocabulary):
    """Where a stakeholder stands between the village and the world."""

    LOCAL = "local", _l("Local")
    NATIONAL = "national", _l("National")
    REGIONAL = "regional", _l("Regional")
    INTERNATIONAL = "international", _l("International")


class Tier(Vocabulary):
    """How dangerous it is that the link to us becomes known. Stored as its number."""

    ORDINARY = "1", _l("Tier 1: ordinary professional contact")
    GUARDED = "2", _l("Tier 2: guarded"), _l("The default for rights holders and local people.")
    HIGHEST = (
        "3",
        _l("Tier 3: the link itself is dangerous"),
        _l("Nobody outside the core team may learn that we talk."),
    )


class ChannelKind(Vocabulary):
    """A way to reach someone."""

    EMAIL = "email", _l("E-mail")
    PHONE = "phone", _l("Phone")
    HANDLE = "handle", _l("Messenger or network handle")
    POST = "post", _l("Postal address")
    THROUGH = "through", _l("Through a trusted person")


class StakeholderState(Vocabulary):
    """Whether a record is alive."""

    ACTIVE = "active", _l("Active")
    MERGED = "merged", _l("Merged into another record")
    ERASED = "erased", _l("Erased")


class Purpose(Vocabulary):
    """Why a name or contact is looked at; the fields shown follow from it."""

    INVITE = "invite", _l("To invite them")
    FOLLOW_UP = "follow_up", _l("To keep a promise or answer them")
    SAFETY = "safety", _l("To keep them safe")
    CORRECT = "correct", _l("To correct what we hold")


class RightsGroup(Vocabulary):
    """Groups at heightened risk that someone belongs to or speaks for. Seed of a list that grows."""

    DEFENDERS = "defenders", _l("Human rights defenders"), None, "BSR, Inclusive"
    DISSIDENTS = "dissidents", _l("Political dissidents"), None, "BSR, Inclusive"
    WOMEN = "women", _l("Women"), None, "BSR, Inclusive"
    YOUNG = "young", _l("Young people"), None, "BSR, Inclusive"
    MINORITIES = "minorities", _l("Minorities"), None, "BSR, Inclusive"
    INDIGENOUS = "indigenous", _l("Indigenous peoples"), None, "BSR, Inclusive"
    MIGRANT_WORKERS = "migrant_workers", _l("Migrant and agency workers"), None, "ICT guide III C"
    CHILDREN = "children", _l("Children"), None, "ICT guide III C"
    DISABILITIES = "disabilities", _l("Persons with disabilities"), None, "ICT guide III C"
    JOURNALISTS = "journalists", _l("Journalists")
    REFUGEES = "refugees", _l("Refugees and displaced people")


class Right(Vocabulary):
    """Human rights that people have experience of or are expert in. Seed of a list that grows."""

    PRIVACY = "privacy", _l("Privacy")
    EXPRESSION = "expression", _l("Freedom of expression and information")
    SECURITY = "security", _l("Life, liberty and security of the person")
    ASSEMBLY = "assembly", _l("Peaceful assembly and association")
    NON_DISCRIMINATION = "non_discrimination", _l("Equality and non-discrimination")
    WORK = "work", _l("Just and favourable conditions of work")
    UNIONS = "unions", _l("Trade unions and collective bargaining")
    CHILD = "child", _l("Rights of the child")
    HEALTH = "health", _l("Health")
    LAND = "land", _l("Land, housing and livelihood")
    CULTURE = "culture", _l("Culture and language")
    REMEDY = "remedy", _l("Effective remedy")
    PARTICIPATION = "participation", _l("Taking part in public life")


class Expertise(Vocabulary):
    """What someone knows well (BSR fig. 1)."""

    TECHNOLOGY = "technology", _l("Technology")
    HUMAN_RIGHTS = "human_rights", _l("Human rights")
    PLACE = "place", _l("The place and its people")
    PRODUCT = "product", _l("The product or service")
    LAW = "law", _l("Law and policy")


class StakeholderEvent:
    """Events about people in the registry."""

    ADDED = event_kind("stakeholder.added", _l("Added someone to the registry"), kind=StakeholderKind, tier=Tier)
    CHANGED = event_kind("stakeholder.changed", _l("Changed a record"), "fields")
    TIER_RAISED = event_kind("stakeholder.tier_raised", _l("Raised the protection of a record"), tier=Tier)
    TIER_LOWERED = event_kind(
        "stakeholder.tier_lowered", _l("Lowered the protection of a record, as two agreed"), tier=Tier
    )
    REVEALED = event_kind(
        "stakeholder.revealed", _l("Looked at a name or contact"), "fields", "reason", purpose=Purpose
    )
    SEARCHED = event_kind("stakeholder.searched", _l("Searched the registry"), "found")
