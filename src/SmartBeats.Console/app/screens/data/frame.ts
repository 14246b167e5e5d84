import type { Box, Position } from '../../map/packedMap';

/**
 * Places degrees on a picture of so many pixels: the box fills it but for a margin, north up, and a kilometre east is as long as one north
 * (an equirectangular projection at the box's middle latitude, good to a pixel over a city). Places beyond the frame are put on its edge.
 */
export function frame([west, south, east, north]: Box, width: number, height: number, margin = 12): (place: Position) => Position {
  const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const [spanX, spanY] = [Math.max(1e-6, (east - west) * squeeze), Math.max(1e-6, north - south)];
  const scale = Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY);
  const clamp = (value: number, most: number) => Math.min(most - margin / 2, Math.max(margin / 2, value));
  return ([lon, lat]) => [
    clamp(width / 2 + (lon - (west + east) / 2) * squeeze * scale, width),
    clamp(height / 2 - (lat - (south + north) / 2) * scale, height),
  ];
}
