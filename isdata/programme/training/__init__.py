"""Training: practice copies of a sample park, exercises that are checked on them, and what trainees have shown.

`practice` gives each trainee a private copy; `exercises` reads the exercises, which are data in both languages;
`checking` plants an exercise in a copy and checks the answers; `records` keeps who started, asked for hints and
passed; `results` and `certificates` show it to the trainer.
"""
