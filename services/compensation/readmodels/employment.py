"""What is somebody: self-employed, employed, or neither? (C-1)"""

from uuid import UUID

from sqlalchemy import select

from services.compensation.commands.facts import Engagement
from shared.eventlog.projections import Views
from shared.identity.register_model import register_model


def engagements(views: Views, person_id: UUID) -> tuple[Engagement, ...]:
    """As the register says; it holds one undated status, so it stands for all days. Empty for
    somebody the register does not know."""
    with views.read(register_model) as (connection, tables):
        held = connection.scalar(
            select(tables.people.c.employment).where(tables.people.c.id == person_id)
        )
    return () if held is None else (Engagement(held, None, None),)
