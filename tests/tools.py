"""A checklist that this machine can answer: one variable, and one tool's file."""

TOOLS = """
schema = 1
id = "tools"
title = "Silence the tools"
service = "Developer tools"
hosts = ["acme.example"]
category = "telemetry"
worth = 2
summary = "One variable."
why = "Because."
after = "Silence."
minutes = 2
recheck_days = 180
confirm = { question = "Still silent?" }

[[steps]]
id = "dnt"
title = "Set DO_NOT_TRACK"
body = "Set it."
sources = ["help"]

[[steps.probe]]
env = "DO_NOT_TRACK"
right = ["1"]
missing = "wrong"
sources = ["help"]

[[steps]]
id = "acme"
title = "Acme: turn telemetry off"
body = "Run it."
optional = true
commands = ["acme-that-nobody-has"]
sources = ["help"]

[[steps.probe]]
file = ["~/.acme.json"]
format = "json"
key = "telemetry.enabled"
right = ["false"]
missing = "wrong"
sources = ["help"]

[[sources]]
id = "help"
title = "Help"
publisher = "Acme"
url = "https://acme.example/help"
"""
