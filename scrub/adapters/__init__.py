"""For those who have an engine already: functions that scrub what it hands them."""
