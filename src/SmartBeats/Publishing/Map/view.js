// View: which part of the city is on screen, in grid steps, and how it moves.

const ZOOM_MOST = 60;

class View {
  constructor(width, height) {
    this.city = { width, height };
    this.resize(1, 1);
    this.fit();
  }

  // Sizes are CSS pixels. What was in the middle stays there.
  resize(width, height) {
    const whole = this.width ? this.isWhole() : true;
    const middle = this.width && !whole ? this.toGrid(this.width / 2, this.height / 2) : null;
    this.width = width;
    this.height = height;
    if (whole) this.fit();
    else this.centre(...middle);
  }

  fitScale() {
    const margin = 16;
    return Math.max(1e-6, Math.min((this.width - 2 * margin) / this.city.width, (this.height - 2 * margin) / this.city.height));
  }

  fit() {
    this.scale = this.fitScale();
    this.centre(this.city.width / 2, this.city.height / 2);
  }

  isWhole() {
    return this.scale <= this.fitScale() * 1.001;
  }

  centre(x, y) {
    this.left = x - this.width / 2 / this.scale;
    this.top = y - this.height / 2 / this.scale;
  }

  toGrid(px, py) {
    return [this.left + px / this.scale, this.top + py / this.scale];
  }

  toScreen(x, y) {
    return [(x - this.left) * this.scale, (y - this.top) * this.scale];
  }

  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const least = this.fitScale();
    const scale = Math.max(least, Math.min(least * ZOOM_MOST, this.scale * factor));
    const [x, y] = this.toGrid(px, py);
    const changed = scale !== this.scale;
    this.scale = scale;
    this.left = x - px / scale;
    this.top = y - py / scale;
    if (this.isWhole()) this.fit();
    this.keepInSight();
    return changed;
  }

  move(dx, dy) {
    this.left += dx / this.scale;
    this.top += dy / this.scale;
    this.keepInSight();
  }

  // The city never leaves the screen altogether.
  keepInSight() {
    const [x, y] = this.toGrid(this.width / 2, this.height / 2);
    this.centre(Math.max(0, Math.min(this.city.width, x)), Math.max(0, Math.min(this.city.height, y)));
  }

  show([left, top, right, bottom]) {
    const [x0, y0] = this.toScreen(left, top);
    const [x1, y1] = this.toScreen(right, bottom);
    if (x0 >= 0 && y0 >= 0 && x1 <= this.width && y1 <= this.height) return;
    const scale = Math.min(this.scale, (this.width * 0.8) / (right - left), (this.height * 0.8) / (bottom - top));
    this.scale = Math.max(this.fitScale(), scale);
    this.centre((left + right) / 2, (top + bottom) / 2);
  }
}
