"""What stands on which day, for one of us and for the team: as pages, and as a feed that says nothing."""
