"""A key store used from another process: `python -m tests.eventlog.sealing.other_process`.

Arguments: the database, the master key's text, what to do, subject, purpose. Prints the ids.
"""

import sys

from shared.eventlog.keys import KeyStore, MasterKey


def main(database: str, master: str, what: str, subject: str, purpose: str) -> None:
    store = KeyStore(database, MasterKey.from_text(master))
    match what:
        case "migrate":
            store.migrate()
        case "make":
            # Says that it is up, and begins with the others when it is told to.
            print("ready", flush=True)
            sys.stdin.readline()
            print(*(store.key_for(f"{subject}-{n}", purpose).id for n in range(20)))
        case "destroy":
            store.destroy(subject, purpose)
        case _:
            raise SystemExit(f"can't {what}")
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
