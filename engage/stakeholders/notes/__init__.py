"""What colleagues write down about a person: dated, signed, sealed under the person's own key."""
