/** Pixels a plate of this name takes up; see `drawLabel`. */
const sizeOf = (text: string): [number, number] => [8.5 * text.length + 12, 20];

/**
 * How far plates of names are pushed, in pixels from where each belongs, so that none covers another: those that overlap part along the
 * way that is shorter, a little each round. A crowd that finds no room in 60 rounds stays as near as it came.
 * @param at Where each belongs, in pixels.
 */
export function spreadLabels(texts: readonly string[], at: readonly (readonly [number, number])[]): [number, number][] {
  const places = at.map(([x, y]): [number, number] => [x, y]);
  const sizes = texts.map(sizeOf);
  for (let round = 0, moved = true; moved && round < 60; round += 1) {
    moved = false;
    for (let i = 0; i < places.length; i += 1) {
      for (let j = i + 1; j < places.length; j += 1) {
        const [a, b] = [places[i]!, places[j]!];
        const over = [(sizes[i]![0] + sizes[j]![0]) / 2 - Math.abs(a[0] - b[0]), (sizes[i]![1] + sizes[j]![1]) / 2 - Math.abs(a[1] - b[1])] as const;
        if (over[0] <= 0 || over[1] <= 0) { continue; }
        const axis = over[0] < over[1] ? 0 : 1;
        const push = (over[axis] / 2 + 0.25) * (a[axis] < b[axis] || (a[axis] === b[axis] && i < j) ? -1 : 1);
        a[axis] += push;
        b[axis] -= push;
        moved = true;
      }
    }
  }
  return places.map(([x, y], i) => [x - at[i]![0], y - at[i]![1]]);
}

/** A beat's name as a picture: dark ink on a light plate, legible over every fill. No font file is fetched: the reader's own is used. */
export function drawLabel(text: string): ImageData {
  const ratio = 2;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  const font = `600 ${13 * ratio}px system-ui, sans-serif`;
  pen.font = font;
  const width = Math.ceil(pen.measureText(text).width) + 10 * ratio;
  const height = 19 * ratio;
  canvas.width = width;
  canvas.height = height;
  pen.font = font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = 'rgba(255, 255, 255, 0.88)';
  pen.beginPath();
  pen.roundRect(0, 0, width, height, height / 2);
  pen.fill();
  pen.fillStyle = '#14202b';
  pen.fillText(text, width / 2, height / 2 + ratio);
  return pen.getImageData(0, 0, width, height);
}
