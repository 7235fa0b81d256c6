"""Assessments before an invitation, aftercare, and reprisals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

KINDS = "kind IN ('lower_tier', 'reveal_more', 'export_identities', 'erase', 'export_map'"


def upgrade() -> None:
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_approval_kind_known'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_approval_kind_known'), f"{KINDS}, 'invite')")
    op.create_table('engagement_day',
    sa.Column('engagement_id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_engagement_day_project_id')),
    sa.PrimaryKeyConstraint('engagement_id', name=op.f('pk_engagement_day'))
    )
    with op.batch_alter_table('engagement_day', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_engagement_day_project_id'), ['project_id'], unique=False)
    op.execute(
        "INSERT INTO engagement_day (engagement_id, project_id, day) SELECT id, project_id, planned_on FROM engagement"
    )
    op.create_table('engagement_halt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('engagement', sa.LargeBinary(length=16), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_engagement_halt_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_engagement_halt'))
    )
    with op.batch_alter_table('engagement_halt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_engagement_halt_engagement'), ['engagement'], unique=False)
        batch_op.create_index(batch_op.f('ix_engagement_halt_project_id'), ['project_id'], unique=False)
    op.create_table('safety_assessment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.LargeBinary(length=16), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('agreement', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_safety_assessment_project_id')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_safety_assessment_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_safety_assessment'))
    )
    with op.batch_alter_table('safety_assessment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_safety_assessment_place'), ['place'], unique=False)
        batch_op.create_index(batch_op.f('ix_safety_assessment_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_safety_assessment_stakeholder_id'), ['stakeholder_id'], unique=False)
    op.create_table('aftercare',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.LargeBinary(length=16), nullable=False),
    sa.Column('waiting', sa.Boolean(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_aftercare_project_id')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_aftercare_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_aftercare'))
    )
    with op.batch_alter_table('aftercare', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_aftercare_place'), ['place'], unique=False)
        batch_op.create_index('ix_aftercare_project_waiting', ['project_id', 'waiting'], unique=False)
        batch_op.create_index(batch_op.f('ix_aftercare_stakeholder_id'), ['stakeholder_id'], unique=False)
    op.create_table('reprisal_report',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('project_id', sa.Uuid(), nullable=False),
    sa.Column('stakeholder_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("state IN ('open', 'acting', 'closed')", name=op.f('ck_reprisal_report_state_known')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_reprisal_report_project_id')),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholder.id'], name=op.f('fk_reprisal_report_stakeholder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reprisal_report'))
    )
    with op.batch_alter_table('reprisal_report', schema=None) as batch_op:
        batch_op.create_index('ix_reprisal_report_project_state', ['project_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_reprisal_report_stakeholder_id'), ['stakeholder_id'], unique=False)


def downgrade() -> None:
    op.drop_table('reprisal_report')
    op.drop_table('aftercare')
    op.drop_table('safety_assessment')
    op.drop_table('engagement_halt')
    op.drop_table('engagement_day')
    op.execute("DELETE FROM approval WHERE kind = 'invite'")
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_approval_kind_known'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_approval_kind_known'), f"{KINDS})")
