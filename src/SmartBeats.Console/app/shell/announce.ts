/** Says a sentence to a screen reader without moving the focus; the region is in the layout. */
export function announce(text: string): void {
  const region = document.getElementById('live');
  if (!region) { return; }
  region.textContent = '';
  requestAnimationFrame(() => { region.textContent = text; });
}
