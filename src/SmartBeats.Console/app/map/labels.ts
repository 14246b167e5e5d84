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
