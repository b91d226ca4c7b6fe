"""The entry point of `samhandling`."""

import gc


def main() -> None:
    """Reads the program, and does what the command line says."""
    # What is read here stays as long as the process. To look for garbage in it, again and again
    # while it grows, takes a fifth of the start; so does every full collection later.
    gc.disable()
    from deploy.command_line import run  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
