// Shapes: the packed text of the page turned back into rings of whole grid steps, and which area lies under a point.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// A number is written five bits a letter, lowest first; the sixth bit says that more follow. Coordinates are
// differences to the point before, zigzagged so that small negatives stay short. Written by PackedShapes.cs.
function unpack(text) {
  const digit = new Uint8Array(128);
  for (let i = 0; i < 64; i++) digit[DIGITS.charCodeAt(i)] = i;
  let at = 0, x = 0, y = 0;
  const number = () => {
    let value = 0, shift = 0, letter;
    do {
      letter = digit[text.charCodeAt(at++)];
      value |= (letter & 31) << shift;
      shift += 5;
    } while (letter & 32);
    return value;
  };
  const step = () => {
    const zigzag = number();
    return zigzag & 1 ? -(zigzag >>> 1) - 1 : zigzag >>> 1;
  };
  const shapes = [];
  while (at < text.length) {
    const rings = [];
    for (let count = number(); count > 0; count--) {
      const ring = new Int32Array(2 * number());
      for (let i = 0; i < ring.length; i += 2) {
        ring[i] = x += step();
        ring[i + 1] = y += step();
      }
      rings.push(ring);
    }
    shapes.push(rings);
  }
  return shapes;
}

function trace(path, rings) {
  for (const ring of rings) {
    path.moveTo(ring[0], ring[1]);
    for (let i = 2; i < ring.length; i += 2) path.lineTo(ring[i], ring[i + 1]);
    path.closePath();
  }
}

function boxOf(rings) {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      left = Math.min(left, ring[i]);
      right = Math.max(right, ring[i]);
      top = Math.min(top, ring[i + 1]);
      bottom = Math.max(bottom, ring[i + 1]);
    }
  }
  return [left, top, right, bottom];
}

function contains(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

// Finds the area under a point by looking only at those whose box touches its cell of a coarse raster.
function finder(shapes, width, height) {
  const cells = 96;
  const column = x => Math.max(0, Math.min(cells - 1, Math.floor((x / (width + 1)) * cells)));
  const row = y => Math.max(0, Math.min(cells - 1, Math.floor((y / (height + 1)) * cells)));
  const raster = new Map();
  shapes.forEach((rings, area) => {
    const [left, top, right, bottom] = boxOf(rings);
    for (let r = row(top); r <= row(bottom); r++) {
      for (let c = column(left); c <= column(right); c++) {
        const key = r * cells + c;
        if (!raster.has(key)) raster.set(key, []);
        raster.get(key).push(area);
      }
    }
  });
  return (x, y) => {
    if (x < 0 || y < 0 || x > width || y > height) return -1;
    const near = raster.get(row(y) * cells + column(x)) ?? [];
    return near.find(area => contains(shapes[area], x, y)) ?? -1;
  };
}
