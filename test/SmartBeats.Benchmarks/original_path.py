"""The original's way from files to workload with its own libraries: read, filter, parse WKT, join, count.

usage: original_path.py AREAS.zip CALLS.csv [intersects|within]
Prints one JSON object: seconds in all, seconds of each step, calls joined.
"""
import json
import sys
import time

import geopandas
import pandas
import shapely

areas_path, calls_path = sys.argv[1], sys.argv[2]
predicate = sys.argv[3] if len(sys.argv) > 3 else "within"
marks = [("start", time.perf_counter())]


def mark(name):
    marks.append((name, time.perf_counter()))


areas = geopandas.read_file("zip://" + areas_path)
mark("areas")
calls = pandas.read_csv(calls_path, parse_dates=["timestamp"], dtype={"event_number": str, "disposition": str})
mark("csv")
calls = calls[calls["priority"].isin(range(1, 10))].drop_duplicates("event_number", keep="last")
mark("filter")
if hasattr(shapely, "from_wkt"):
    geometry = shapely.from_wkt(calls["geometry_wkt"].to_numpy())
else:
    from shapely import wkt

    geometry = calls["geometry_wkt"].apply(wkt.loads)
points = geopandas.GeoDataFrame(calls, geometry=geometry, crs="EPSG:4326")
mark("wkt")
try:
    joined = geopandas.sjoin(points, areas, how="inner", predicate=predicate)
except TypeError:
    joined = geopandas.sjoin(points, areas, how="inner", op=predicate)
counts = joined.groupby("index_right").size()
mark("join")
steps = {name: round(t - marks[i][1], 3) for i, (name, t) in enumerate(marks[1:])}
print(json.dumps({"seconds": round(marks[-1][1] - marks[0][1], 3), "steps": steps, "joined": int(counts.sum())}))
