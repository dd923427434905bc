"""Pages for whoever works on this next, and the script that writes one of them; never imported at run time."""
