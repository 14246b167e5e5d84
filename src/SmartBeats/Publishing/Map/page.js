// Page: brings map, table, legend and layers together around one state.

const data = JSON.parse(document.getElementById("data").textContent);
const at = id => document.getElementById(id);
const state = { plan: 0, fill: "beats", outlines: true, numbers: true, areas: true, context: true, marks: true, faults: true, moves: true, ghost: true, paper: false, mask: 0, beat: 0, area: -1, value: 0, by: "beat" };
const painter = new Painter(data);
const view = new View(data.grid.width, data.grid.height);
const stage = at("stage"), base = at("base"), overlay = at("overlay"), tip = at("tip");
const table = new BeatTable(at("beats"), data, number => choose(number, true));
const movedAreas = new Set(data.moved), compared = movedAreas.size > 0 && data.plans.length === 2;
let painted = null, settling = 0, onScreen = null;

// Beats left out of the balance have no deviation.
for (const of of data.plans) for (const number of of.apart ?? []) of.beats[number - 1][4] = null;

// Of a comparison each beat's row goes on with the other plan's: calls, deviation, areas gained and given, load.
if (data.counterpart) {
  const before = [data.counterpart, data.plans[1].beats.map((_, beat) => data.counterpart.indexOf(beat))];
  data.plans.forEach((of, index) => of.beats.forEach((beat, number) => {
    const other = data.plans[1 - index], from = other.beats[before[index][number]];
    const count = (beatOf, wanted) => data.moved.filter(area => beatOf[area] === wanted).length;
    beat[9] = from ? from[2] : null;
    beat[10] = from ? from[4] : null;
    beat[11] = count(of.beatOf, beat[0]);
    beat[12] = from ? count(other.beatOf, from[0]) : 0;
    beat[14] = from ? from[3] : null;
  }));
}

for (const one of data.plans) {
  one.shares?.forEach((ofBeats, at) => one.beats.forEach((beat, index) => { beat[SHARES_AT + at] = ofBeats[index]; }));
}

const plan = () => data.plans[state.plan];
const groupOf = () => plan().group ?? "Beat";
const nameOf = (number, of = plan()) => of.names?.[number - 1] ?? String(number);
const plural = (value, word) => `${value.toLocaleString("en-US")} ${value === 1 ? word : word + "s"}`;

function loadOf(beat) {
  const off = beat[4] === null ? "left out of the balance" : beat[4] === 0 ? "on the mean" : `${shown(Math.abs(beat[4]), 2)}% ${beat[4] > 0 ? "above" : "below"} the mean`;
  if (data.callFree) return `${beat[3].toLocaleString("en-US")} ${data.unit}, ${off}`;
  const load = data.areas.load ? `${beat[3].toLocaleString("en-US")} ${data.unit} (${plural(beat[2], "call")})` : plural(beat[2], "call");
  return `${load}, ${off}`;
}

function areaWords(area) {
  const calls = data.areas.calls[area];
  const name = data.areas.names?.[area];
  const called = `Area ${data.areas.ids[area]}${name && name !== data.areas.ids[area] ? ` (${name})` : ""}`;
  if (data.callFree) return `${called}: ${data.areas.load[area].toLocaleString("en-US")} ${data.unit}`;
  if (calls < state.mask) return `${called}: fewer than ${plural(state.mask, "call")}`;
  const load = data.areas.load ? `, ${data.areas.load[area].toLocaleString("en-US")} ${data.unit}` : "";
  const resolved = state.fill === "resolution" ? `, ${painter.resolution.words(state, plan(), area)}` : "";
  return `${called}: ${plural(calls, "call")}${load}${resolved}`;
}

// ratio: bitmap pixels per CSS pixel; two on fine screens, more for paper.
function paint(ratio = Math.min(3, window.devicePixelRatio || 1)) {
  for (const canvas of [base, overlay]) {
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.style.transform = "";
  }
  painter.base(base.getContext("2d"), view, ratio, state);
  painter.overlay(overlay.getContext("2d"), view, ratio, state);
  painted = { left: view.left, top: view.top, scale: view.scale };
  stage.style.touchAction = view.isWhole() ? "pan-x pan-y" : "none";
}

function paintOverlay() {
  painter.overlay(overlay.getContext("2d"), view, overlay.width / view.width, state);
}

// While the map moves, the bitmap does; it is painted anew once the hand rests.
function moved() {
  const zoom = view.scale / painted.scale;
  const [x, y] = [(painted.left - view.left) * view.scale, (painted.top - view.top) * view.scale];
  for (const canvas of [base, overlay]) {
    canvas.style.transformOrigin = "0 0";
    canvas.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
  }
  tip.hidden = true;
  clearTimeout(settling);
  settling = setTimeout(paint, 90);
}

function resize() {
  view.resize(stage.clientWidth, stage.clientHeight);
  paint();
}

function choose(number, bring) {
  state.beat = number;
  table.mark(number);
  document.querySelector("[data-move=clear]").hidden = !number;
  at("status").textContent = number ? `${groupOf()} ${nameOf(number)}: ${loadOf(plan().beats[number - 1])}.` : `Point at the map, or choose a ${groupOf().toLowerCase()} in the table.`;
  if (number && bring && !view.isWhole()) {
    view.show(boxOf(painter.outlines[state.plan][number - 1]));
    paint();
  } else paintOverlay();
}

function showTip(area, px, py) {
  tip.hidden = area < 0;
  if (area < 0) return;
  const number = plan().beatOf[area];
  tip.replaceChildren(element("strong", `${groupOf()} ${nameOf(number)}`), element("span", loadOf(plan().beats[number - 1])), element("span", areaWords(area)));
  if (compared) {
    const other = data.plans[1 - state.plan];
    tip.append(element("span", `${other.name}: beat ${nameOf(other.beatOf[area], other)}${movedAreas.has(area) ? " (moves)" : ""}`));
  }
  const x = px + 16 + tip.offsetWidth > view.width ? Math.max(4, px - tip.offsetWidth - 12) : px + 16;
  const y = py + 16 + tip.offsetHeight > view.height ? Math.max(4, py - tip.offsetHeight - 12) : py + 16;
  tip.style.transform = `translate(${x}px, ${y}px)`;
}

function point(px, py) {
  state.area = painter.find(...view.toGrid(px, py));
  showTip(state.area, px, py);
}

const act = {
  moved,
  hover(px, py) {
    const before = state.area;
    point(px, py);
    if (state.area !== before) paintOverlay();
  },
  leave() {
    if (matchMedia("(hover: none)").matches) return;
    state.area = -1;
    tip.hidden = true;
    paintOverlay();
  },
  tap(px, py) {
    point(px, py);
    choose(state.area < 0 ? 0 : plan().beatOf[state.area], false);
    if (state.area >= 0) at("status").textContent += ` ${areaWords(state.area)}.`;
  },
  command(name) {
    const count = plan().beats.length;
    if (moveView(view, name)) moved();
    else if (name === "next") choose((state.beat % count) + 1, true);
    else if (name === "previous") choose(((state.beat + count - 2 + (state.beat ? 0 : 1)) % count) + 1, true);
    else {
      state.area = -1;
      tip.hidden = true;
      choose(0);
    }
  },
};

function showPlan() {
  at("figures").replaceChildren(...plan().figures.map(([name, value, note], index) => {
    const box = element("div"), fact = element("dd");
    if (data.counterpart) {
      fact.className = "both";
      for (const of of data.plans) {
        const half = element("span", `${of.name}: `);
        half.append(element("strong", of.figures[index][1]), of.figures[index][2]);
        fact.append(half);
      }
    } else fact.append(element("strong", value), note);
    box.append(element("dt", name), fact);
    return box;
  }));
  at("beats-title").textContent = `${groupOf()}s`;
  table.fill(plan().beats, nameOf, groupOf());
  showLegend(at("legend"), data, state);
}

at("layers").addEventListener("input", () => {
  const form = new FormData(at("layers"));
  for (const name of ["outlines", "numbers", "areas", "context", "marks", "faults", "moves", "ghost"]) state[name] = form.has(name);
  state.fill = form.get("fill");
  state.value = Number(form.get("value") ?? 0);
  state.by = form.get("by");
  at("resolution-of").hidden = state.fill !== "resolution";
  state.mask = Math.max(0, Math.floor(Number(form.get("mask")) || 0));
  const chosen = Number(form.get("plan") ?? 0);
  if (chosen !== state.plan) {
    state.plan = chosen;
    state.beat = 0;
    showPlan();
    choose(0);
  }
  showLegend(at("legend"), data, state);
  paint();
});
at("layers").addEventListener("submit", event => event.preventDefault());
document.querySelectorAll("[data-move]").forEach(button => button.addEventListener("click", () => act.command(button.dataset.move)));

at("plan-choice").hidden = data.plans.length === 1;
data.plans.forEach((plan, index) => at("layers").elements.plan.append(element("option", plan.name, { value: index })));
at("context-choice").hidden = !data.context;
at("resolution-choice").hidden = !data.resolution;
data.resolution?.values.forEach(({ label }, index) => at("layers").elements.value.append(element("option", label, { value: index })));
at("marks-choice").hidden = data.bridges.length + data.forced.length + data.links.length + data.barriers.length === 0;
at("faults-choice").hidden = data.islands.length + data.overlaps.length + data.gaps.length === 0;
at("moves-choice").hidden = at("ghost-choice").hidden = !compared;
listen(stage, view, act);
showPlan();
resize();
new ResizeObserver(() => {
  if (!onScreen && (stage.clientWidth !== view.width || stage.clientHeight !== view.height)) resize();
}).observe(stage);

// The sheet stands or lies, whichever shows the city larger; the sizes are those of print.css in pixels.
const papers = { wide: [1046, 521], tall: [718, 680] };
const scaleOn = ([width, height]) => Math.min(width / data.grid.width, height / data.grid.height);
const tall = scaleOn(papers.tall) > scaleOn(papers.wide);
document.documentElement.classList.toggle("tall", tall);

// Paper: the whole city in a frame that fits it, three dots a pixel, every number on it, whatever was on screen.
addEventListener("beforeprint", () => {
  onScreen = { ...view };
  state.paper = true;
  const [width, height] = tall ? papers.tall : papers.wide;
  const scale = Math.min((width - 32) / data.grid.width, (height - 32) / data.grid.height);
  const [wide, high] = [data.grid.width, data.grid.height].map(side => Math.ceil(side * scale) + 32);
  stage.style.setProperty("--paper-width", `${wide}px`);
  stage.style.setProperty("--paper-height", `${high}px`);
  view.resize(wide, high);
  view.fit();
  paint(3);
  const small = painter.smallBeats(view, state.plan);
  at("detail").hidden = !small;
  if (small) paintDetail(small, width);
});

// Where beats are small, as large as the sheet is wide.
function paintDetail(box, width) {
  painter.frame(base.getContext("2d"), view, 3, box);
  const [across, down] = [box[2] - box[0], box[3] - box[1]];
  const larger = new View(data.grid.width, data.grid.height);
  const height = Math.min(Math.round(width * 0.6), Math.round((width * down) / across) + 32);
  Object.assign(larger, { width, height, scale: Math.min((width - 32) / across, (height - 32) / down) });
  larger.centre((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  const canvas = at("detail").querySelector("canvas");
  Object.assign(canvas, { width: width * 3, height: height * 3 });
  painter.base(canvas.getContext("2d"), larger, 3, state);
}

addEventListener("afterprint", () => {
  state.paper = false;
  Object.assign(view, onScreen);
  onScreen = null;
  resize();
});
