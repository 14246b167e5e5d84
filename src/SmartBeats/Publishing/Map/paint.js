// Paint: what is drawn, and in which order. Paths are built once in grid steps; moving only changes the transform.

const GROUND = "#e8edf1", INK = "#14202b", MARK = "#b3400a", SAID = "#6a1b7a", NOTHING = "#ffffff";
// ColorBrewer YlGnBu, six classes: one direction from light to dark, safe for every kind of colour blindness and in grey.
const WORKLOAD = ["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"];
// Paul Tol's "light" scheme: told apart by the colour-blind, dark text readable on each.
const BEATS = ["#77aadd", "#ee8866", "#eedd88", "#ffaabb", "#99ddff", "#44bb99", "#bbcc33", "#dddddd"];

function classOf(load, breaks) {
  if (load <= 0) return -1;
  let at = 0;
  while (at < breaks.length - 1 && load > breaks[at]) at++;
  return at;
}

// The light end of the scale stays, the dark end is always reached, however few classes there are.
function workloadColour(at, classes) {
  return at < 0 ? NOTHING : WORKLOAD[classes === 1 ? 3 : Math.round((at * (WORKLOAD.length - 1)) / (classes - 1))];
}

class Painter {
  constructor(data) {
    this.data = data;
    this.areas = unpack(data.areas.shapes);
    this.find = finder(this.areas, data.grid.width, data.grid.height);
    this.lines = new Path2D();
    for (const rings of this.areas) trace(this.lines, rings);
    this.areaStep = Math.sqrt((data.grid.width * data.grid.height) / this.areas.length);
    this.outlines = data.plans.map(plan => unpack(plan.outlines));
    this.outlinePaths = this.outlines.map(beats => {
      const path = new Path2D();
      for (const rings of beats) trace(path, rings);
      return path;
    });
    this.fills = { key: "", paths: new Map() };
    this.moved = gather(data.moved.map(area => this.areas[area]));
    this.islands = gather(data.islands.map(area => this.areas[area]));
    this.overlaps = gather(unpack(data.overlaps));
    this.gaps = gather(unpack(data.gaps));
    this.context = data.context ? new Context(data.context) : null;
    this.resolution = data.resolution ? new Resolution(data.resolution, this.areas.length) : null;
  }

  fillPaths(state) {
    const key = `${state.fill} ${state.plan} ${state.mask} ${state.value} ${state.by}`;
    if (this.fills.key === key) return this.fills.paths;
    const { breaks, load, calls } = { ...this.data.areas, load: this.data.areas.load ?? this.data.areas.calls };
    const plan = this.data.plans[state.plan];
    const paths = new Map();
    this.areas.forEach((rings, area) => {
      const colour = calls[area] < state.mask ? "hidden"
        : state.fill === "beats" ? BEATS[plan.colours[plan.beatOf[area] - 1] % BEATS.length]
        : state.fill === "resolution" ? this.resolution.colour(state, plan, area)
        : state.fill === "workload" ? workloadColour(classOf(load[area], breaks), breaks.length)
        : NOTHING;
      if (!paths.has(colour)) paths.set(colour, new Path2D());
      trace(paths.get(colour), rings);
    });
    this.fills = { key, paths };
    return paths;
  }

  base(context, view, ratio, state) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = GROUND;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    this.toGrid(context, view, ratio);
    context.lineJoin = "round";
    const pixel = 1 / view.scale;
    for (const [colour, path] of this.fillPaths(state)) {
      context.fillStyle = colour === "hidden" ? hatch(context, pixel / ratio) : colour;
      context.fill(path);
    }
    if (state.context && this.context) this.context.paint(context, view, pixel, this.data.grid.metres);
    if (state.moves && this.data.moved.length) {
      context.fillStyle = stripes(context, pixel / ratio, MARK);
      context.fill(this.moved);
    }
    if (state.areas && this.areaStep * view.scale > 3) {
      context.strokeStyle = INK;
      context.globalAlpha = Math.min(0.5, 0.04 * this.areaStep * view.scale);
      context.lineWidth = 0.6 * pixel;
      context.stroke(this.lines);
      context.globalAlpha = 1;
    }
    if (state.outlines) this.stroke(context, this.outlinePaths[state.plan], INK, view.width < 500 ? 1.6 : 2.2, pixel);
    if (state.ghost && compared) this.dashed(context, this.outlinePaths[1 - state.plan], SAID, 2, [7, 5], pixel);
    if (state.faults) this.faults(context, pixel, ratio);
    if (state.marks) this.marks(context, view, ratio);
    this.toScreen(context, ratio);
    const taken = [];
    if (state.numbers) context.canvas.dataset.numbers = this.numbers(context, view, state, 0, taken);
    if (state.context && this.context) context.canvas.dataset.names = this.context.names(context, view, this.data.grid.metres, taken);
    this.scaleBar(context, view);
  }

  // The chosen beat stands out because all others are veiled; the area under the pointer gets a line.
  overlay(context, view, ratio, state) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    this.toGrid(context, view, ratio);
    const pixel = 1 / view.scale;
    if (state.beat) {
      const path = new Path2D();
      trace(path, this.outlines[state.plan][state.beat - 1]);
      const veil = new Path2D(path);
      veil.rect(view.left, view.top, view.width * pixel, view.height * pixel);
      context.fillStyle = "rgba(255,255,255,.5)";
      context.fill(veil, "evenodd");
      this.stroke(context, path, MARK, 4, pixel);
      this.toScreen(context, ratio);
      this.numbers(context, view, state, state.beat);
      this.toGrid(context, view, ratio);
    }
    if (state.area >= 0) {
      const path = new Path2D();
      trace(path, this.areas[state.area]);
      this.stroke(context, path, MARK, 2, pixel);
    }
  }

  stroke(context, path, colour, width, pixel) {
    context.lineJoin = "round";
    context.strokeStyle = "rgba(255,255,255,.9)";
    context.lineWidth = (width + 2.4) * pixel;
    context.stroke(path);
    context.strokeStyle = colour;
    context.lineWidth = width * pixel;
    context.stroke(path);
  }

  // Where a number stands, no street is named.
  numbers(context, view, state, only = 0, taken = []) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const largest = view.width < 500 ? 13 : 17;
    const names = this.data.plans[state.plan].names;
    let drawn = 0;
    this.data.plans[state.plan].labels.forEach(([x, y, radius], beat) => {
      const name = names?.[beat] ?? String(beat + 1);
      if (only && beat + 1 !== only) return;
      const room = radius * view.scale;
      // On paper nobody can zoom: there every number is drawn, as small as can be read.
      if (room < 4 && !only && !state.paper) return;
      drawn++;
      const [px, py] = view.toScreen(x, y);
      context.font = `700 ${Math.max(state.paper ? 7 : 9, Math.min(largest, (room * 1.9) / Math.max(2, name.length)))}px system-ui, sans-serif`;
      context.strokeStyle = "#fff";
      context.lineWidth = 3.6;
      context.strokeText(name, px, py);
      context.fillStyle = only ? MARK : INK;
      context.fillText(name, px, py);
      const reach = context.measureText(name).width / 2;
      taken.push([px - reach - 3, py - 10, px + reach + 3, py + 10]);
    });
    return drawn;
  }

  // The part of the city where beats are too small for their numbers, and that a larger map can show; null where there is none.
  smallBeats(view, plan) {
    const labels = this.data.plans[plan].labels;
    let small = labels.map((label, beat) => ({ beat, x: label[0], y: label[1], room: label[2] * view.scale })).filter(({ room }) => room < 7);
    const least = Math.min(view.width, view.height);
    while (small.length) {
      const boxes = small.map(({ beat }) => boxOf(this.outlines[plan][beat]));
      const box = [0, 1, 2, 3].map(side => (side < 2 ? Math.min : Math.max)(...boxes.map(one => one[side])));
      // Worth a map of its own where that shows it half as large again.
      if (Math.max(box[2] - box[0], box[3] - box[1]) * view.scale * 1.5 < least) return box;
      const [x, y] = [small.reduce((sum, one) => sum + one.x, 0) / small.length, small.reduce((sum, one) => sum + one.y, 0) / small.length];
      const far = small.reduce((a, b) => (Math.hypot(a.x - x, a.y - y) >= Math.hypot(b.x - x, b.y - y) ? a : b));
      small = small.filter(one => one !== far);
    }
    return null;
  }

  frame(context, view, ratio, [left, top, right, bottom]) {
    this.toGrid(context, view, ratio);
    const path = new Path2D();
    path.rect(left, top, right - left, bottom - top);
    this.stroke(context, path, MARK, 1.6, 1 / view.scale);
  }

  // What is wrong with the map itself: ground two areas share, ground inside it that is in none, areas without a neighbour.
  faults(context, pixel, ratio) {
    context.fillStyle = stripes(context, pixel / ratio, SAID);
    context.fill(this.overlaps);
    this.dashed(context, this.overlaps, SAID, 1.6, [], pixel);
    this.dashed(context, this.gaps, SAID, 2, [2, 4], pixel);
    this.dashed(context, this.islands, MARK, 2, [2, 4], pixel);
  }

  dashed(context, path, colour, width, dash, pixel) {
    context.setLineDash(dash.map(length => length * pixel));
    this.stroke(context, path, colour, width, pixel);
    context.setLineDash([]);
  }

  marks(context, view, ratio) {
    const pixel = 1 / view.scale;
    for (const line of this.data.barriers) this.dashed(context, polyline(line), SAID, 5, [], pixel);
    for (const line of this.data.bridges) this.dashed(context, polyline(line), MARK, 3, [7, 5], pixel);
    for (const line of this.data.links) this.dashed(context, polyline(line), SAID, 3, [7, 5], pixel);
    for (const [area, x, y] of this.data.forced) {
      const path = new Path2D();
      trace(path, this.areas[area]);
      this.stroke(context, path, MARK, 2, pixel);
      this.toScreen(context, ratio);
      star(context, ...view.toScreen(x, y), 8);
      this.toGrid(context, view, ratio);
    }
  }

  // A round number of miles or kilometres, no longer than a quarter of the map.
  scaleBar(context, view) {
    const [metres, unit] = this.data.measures === "us" ? [MILE, "mi"] : [1000, "km"];
    const one = metres / this.data.grid.metres * view.scale;
    const length = [50, 20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05].find(step => step * one <= Math.max(60, view.width / 4)) ?? 0.02;
    const [x, y, width] = [14, view.height - 14, length * one];
    const path = new Path2D();
    path.moveTo(x, y - 6);
    path.lineTo(x, y);
    path.lineTo(x + width, y);
    path.lineTo(x + width, y - 6);
    this.stroke(context, path, INK, 1.6, 1);
    context.font = "600 12px system-ui, sans-serif";
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    context.lineWidth = 3;
    context.strokeStyle = "#fff";
    const text = `${length} ${unit}`;
    context.strokeText(text, x + 5, y - 5);
    context.fillStyle = INK;
    context.fillText(text, x + 5, y - 5);
  }

  toGrid(context, view, ratio) {
    const scale = view.scale * ratio;
    context.setTransform(scale, 0, 0, scale, -view.left * scale, -view.top * scale);
  }

  toScreen(context, ratio) {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }
}

function gather(shapes) {
  const path = new Path2D();
  for (const rings of shapes) trace(path, rings);
  return path;
}

function polyline(line) {
  const path = new Path2D();
  for (let i = 0; i < line.length; i += 2) path.lineTo(line[i], line[i + 1]);
  return path;
}

function star(context, x, y, size) {
  context.beginPath();
  for (let i = 0; i < 10; i++) {
    const [reach, angle] = [i % 2 ? size * 0.45 : size, (Math.PI * i) / 5];
    context.lineTo(x + reach * Math.sin(angle), y - reach * Math.cos(angle));
  }
  context.closePath();
  context.strokeStyle = "#fff";
  context.lineWidth = 3;
  context.stroke();
  context.fillStyle = MARK;
  context.fill();
}

function hatch(context, step) {
  return stripes(context, step, "#7b868e", "#d5dade");
}

function stripes(context, step, colour, ground = null) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const ink = tile.getContext("2d");
  if (ground) {
    ink.fillStyle = ground;
    ink.fillRect(0, 0, 8, 8);
  }
  ink.strokeStyle = colour;
  ink.lineWidth = 1.2;
  for (const offset of [-8, 0, 8]) {
    ink.moveTo(offset, 8);
    ink.lineTo(offset + 8, 0);
  }
  ink.stroke();
  const pattern = context.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(step));
  return pattern;
}
