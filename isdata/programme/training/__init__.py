"""Training: practice copies of a sample park, exercises checked on them, and results of trainees.

`practice` gives each trainee a private copy; `exercises` reads the exercises, which are data in both languages;
`checking` prepares an exercise in a copy and checks the answers; `records` stores starts, opened hints and checks;
`results` and `certificates` summarise them for the trainer.
"""
