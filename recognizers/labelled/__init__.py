"""Values told by the name under which they stand: assignments, members, columns, rosters."""
