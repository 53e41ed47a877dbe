"""PUB: language, advertising, promotions, contests, events, gifts."""
