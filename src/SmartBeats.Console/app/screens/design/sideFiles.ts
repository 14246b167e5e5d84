import { readLines } from './formToRequest';
import { showPairs } from './requestToForm';

export type SideField = 'barriers' | 'links' | 'stations' | 'lockAreas';

/** What a file of pairs, stations or areas holds, as the form's lines; null where it is none. A header is passed over. */
export function readSideFile(field: SideField, text: string): string | null {
  const json = parseJson(text);
  if (json !== undefined) { return readSideJson(field, json); }
  const rows = readLines(text);
  if (field === 'lockAreas') { return dropHeader(rows, /^(area|area_?id|id)$/i).map(([id]) => id ?? '').join('\n') || null; }
  if (field === 'stations') {
    const places = dropHeader(rows, /^(id|name|station)$/i);
    return places.length > 0 && places.every((cells) => cells.length >= 3) ? places.map((cells) => cells.slice(0, 3).join(', ')).join('\n') : null;
  }
  const pairs = dropHeader(rows, /^(area|area_?id|id|a|from|first)(_?1)?$/i);
  return pairs.length > 0 && pairs.every((cells) => cells.length >= 2) ? showPairs(pairs.map(([a = '', b = '']) => [a, b])) : null;
}

function readSideJson(field: SideField, json: unknown): string | null {
  if (field === 'stations') { return readStationJson(json); }
  if (!Array.isArray(json)) { return null; }
  if (field === 'lockAreas') { return json.map(String).join('\n'); }
  return json.every((pair) => Array.isArray(pair) && pair.length === 2) ? showPairs(json.map(([a, b]) => [String(a), String(b)])) : null;
}

/** `[{id, lon, lat}]`, or GeoJSON points with an id or name. */
function readStationJson(json: unknown): string | null {
  const features = (json as { features?: unknown[] } | null)?.features;
  const rows = (Array.isArray(features) ? features : Array.isArray(json) ? json : []).map((entry, i) => {
    const { id, lon, lat, properties, geometry } = entry as Record<string, unknown> & { properties?: Record<string,
      unknown>; geometry?: { coordinates?: number[] } };
    const [x, y] = geometry?.coordinates ?? [lon, lat];
    return [id ?? properties?.['id'] ?? properties?.['name'] ?? String(i + 1), x, y].map((cell) => String(cell ?? ''));
  });
  return rows.length > 0 && rows.every((cells) => cells[1] !== '' && cells[2] !== '') ? rows.map((cells) => cells.join(', ')).join('\n') : null;
}

/** Today's beats of an assignment.csv (an area and its beat a line) or a plan.json; null for anything else. */
export function readBeatFile(text: string): [string, string][] | null {
  const json = parseJson(text);
  if (json !== undefined) { return readBeatJson(json); }
  const [header, ...rows] = readLines(text);
  if (!header || header.length < 2) { return null; }
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  const area = names.findIndex((name) => ['area', 'areaid', 'id'].includes(name));
  const beat = names.findIndex((name) => ['beat', 'beatid', 'zone', 'zoneid'].includes(name));
  const isHeader = area >= 0 && beat >= 0;
  const pairs = (isHeader ? rows : [header, ...rows]).map((cells): [string, string] => [cells[isHeader ? area : 0] ?? '', cells[isHeader ? beat : 1] ?? '']);
  return pairs.length > 0 && pairs.every(([id, name]) => id !== '' && name !== '') ? pairs : null;
}

function readBeatJson(json: unknown): [string, string][] | null {
  const list = Array.isArray(json) ? json : (json as { assignment?: unknown } | null)?.assignment ?? null;
  if (Array.isArray(list) && list.every((pair) => Array.isArray(pair) && pair.length === 2)) { return list.map(([area, beat]) => [String(area),
    String(beat)]); }
  if (Array.isArray(list) && list.every((one) => one !== null && typeof one === 'object' && 'area' in one && 'beat' in one)) {
    return list.map(({ area, beat }: { area: unknown; beat: unknown }) => [String(area), String(beat)]);
  }
  return list !== null && typeof list === 'object' && !Array.isArray(list) ? Object.entries(list).map(([area, beat]) => [area, String(beat)]) : null;
}

function dropHeader(rows: string[][], name: RegExp): string[][] {
  return name.test(rows[0]?.[0] ?? '') ? rows.slice(1) : rows;
}

/** JSON as it reads; null where it is broken, undefined where the text is none at all. */
export function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) { return undefined; }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}
