"""Notices, consents, notes, ties and lists of a project."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('stakeholder', schema=None) as batch_op:
        batch_op.add_column(sa.Column('called', sa.LargeBinary(), nullable=True))

    op.create_table('list_word',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('which', sa.String(length=20), nullable=False),
    sa.Column('code', sa.String(length=30), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("which IN ('groups', 'rights')", name=op.f('ck_list_word_which_known')),
    sa.CheckConstraint("state IN ('offered', 'retired')", name=op.f('ck_list_word_state_known')),
    sa.ForeignKeyConstraint(['added_by'], ['user.id'], name=op.f('fk_list_word_added_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_list_word_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_list_word')),
    sa.UniqueConstraint('project_id', 'code', name=op.f('uq_list_word_project_id_code'))
    )

    op.create_table('notice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('title', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('offered', 'retired')", name=op.f('ck_notice_state_known')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_notice_created_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_notice_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_project_id'), ['project_id'], unique=False)

    op.create_table('notice_wording',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('notice_id', sa.Uuid(), nullable=False),
    sa.Column('language', sa.String(length=20), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=True),
    sa.Column('text', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['notice_id'], ['notice.id'], name=op.f('fk_notice_wording_notice_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_notice_wording_project_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_notice_wording_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_wording')),
    sa.UniqueConstraint('notice_id', 'language', 'version', name=op.f('uq_notice_wording_notice_id_language_version'))
    )
    with op.batch_alter_table('notice_wording', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_wording_project_id'), ['project_id'], unique=False)

    op.create_table('consent',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("kind IN ('notice', 'consent', 'refusal')", name=op.f('ck_consent_kind_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_consent_project_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['user.id'], name=op.f('fk_consent_recorded_by')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_consent_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index('ix_consent_project_expiry', ['project_id', 'expires_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_consent_stakeholder_id'), ['stakeholder_id'], unique=False)

    op.create_table('tie',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('ends', sa.LargeBinary(), nullable=True),
    sa.Column('detail', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('standing', 'withdrawn')", name=op.f('ck_tie_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_tie_project_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['user.id'], name=op.f('fk_tie_recorded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tie'))
    )
    with op.batch_alter_table('tie', schema=None) as batch_op:
        batch_op.create_index('ix_tie_project_revision', ['project_id', 'revision'], unique=False)

    op.create_table('stakeholder_note',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_stakeholder_note_project_id')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_stakeholder_note_stakeholder_id')),
    sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_stakeholder_note_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stakeholder_note'))
    )
    with op.batch_alter_table('stakeholder_note', schema=None) as batch_op:
        batch_op.create_index('ix_stakeholder_note_newest', ['stakeholder_id', 'written_on', 'number', 'id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('stakeholder_note', schema=None) as batch_op:
        batch_op.drop_index('ix_stakeholder_note_newest')

    op.drop_table('stakeholder_note')
    with op.batch_alter_table('tie', schema=None) as batch_op:
        batch_op.drop_index('ix_tie_project_revision')

    op.drop_table('tie')
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consent_stakeholder_id'))
        batch_op.drop_index('ix_consent_project_expiry')

    op.drop_table('consent')
    with op.batch_alter_table('notice_wording', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_wording_project_id'))

    op.drop_table('notice_wording')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_project_id'))

    op.drop_table('notice')
    op.drop_table('list_word')
    with op.batch_alter_table('stakeholder', schema=None) as batch_op:
        batch_op.drop_column('called')
