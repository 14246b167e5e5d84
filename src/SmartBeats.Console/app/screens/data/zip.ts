/** A file as it goes into an archive. */
export interface ZipEntry {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const utf8Names = 0x0800;
/** 1980-01-01, the first day a zip knows: the same files make the same bytes. */
const firstDay = 0x21;

/** Puts files into one zip without compressing them: how the parts of a shapefile that lie loose in a folder go up as one file. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const named = entries.map((entry) => ({ ...entry, name: new TextEncoder().encode(entry.name), sum: crc32(entry.bytes) }));
  const size = named.reduce((sum, entry) => sum + 30 + 46 + 2 * entry.name.length + entry.bytes.length, 22);
  const zip = new Uint8Array(size);
  const view = new DataView(zip.buffer);
  let at = 0;
  const starts = named.map((entry) => {
    const start = at;
    writeHeader(0x04034b50, [
      [20, 2], [utf8Names, 2], [0, 2], [0, 2], [firstDay, 2], [entry.sum, 4], [entry.bytes.length, 4], [entry.bytes.length, 4], [entry.name.length, 2], [0, 2],
    ]);
    append(entry.name);
    append(entry.bytes);
    return start;
  });
  const directory = at;
  named.forEach((entry, i) => {
    writeHeader(0x02014b50, [
      [20, 2], [20, 2], [utf8Names, 2], [0, 2], [0, 2], [firstDay, 2], [entry.sum, 4], [entry.bytes.length, 4], [entry.bytes.length, 4],
      [entry.name.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [starts[i] ?? 0, 4],
    ]);
    append(entry.name);
  });
  const length = at - directory;
  writeHeader(0x06054b50, [[0, 2], [0, 2], [named.length, 2], [named.length, 2], [length, 4], [directory, 4], [0, 2]]);
  return zip;

  function writeHeader(signature: number, fields: [value: number, bytes: 2 | 4][]): void {
    view.setUint32(at, signature, true);
    at += 4;
    for (const [value, bytes] of fields) {
      if (bytes === 2) { view.setUint16(at, value, true); } else { view.setUint32(at, value, true); }
      at += bytes;
    }
  }

  function append(bytes: Uint8Array): void {
    zip.set(bytes, at);
    at += bytes.length;
  }
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) { sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1; }
  return sum;
});

export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) { sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0); }
  return (sum ^ 0xffffffff) >>> 0;
}
