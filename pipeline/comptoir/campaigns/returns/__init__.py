"""What comes back by e-mail: failures, complaints, wishes to stop, absences, answers.

`incoming.read` takes the bytes of a message and says what it is. Everything here is pure: who the
person is, and what follows, is decided at the desk.
"""
