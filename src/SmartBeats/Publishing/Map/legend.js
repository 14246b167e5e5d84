// Legend: what the colours and marks in use mean, with numbers.

function swatch(draw) {
  const canvas = element("canvas", "", { width: 52, height: 32, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  draw(context);
  return canvas;
}

function block(colour) {
  return swatch(context => {
    context.fillStyle = colour === "hidden" ? hatch(context, 0.5) : colour;
    context.fillRect(0.5, 0.5, 25, 15);
    context.strokeStyle = "#46545f";
    context.strokeRect(0.5, 0.5, 25, 15);
  });
}

function striped(colour) {
  return swatch(context => {
    context.fillStyle = stripes(context, 0.5, colour);
    context.fillRect(0.5, 0.5, 25, 15);
    context.strokeStyle = colour;
    context.strokeRect(0.5, 0.5, 25, 15);
  });
}

function line(colour, width, dash) {
  return swatch(context => {
    context.setLineDash(dash);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.moveTo(0, 8);
    context.lineTo(26, 8);
    context.stroke();
  });
}

function classNames({ breaks, load }) {
  const number = value => value.toLocaleString("en-US");
  return breaks.map((upper, at) => {
    const lower = at === 0 ? 0 : breaks[at - 1];
    if (load) return at === 0 ? `up to ${number(upper)}` : `above ${number(lower)} to ${number(upper)}`;
    return lower + 1 === upper ? number(upper) : `${number(lower + 1)}–${number(upper)}`;
  });
}

function showLegend(legend, data, state) {
  const entries = [];
  const add = (picture, text) => {
    const entry = element("span");
    entry.append(picture, text);
    entries.push(entry);
  };
  if (state.fill === "workload") {
    entries.push(element("strong", `${data.unitTitle} per area:`));
    add(block(NOTHING), "0");
    classNames(data.areas).forEach((name, at) => add(block(workloadColour(at, data.areas.breaks.length)), name));
  } else if (state.fill === "resolution") {
    entries.push(element("strong", `Calls resolved as ${painter.resolution.labels[state.value]}:`));
    for (const [colour, text] of painter.resolution.legend(state, data.plans[state.plan])) add(block(colour), text);
  } else if (state.fill === "beats") {
    entries.push(element("span", "Colours only tell neighbouring beats apart."));
  }
  if (state.mask > 0) add(block("hidden"), `fewer than ${plural(state.mask, "call")}`);
  if (state.outlines) add(line(INK, 2.2, []), "edge of a beat");
  if (state.context && data.context?.roads) add(line("#8b98a2", 2, []), "street");
  if (state.context && data.context?.water) add(block("#8fb4d6"), "water");
  if (state.ghost && compared) add(line(SAID, 2, [7, 5]), `edge of a beat in ${data.plans[1 - state.plan].name.toLowerCase()}`);
  if (state.marks && data.bridges.length) add(line(MARK, 3, [7, 5]), "bridge: a link over water or a gap");
  if (state.marks && data.forced.length) add(swatch(context => star(context, 13, 8, 7)), "area heavier than a fair share");
  if (state.marks && data.links.length) add(line(SAID, 3, [7, 5]), "link: joined as asked");
  if (state.marks && data.barriers.length) add(line(SAID, 5, []), "barrier: kept apart as asked");
  if (state.faults && data.overlaps.length) add(striped(SAID), "ground in two areas");
  if (state.faults && data.gaps.length) add(line(SAID, 2, [2, 4]), "gap: ground in no area");
  if (state.faults && data.islands.length) add(line(MARK, 2, [2, 4]), "area without a neighbour");
  if (state.moves && compared) add(striped(MARK), "area whose beat changes");
  legend.replaceChildren(...entries);
}
