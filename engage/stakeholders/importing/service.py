"""The decisions about a file, one after another: bring in, columns, words, choices; and forgetting it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Pairs
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engage.accounts.models import User
from engage.audit.service import record
from engage.crypto.sealed import seal_json, unseal_json
from engage.crypto.vault import Vault
from engage.db.clock import today, utcnow
from engage.projects.revisions import number_of
from engage.stakeholders.directory import TOPIC
from engage.stakeholders.importing import parts
from engage.stakeholders.importing.columns import Column, Reason, propose
from engage.stakeholders.importing.faults import RowWarning
from engage.stakeholders.importing.fingerprints import People, source_of
from engage.stakeholders.importing.looking import look_through, pieces_of, table_from
from engage.stakeholders.importing.mapping import Mapping, headings_of, kept, mapping_of, recalled
from engage.stakeholders.importing.mending import as_meant, is_ours
from engage.stakeholders.importing.models import ImportMapping, StakeholderImport
from engage.stakeholders.importing.reading import Table, read_table, sheets_in
from engage.stakeholders.importing.records import Choices, Index, Settings, Stage
from engage.stakeholders.importing.unswept import unswept
from engage.stakeholders.importing.values import Unknown, unknown_values
from engage.stakeholders.importing.vocabulary import KEEP, LEAVE, ImportState, Outcome, PartKind
from engage.stakeholders.models import Stakeholder
from engage.stakeholders.vocabulary import StakeholderEvent

TOP_ROWS = 10
PREVIEW = ImportState.PREVIEW.value


class NoNames(ValueError):
    """No column holds the names."""


def start_import(
    session: Session, *, actor: User, project_id: UUID, data: bytes, up_to_tier: int, looks_up_to: int
) -> StakeholderImport:
    """Reads a file and keeps it sealed, until it is saved or forgotten. A file whose headings are known is understood
    as the last one was. Raises FileRefused.
    """
    row = StakeholderImport(id=uuid4(), project_id=project_id, started_by=actor.id, started_at=utcnow(), state=PREVIEW)
    sheets = sheets_in(data)
    table = read_table(data)
    session.add(row)
    session.flush()
    parts.put(session, row, PartKind.FILE, parts.pieces(data))
    _take(session, actor, row, table, sheets, doubtful=True, up_to_tier=up_to_tier, looks_up_to=looks_up_to)
    return row


def choose_rows(
    session: Session,
    *,
    actor: User,
    row: StakeholderImport,
    sheet: str,
    header_row: int | None,
    up_to_tier: int,
    looks_up_to: int,
) -> None:
    """Reads the file anew: another sheet, another row that names the columns. Raises FileRefused."""
    data = parts.whole_file(session, row)
    table = read_table(data, sheet=sheet, header_row=header_row)
    _take(session, actor, row, table, sheets_in(data), doubtful=False, up_to_tier=up_to_tier, looks_up_to=looks_up_to)


def decide_columns(
    session: Session,
    *,
    actor: User,
    row: StakeholderImport,
    columns: Pairs[int, str],
    tier: int,
    up_to_tier: int,
    looks_up_to: int,
) -> None:
    """Says what the columns mean and how much protection rows have that do not say theirs. Raises NoNames."""
    settings, _index = opened(session, row)
    mapping = Mapping(dict(columns), settings.mapping.values)
    if not mapping.has_name:
        raise NoNames
    settings = replace(settings, mapping=mapping, tier=tier, unsure=[], words=0)
    count = len(unknown_words(session, row, settings))
    stage = Stage.WORDS if count else Stage.LOOK
    settings = replace(settings, stage=stage.value, words=count)
    _look(session, actor, row, settings, up_to_tier=up_to_tier, looks_up_to=looks_up_to)


def decide_words(
    session: Session,
    *,
    actor: User,
    row: StakeholderImport,
    words: Pairs[str, Pairs[str, str]],
    up_to_tier: int,
    looks_up_to: int,
) -> None:
    """Says what words stand for: column code → folded text → code, KEEP or LEAVE."""
    settings, _index = opened(session, row)
    values = {meaning: dict(said) for meaning, said in settings.mapping.values.items()}
    for meaning, said in words.items():
        known = {**values.get(meaning, {}), **said}
        values[meaning] = {text: "" if code == LEAVE else code for text, code in known.items() if code != KEEP}
    settings = replace(settings, mapping=Mapping(settings.mapping.columns, values), stage=Stage.LOOK.value)
    settings = replace(settings, words=len(unknown_words(session, row, settings)))
    _look(session, actor, row, settings, up_to_tier=up_to_tier, looks_up_to=looks_up_to)


def choose(session: Session, *, row: StakeholderImport, every: str | None, rows: Pairs[int, str]) -> None:
    """Says what becomes of rows that may be there already; `every` answers for all and takes back what was said."""
    _settings, index = opened(session, row)
    before = choices_of(session, row)
    said = {} if every is not None else dict(before.rows)
    said.update(rows)
    answer = before.every if every is None else every
    choices = Choices(answer, {number: code for number, code in said.items() if code != answer})
    seal_json(session, row, "choices", choices.packed(), long=True)
    _count(row, index, choices)


def drop_import(session: Session, *, row: StakeholderImport) -> None:
    """Forgets a file, and destroys keys that a saving which broke off had made for its rows."""
    _destroy_unused_keys(session, row)
    parts.drop(session, [row.id], list(PartKind))
    row.state, row.content, row.choices, row.report = ImportState.DROPPED.value, None, None, None


def forget_rows(session: Session, *, row: StakeholderImport) -> None:
    """Forgets what is left of a file that was saved."""
    parts.drop(session, [row.id], list(PartKind))
    row.content, row.choices = None, None


def remember(session: Session, row: StakeholderImport, settings: Settings) -> None:
    """Keeps the decisions for the next file with the same headings; where no row names the columns, nothing is kept."""
    table = table_from(settings, [])
    if not settings.header_row:
        return
    fingerprint = _fingerprint(session, row.project_id, table)
    found = _mapping_row(session, row.project_id, fingerprint)
    if found is None:
        found = ImportMapping(id=uuid4(), project_id=row.project_id, fingerprint=fingerprint, used_on=today())
        session.add(found)
    found.used_on = today()
    columns = settings.mapping.columns
    told = {number: code for number, code in columns.items() if number not in settings.empty}
    body = kept(table, Mapping(told, settings.mapping.values))
    seal_json(session, found, "body", {**body, "tier": settings.tier}, long=True)


def opened(session: Session, row: StakeholderImport) -> tuple[Settings, Index]:
    """What is known and decided about a file, and which rows have what."""
    said = unseal_json(session, row, "content")
    return Settings.unpacked(said["settings"]), Index.unpacked(said["index"])


def choices_of(session: Session, row: StakeholderImport) -> Choices:
    """What becomes of rows that may be there already."""
    return Choices.unpacked(unseal_json(session, row, "choices"))


def unknown_words(
    session: Session, row: StakeholderImport, settings: Settings, *, decided_too: bool = False
) -> list[Unknown]:
    """Words that nobody knows, the most frequent first; `decided_too`: also those that something is decided about."""
    pieces = (piece for _number, piece in parts.opened(session, row, PartKind.ROWS))
    mapping = Mapping(settings.mapping.columns, {}) if decided_too else settings.mapping
    return unknown_values(table_from(settings, pieces), mapping)


def _take(
    session: Session,
    actor: User,
    row: StakeholderImport,
    table: Table,
    sheets: list[str],
    *,
    doubtful: bool,
    up_to_tier: int,
    looks_up_to: int,
) -> None:
    """Keeps a table as it was read, understood as last time or as it seems."""
    if any(map(is_ours, table.header)):
        table = as_meant(table)
    row.read = len(table.rows) + len(table.broken)
    parts.put(session, row, PartKind.ROWS, pieces_of(table))
    settings = _settings(table, sheets)
    said = _remembered(session, row.project_id, table)
    if said is not None:
        mapping, undecided = recalled(table, said)
        # What was empty last time, or is new, is understood as it seems now.
        columns = {**mapping.columns, **{column: settings.mapping.columns[column] for column in undecided}}
        mapping, undecided = Mapping(columns, mapping.values), [each for each in undecided if each in settings.unsure]
        tier = min(int(said["tier"]), up_to_tier)
        settings = replace(settings, mapping=mapping, tier=tier, as_last_time=True, unsure=undecided, in_doubt=False)
        stage = Stage.LOOK if mapping.has_name else Stage.COLUMNS
        count = len(unknown_words(session, row, settings))
        settings = replace(settings, stage=stage.value, words=count)
    elif doubtful and settings.in_doubt:
        settings = replace(settings, stage=Stage.FILE.value)
    if settings.stage == Stage.LOOK:
        _look(session, actor, row, settings, up_to_tier=up_to_tier, looks_up_to=looks_up_to)
    else:
        _keep(session, row, settings, Index([], [], [], {}, row.read))


def _settings(table: Table, sheets: list[str]) -> Settings:
    proposals = propose(table)
    mapping = mapping_of(proposals)
    ours = {at for at, heading in enumerate(table.header, 1) if is_ours(heading)}
    columns = {at: Column.IGNORE.value if at in ours else code for at, code in mapping.columns.items()}
    row_codes = {RowWarning.TITLE.value, RowWarning.TWO_HEADERS.value, RowWarning.NO_HEADER.value}
    top = sorted([*table.above, *table.rows[:TOP_ROWS]])
    if table.header_row:
        top = sorted([*top, (table.header_row, table.header)])
    return Settings(
        header=table.header,
        header_row=table.header_row,
        sheet=table.sheet,
        sheets=sheets,
        stage=Stage.COLUMNS.value,
        mapping=Mapping(columns, mapping.values),
        first=top[:TOP_ROWS],
        in_doubt=len(sheets) > 1 or not table.header_row,
        about_file=[each for each in table.warnings if each.row <= table.header_row or each.code in row_codes],
        unsure=[each.column for each in proposals if not each.sure and each.column not in ours],
        empty=[each.column for each in proposals if each.why is Reason.EMPTY],
    )


def _look(
    session: Session, actor: User, row: StakeholderImport, settings: Settings, *, up_to_tier: int, looks_up_to: int
) -> None:
    """Understands all rows under the decisions. To look for doubles is a search: an event."""
    settings = replace(settings, looked_at=number_of(session, row.project_id, TOPIC))
    with unswept():
        index = look_through(session, row, settings, up_to_tier=up_to_tier, looks_up_to=looks_up_to)
    record(session, StakeholderEvent.SEARCHED, actor=actor.id, project=row.project_id, found=len(index.doubles))
    _keep(session, row, settings, index)


def _keep(session: Session, row: StakeholderImport, settings: Settings, index: Index) -> None:
    seal_json(session, row, "content", {"settings": settings.packed(), "index": index.packed()}, long=True)
    _count(row, index, choices_of(session, row))


def _count(row: StakeholderImport, index: Index, choices: Choices) -> None:
    said = Counter(choices.of(number).partition(":")[0] for number in index.doubles)
    row.rejected = len(index.refused)
    row.left_out, row.enriched = said[Outcome.OUT.value], said[Outcome.FILL.value]
    row.accepted = row.read - row.rejected - row.left_out - row.enriched


def _fingerprint(session: Session, project_id: UUID, table: Table) -> bytes:
    vault: Vault = session.info["vault"]
    pairs = zip(headings_of(table), table.header, strict=True)
    return source_of(vault, project_id, [name for name, heading in pairs if heading and not is_ours(heading)])


def _mapping_row(session: Session, project_id: UUID, fingerprint: bytes) -> ImportMapping | None:
    return session.scalar(
        select(ImportMapping).where(ImportMapping.project_id == project_id, ImportMapping.fingerprint == fingerprint)
    )


def _remembered(session: Session, project_id: UUID, table: Table) -> dict[str, Any] | None:
    if not table.header_row:
        return None
    found = _mapping_row(session, project_id, _fingerprint(session, project_id, table))
    said: dict[str, Any] | None = None if found is None else unseal_json(session, found, "body")
    return said


def _destroy_unused_keys(session: Session, row: StakeholderImport) -> None:
    """Keys of people whom a saving meant to make and that never came to be."""
    if row.content is None:
        return
    vault: Vault = session.info["vault"]
    people = People(vault, row.project_id, row.id)
    made = set(session.scalars(select(Stakeholder.id).where(Stakeholder.import_id == row.id)))
    rows = (number for _number, piece in parts.opened(session, row, PartKind.ROWS) for number, _cells in piece["rows"])
    unused = {people.of(number) for number in rows} & set(vault.subjects(row.project_id)) - made
    if unused:
        vault.destroy_subjects(list(unused))
