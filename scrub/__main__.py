"""`python -m scrub` is `scrub`."""

from scrub.cli import main

if __name__ == "__main__":
    main()
