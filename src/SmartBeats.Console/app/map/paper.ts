/** Room for a map on a sheet of Letter or A4 within its margins, in CSS pixels. */
const sheet = { width: 690, height: 620 };

/** Maps are painted in pixels of the screen: for printing, the element around one keeps its size and is drawn as much smaller as the sheet asks. Ends with what it returns. */
export function keepForPaper(around: HTMLElement): () => void {
  const shrink = () => {
    const { clientWidth: width, clientHeight: height } = around;
    if (width === 0 || height === 0) { return; }
    const zoom = String(Math.min(1, sheet.width / width, sheet.height / height));
    Object.assign(around.style, { width: `${width}px`, height: `${height}px`, zoom });
  };
  const restore = () => Object.assign(around.style, { width: '', height: '', zoom: '' });
  addEventListener('beforeprint', shrink);
  addEventListener('afterprint', restore);
  return () => { removeEventListener('beforeprint', shrink); removeEventListener('afterprint', restore); };
}
