"""A plan in three lines of Python: no package, the command does the work. python3 samples/plan.py [smartbeats]"""
import json, subprocess, sys

command = [*(sys.argv[1:] or ["smartbeats"]), "design", "samples/city.zip", "samples/calls.csv", "--beats", "12", "--json", "-q"]
plan = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
print(plan["city"]["name"], plan["measures"]["maxDeviation"], [beat["calls"] for beat in plan["measures"]["beats"]])
