"""The live workshop: what a hall of companies declares and answers, as a journal and as the state that follows from it.

Phones and the console send submissions; `journal` keeps each before its sender is stated so; `replay` turns the
records into the state of the day; `views` decides who sees what of it; `hall` serves phones and wall, by a
`listener` of its own; once the session has ended, `ended` thanks them there, without what was declared.
"""
