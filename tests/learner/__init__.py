"""The learner of docs/four-weeks.md, with notes, evidence, cards and real lab work."""
