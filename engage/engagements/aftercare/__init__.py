"""How people are after an engagement: when to ask them, and what they said. Felt reprisals open a report."""
