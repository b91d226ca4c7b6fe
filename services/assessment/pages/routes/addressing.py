"""What addresses carry."""

from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator

UNCHOSEN = BeforeValidator(lambda given: given or None)
"""A field of an address that is left unchosen is sent empty."""
Chosen = Annotated[UUID | None, UNCHOSEN]
