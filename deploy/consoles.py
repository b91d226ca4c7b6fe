"""Where the command line speaks: answers on standard output, all else on standard error."""

from rich.console import Console

out = Console(markup=False, highlight=False)
"""The answer: tables and what was asked for. Never what somebody wrote read as markup."""

told = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)
"""Progress and refusals, a sentence a line; a path or an id is never broken in two."""
