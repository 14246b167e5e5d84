// Context: roads, water and places over the colours and under the beats' edges. Nothing here is counted.

const WATER = "rgba(110,160,205,.75)", ROAD = "rgba(255,255,255,.85)", ROAD_EDGE = "rgba(70,84,95,.55)";

class Context {
  constructor(layers) {
    this.layers = layers;
    this.features = {};
    for (const [kind, layer] of Object.entries(layers)) {
      this.features[kind] = unpack(layer.shapes).map((paths, at) => ({ name: layer.names[at], rank: layer.ranks[at], paths }));
    }
    this.roads = [1, 2, 3, 4].map(rank => drawn((this.features.roads ?? []).filter(road => road.rank === rank), false));
    const closed = path => path.length > 6 && path[0] === path[path.length - 2] && path[1] === path[path.length - 1];
    const water = (this.features.water ?? []).flatMap(feature => feature.paths);
    this.waterAreas = drawn([{ paths: water.filter(closed) }], true);
    this.waterLines = drawn([{ paths: water.filter(path => !closed(path)) }], false);
  }

  // How many ranks of roads the scale has room for: a street wants some 25 pixels to the next.
  ranks(view, metres) {
    const perPixel = metres / view.scale;
    return perPixel > 60 ? 1 : perPixel > 14 ? 2 : perPixel > 5 ? 3 : 4;
  }

  paint(context, view, pixel, metres) {
    context.fillStyle = context.strokeStyle = WATER;
    context.fill(this.waterAreas, "evenodd");
    context.lineWidth = 2 * pixel;
    context.lineCap = context.lineJoin = "round";
    context.stroke(this.waterLines);
    for (let rank = this.ranks(view, metres); rank >= 1; rank--) {
      const width = [3.2, 2.2, 1.2, 0.8][rank - 1];
      context.strokeStyle = ROAD_EDGE;
      context.lineWidth = (width + 1) * pixel;
      context.stroke(this.roads[rank - 1]);
      context.strokeStyle = ROAD;
      context.lineWidth = width * pixel;
      context.stroke(this.roads[rank - 1]);
    }
    context.lineCap = "butt";
  }

  // Names that fit: along the longest stretch of a street in sight, none over another. Returns how many were drawn.
  names(context, view, metres, taken) {
    const most = this.ranks(view, metres);
    let count = 0;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const [kind, size, colour] of [["places", 12, "#2a3742"], ["water", 11, "#1d4f80"], ["roads", 10.5, "#37444f"]]) {
      for (const { name, rank, paths } of this.features[kind] ?? []) {
        if (!name || rank > most || count > 400) continue;
        context.font = `${kind === "places" ? 600 : 500} ${size}px system-ui, sans-serif`;
        const width = context.measureText(name).width;
        const spots = kind === "roads" ? alongLine(paths, view).filter(({ length }) => length > width * 1.2) : middleOf(paths, view);
        const spot = spots.find(one => isFree(boxAround(one, width), taken));
        if (!spot) continue;
        taken.push(boxAround(spot, width));
        count++;
        context.save();
        context.translate(spot.x, spot.y);
        context.rotate(spot.angle);
        context.lineWidth = 3;
        context.strokeStyle = "rgba(255,255,255,.85)";
        context.strokeText(name, 0, 0);
        context.fillStyle = colour;
        context.fillText(name, 0, 0);
        context.restore();
      }
    }
    return count;
  }
}

function drawn(features, close) {
  const path = new Path2D();
  for (const { paths } of features) {
    for (const line of paths) {
      if (line.length < 4) continue;
      path.moveTo(line[0], line[1]);
      for (let i = 2; i < line.length; i += 2) path.lineTo(line[i], line[i + 1]);
      if (close) path.closePath();
    }
  }
  return path;
}

// Where a street's name may go: on its longest stretch in sight, in the middle or to either side, along the piece it lies on there.
function alongLine(paths, view) {
  let best = null;
  for (const path of paths) {
    let run = [];
    for (let i = 0; i <= path.length; i += 2) {
      const [x, y] = i < path.length ? view.toScreen(path[i], path[i + 1]) : [-1, -1];
      if (x > 0 && y > 0 && x < view.width && y < view.height) {
        const before = run[run.length - 1];
        run.push({ x, y, at: before ? before.at + Math.hypot(x - before.x, y - before.y) : 0 });
        continue;
      }
      if (run.length > 1 && run[run.length - 1].at > (best?.length ?? 0)) best = { run, length: run[run.length - 1].at };
      run = [];
    }
  }
  return best ? [0.5, 0.3, 0.7].map(share => spotAt(best, share * best.length)) : [];
}

function spotAt({ run, length }, at) {
  const next = Math.max(1, run.findIndex(point => point.at >= at));
  const [a, b] = [run[next - 1], run[next]];
  const share = (at - a.at) / (b.at - a.at || 1);
  let angle = Math.atan2(b.y - a.y, b.x - a.x);
  if (Math.abs(angle) > Math.PI / 2) angle -= Math.sign(angle) * Math.PI;
  return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y), angle, length };
}

function middleOf(paths, view) {
  const longest = paths.reduce((most, path) => (path.length > most.length ? path : most), []);
  let [x, y] = [0, 0];
  for (let i = 0; i < longest.length; i += 2) {
    x += longest[i] * 2 / longest.length;
    y += longest[i + 1] * 2 / longest.length;
  }
  const [px, py] = view.toScreen(x, y);
  return px > 0 && py > 0 && px < view.width && py < view.height ? [{ x: px, y: py, angle: 0 }] : [];
}

function boxAround({ x, y, angle }, width) {
  const [reachX, reachY] = [Math.abs(Math.cos(angle)) * width / 2 + 7, Math.abs(Math.sin(angle)) * width / 2 + 7];
  return [x - reachX, y - reachY, x + reachX, y + reachY];
}

function isFree(box, taken) {
  return !taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
}
