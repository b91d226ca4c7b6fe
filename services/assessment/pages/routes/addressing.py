"""What addresses carry."""

from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator

Chosen = Annotated[UUID | None, BeforeValidator(lambda given: given or None)]
"""What is chosen in a field of an address; left unchosen it is sent empty."""
