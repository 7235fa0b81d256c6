"""Pages of what people answered through the portal, until somebody of the team has dealt with it."""
