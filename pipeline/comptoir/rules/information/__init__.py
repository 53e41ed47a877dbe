"""INF: who answers for what is published, when it is read again, what it rests on."""
