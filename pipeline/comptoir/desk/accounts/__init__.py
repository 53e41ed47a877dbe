"""What an accountant does with the journal: enter, close, declare, hand over."""
