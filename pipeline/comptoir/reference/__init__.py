"""Pages written from the code, so that they are true: rules, commands, features."""
