// Resolution: the share of calls that were resolved one way, by area or by beat; pale where few calls stand behind it.

const FAINT = 0.35;

class Resolution {
  constructor({ small, values }, areas) {
    Object.assign(this, { small, labels: values.map(value => value.label), key: "", shown: null });
    this.counts = values.map(value => spread(value.counts, areas));
    this.calls = new Float64Array(areas);
    for (const counts of this.counts) counts.forEach((count, area) => { this.calls[area] += count; });
  }

  // Share by area (below 0 where there is no call), its calls, and the upper ends of the classes.
  of(state, plan) {
    const key = `${state.value} ${state.by} ${state.plan}`;
    if (this.key !== key) {
      let [count, calls] = [this.counts[state.value], this.calls];
      if (state.by === "beat") [count, calls] = [count, calls].map(counts => sumByBeat(counts, plan));
      const share = Float64Array.from(count, (of, area) => (calls[area] ? of / calls[area] : -1));
      const of = enough => share.filter((one, area) => one >= 0 && (!enough || calls[area] >= this.small)).sort();
      const shares = of(true).length ? of(true) : of(false);
      Object.assign(this, { key, shown: { count, calls, share, breaks: fifths(shares), least: shares[0] ?? 0 } });
    }
    return this.shown;
  }

  isFew(state, plan, area) {
    return this.of(state, plan).calls[area] < this.small;
  }

  colour(state, plan, area) {
    const { share, breaks } = this.of(state, plan);
    if (share[area] < 0 || !breaks.length) return NOTHING;
    const at = breaks.findIndex(upper => share[area] <= upper);
    const colour = workloadColour(at < 0 ? breaks.length - 1 : at, breaks.length);
    return this.isFew(state, plan, area) ? paler(colour) : colour;
  }

  words(state, plan, area) {
    const { count, calls, share } = this.of(state, plan);
    const where = state.by === "beat" ? "of the beat" : "of the area";
    return share[area] < 0 ? "no calls" : `${percent(share[area])} resolved as ${this.labels[state.value]} (${shown(count[area], 0)} of ${plural(calls[area], "call")} ${where})`;
  }

  // What the colours mean: pairs of a colour and a text.
  legend(state, plan) {
    const { breaks, least } = this.of(state, plan);
    const digits = new Set([least, ...breaks].map(end => percent(end))).size > breaks.length ? 0 : 1;
    const classes = breaks.map((upper, at) => [workloadColour(at, breaks.length), `${at ? "above " : ""}${percent(at ? breaks[at - 1] : least, digits)} to ${percent(upper, digits)}`]);
    return [...classes, [paler(WORKLOAD[5]), `pale: fewer than ${this.small} calls, mostly chance`], [NOTHING, "no calls"]];
  }
}

const percent = (share, digits = 0) => `${shown(share * 100, digits)}%`;

// A negative number stands for so many areas without any.
function spread(packed, areas) {
  const counts = new Float64Array(areas);
  let area = 0;
  for (const number of packed) {
    if (number < 0) area -= number;
    else counts[area++] = number;
  }
  return counts;
}

function sumByBeat(counts, plan) {
  const sums = new Float64Array(plan.beats.length + 1);
  counts.forEach((count, area) => { sums[plan.beatOf[area]] += count; });
  return Float64Array.from(counts, (_, area) => sums[plan.beatOf[area]]);
}

// Upper ends of up to five classes with alike many members.
function fifths(sorted) {
  const ends = [1, 2, 3, 4, 5].map(part => sorted[Math.ceil((part * sorted.length) / 5) - 1]).filter(end => end !== undefined);
  return ends.filter((end, at) => end !== ends[at - 1]);
}

function paler(colour) {
  const part = from => parseInt(colour.slice(from, from + 2), 16);
  return `#${[1, 3, 5].map(from => Math.round(255 + (part(from) - 255) * FAINT).toString(16).padStart(2, "0")).join("")}`;
}
