"""An invented coding session and an invented chat export to try the commands on."""
