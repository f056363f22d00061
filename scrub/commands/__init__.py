"""What the commands of the command line do; `scrub.cli` says what they are called."""
