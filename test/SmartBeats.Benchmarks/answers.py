"""Times the reading routes of a running `smartbeats serve`, over loopback, as a browser asks: one connection, Brotli.

    python3 answers.py "http://127.0.0.1:8474/?key=KEY" [CITY] [ROUNDS]

Takes the city's first published plan. Prints a row a route: the first answer (nothing kept yet), the median and the 95th
percentile of the others, and the bytes sent. Only what is asked with other filters each time counts calls anew.
"""
import http.client
import json
import sys
import time
import urllib.parse

link = urllib.parse.urlparse(sys.argv[1])
key = urllib.parse.parse_qs(link.query)["key"][0]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 100
connection = http.client.HTTPConnection(link.hostname, link.port)


def ask(method, path, body=None):
    began = time.perf_counter()
    connection.request(method, "/api" + path, body and json.dumps(body), {"Authorization": "Bearer " + key, "Accept-Encoding": "br"})
    answer = connection.getresponse()
    content = answer.read()
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        sys.exit(f"{method} {path}: {answer.status} {content[:300]}")
    return took, content


def ask_plain(path):
    connection.request("GET", "/api" + path, headers={"Authorization": "Bearer " + key})
    return json.loads(connection.getresponse().read())


city = sys.argv[2] if len(sys.argv) > 2 else ask_plain("/cities")["cities"][0]["id"]
plans = [plan["planId"] for plan in ask_plain(f"/cities/{city}/plans")["plans"] if plan["status"] == "published"]
plan = f"/cities/{city}/plans/{plans[0]}"
other = plans[1] if len(plans) > 1 else plans[0]
routes = [
    ("map", "GET", lambda at: f"/cities/{city}/map", None, rounds),
    ("where", "GET", lambda at: f"/cities/{city}/where?lon=-122.33&lat={47.6 + at % 50 / 1000}&plan={plans[0]}", None, rounds),
    ("calls/summary", "GET", lambda at: f"/cities/{city}/calls/summary?priorities=1,2,3&hours={at % 23}-{at % 23 + 1}", None, rounds),
    ("calls/summary, all", "GET", lambda at: f"/cities/{city}/calls/summary", None, rounds),
    ("table", "GET", lambda at: f"{plan}/table", None, rounds),
    ("resolution", "GET", lambda at: f"{plan}/resolution", None, rounds),
    ("when", "GET", lambda at: f"{plan}/when?beat={at % 10 + 1}", None, rounds),
    ("compare", "GET", lambda at: f"/cities/{city}/compare?a={plans[0]}&b={other}", None, rounds),
    ("staffing", "POST", lambda at: f"{plan}/staffing", {"administrativeHours": 2}, 5),
    ("absence", "POST", lambda at: f"{plan}/absence", {"beat": 4, "shift": "evening"}, 5),
    ("evaluation", "POST", lambda at: f"{plan}/evaluation", {"heldOut": 0}, 3),
]
print("| route | first, ms | median, ms | p95, ms | bytes |")
print("|---|---|---|---|---|")
for name, method, path, body, count in routes:
    first, content = ask(method, path(0), body)
    times = sorted(ask(method, path(at + 1), body)[0] for at in range(count))
    print(f"| `{name}` | {first:.0f} | {times[len(times) // 2]:.1f} | {times[min(len(times) - 1, int(len(times) * 0.95))]:.1f} | {len(content):,} |", flush=True)
