"""Writes the documents that are made from the code: `python -m tests.architecture.generate`."""

from tests.architecture.generated import EVENTS, RULES, events_page, rules_page
from tests.architecture.tree import relative


def main() -> None:
    for path, page in ((EVENTS, events_page()), (RULES, rules_page())):
        path.write_text(page, encoding="utf-8")
        print(f"written: {relative(path)}")


if __name__ == "__main__":
    main()
