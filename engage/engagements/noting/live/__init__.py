"""What a script of the page of notes asks while somebody types: to keep the draft, and whether they are signed in."""
