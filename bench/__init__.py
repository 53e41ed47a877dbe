"""Speed, as ratios measured in one run beside what a user would pick instead."""
