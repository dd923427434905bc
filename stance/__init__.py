"""What quotes express toward a target: labels, summaries, comparison."""
