import type { Position } from './packedMap';

/** Something said of a place: a number on a pin whose tip is the place, or stands on the name that is there. */
export interface Pin { key: number; at: Position; isDone: boolean; isLifted: boolean }

/** The name a pin's picture is kept by. */
export const nameOfPin = ({ key, isDone }: Pin): string => `pin ${key} ${isDone ? 'done' : 'open'}`;

/** A pin as a picture: dark while it is open, grey once it is done; its number is read on both. */
export function drawPin({ key, isDone }: Pin): ImageData {
  const ratio = 2;
  const text = String(key);
  const [height, tip] = [20 * ratio, 7 * ratio];
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  const font = `700 ${12 * ratio}px system-ui, sans-serif`;
  pen.font = font;
  const width = Math.max(height, Math.ceil(pen.measureText(text).width) + 10 * ratio);
  canvas.width = width;
  canvas.height = height + tip;
  pen.fillStyle = isDone ? '#6b7682' : '#8c1d40';
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = ratio;
  pen.beginPath();
  pen.roundRect(ratio, ratio, width - 2 * ratio, height - 2 * ratio, height / 2);
  pen.moveTo(width / 2 - 5 * ratio, height - 2 * ratio);
  pen.lineTo(width / 2, height + tip - ratio);
  pen.lineTo(width / 2 + 5 * ratio, height - 2 * ratio);
  pen.stroke();
  pen.fill();
  pen.font = font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = '#ffffff';
  pen.fillText(text, width / 2, height / 2 + ratio / 2);
  return pen.getImageData(0, 0, width, height + tip);
}
