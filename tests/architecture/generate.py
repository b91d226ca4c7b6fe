"""Writes the documents that are made from the code: `python -m tests.architecture.generate`."""

from tests.architecture import case_page, events_page, rules_page, settings_page
from tests.architecture.tree import relative


def main() -> None:
    pages = {
        case_page.PATH: case_page.case_page(),
        events_page.PATH: events_page.events_page(),
        rules_page.PATH: rules_page.rules_page(),
        settings_page.PAGE: settings_page.page(),
        settings_page.EXAMPLE: settings_page.example(),
    }
    for path, page in pages.items():
        path.write_text(page, encoding="utf-8")
        print(f"written: {relative(path)}")


if __name__ == "__main__":
    main()
