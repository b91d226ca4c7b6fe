"""What is somebody: self-employed, employed, or neither? (C-1)"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.compensation.commands.facts import Engagement
from shared.eventlog.projections import Views
from shared.identity.register_model import register_model


def engagements(views: Views, person_id: UUID) -> tuple[Engagement, ...]:
    """As the register says: what they were from the start, and from each day it changed (P-6).
    Empty for somebody the register does not know."""
    with views.read(register_model) as (connection, tables):
        held = connection.scalar(
            select(tables.people.c.employment).where(tables.people.c.id == person_id)
        )
        if held is None:
            return ()
        changes: Any = connection.execute(
            select(tables.employments)
            .where(tables.employments.c.person == person_id)
            .order_by(tables.employments.c.valid_from)
        )
        begun = [(held, None), *((each.employment, each.valid_from) for each in changes)]
    ends = [valid_from - timedelta(days=1) for _, valid_from in begun[1:]]
    return tuple(
        Engagement(employment, valid_from, end)
        for (employment, valid_from), end in zip(begun, [*ends, None], strict=True)
    )
