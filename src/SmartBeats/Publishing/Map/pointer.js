// Pointer and keys: wheel, drag, pinch, tap and keyboard, turned into what the page does with them.

function listen(stage, view, act) {
  const held = new Map();
  let travelled = 0;

  const place = event => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const spread = () => {
    const [a, b] = [...held.values()];
    return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, apart: Math.hypot(a[0] - b[0], a[1] - b[1]) };
  };

  stage.addEventListener("pointerdown", event => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    held.set(event.pointerId, place(event));
    travelled = held.size === 1 ? 0 : Infinity;
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("dragging");
  });

  stage.addEventListener("pointermove", event => {
    const now = place(event);
    const before = held.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") act.hover(...now);
      return;
    }
    if (held.size === 2) {
      const was = spread();
      held.set(event.pointerId, now);
      const is = spread();
      view.zoom(is.apart / Math.max(1, was.apart), was.x, was.y);
      view.move(was.x - is.x, was.y - is.y);
      act.moved();
    } else if (held.size === 1) {
      held.set(event.pointerId, now);
      travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
      // A finger on the whole city scrolls the page; only a zoomed map is dragged by it.
      if (travelled > 5 && (event.pointerType === "mouse" || !view.isWhole())) {
        view.move(before[0] - now[0], before[1] - now[1]);
        act.moved();
      }
    }
  });

  const release = event => {
    if (!held.delete(event.pointerId)) return;
    if (event.type === "pointerup" && held.size === 0 && travelled <= 5) act.tap(...place(event));
    if (held.size === 0) stage.classList.remove("dragging");
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("pointerleave", () => act.leave());

  // At its limits the wheel scrolls the page on, so that nobody is caught in the map.
  stage.addEventListener("wheel", event => {
    const lines = event.deltaMode === 1 ? 16 : 1;
    if (view.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) / 240), ...place(event))) {
      event.preventDefault();
      act.moved();
    }
  }, { passive: false });

  stage.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", "+": "in", "=": "in", "-": "out", "0": "fit",
      Escape: "clear", PageDown: "next", PageUp: "previous" }[event.key];
    if (!key) return;
    event.preventDefault();
    act.command(key);
  });
}

// Moves the view as a button or key says; false for commands that are not about the view.
function moveView(view, command) {
  const [dx, dy] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[command] ?? [0, 0];
  if (dx || dy) view.move(dx * view.width * 0.2, dy * view.height * 0.2);
  else if (command === "in" || command === "out") view.zoom(command === "in" ? 1.5 : 1 / 1.5);
  else if (command === "fit") view.fit();
  else return false;
  return true;
}
