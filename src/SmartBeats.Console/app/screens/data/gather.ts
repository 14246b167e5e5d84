import { writeZip } from './zip';

/** What is uploaded as one: a file as it is, or the parts of a shapefile together. */
export interface Load {
  name: string;
  files: readonly File[];
}

const shapefileParts = ['shp', 'dbf', 'shx', 'prj', 'cpg'];
/** Files that lie beside maps and calls and hold neither. */
const idle = /^(\.|~\$|thumbs\.db$|desktop\.ini$)|\.(shp\.xml|sbn|sbx|qpj|qix|qmd|gpkg-(wal|shm|journal)|lock|tmp)$/i;

/** Makes loads of the files that were dropped or chosen, in the order of their names: parts of one shapefile are one load. */
export function groupFiles(files: readonly File[]): Load[] {
  const loads = new Map<string, File[]>();
  const wanted = files.filter((file) => !idle.test(file.name)).sort((a, b) => a.name.localeCompare(b.name));
  const maps = new Set(wanted.filter((file) => /\.shp$/i.test(file.name)).map((file) => stemOf(file)));
  for (const file of wanted) {
    const stem = stemOf(file);
    const isPart = maps.has(stem) && shapefileParts.includes(file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase());
    const name = isPart ? `${stem}.zip` : file.name;
    loads.set(name, [...(isPart ? loads.get(name) ?? [] : []), file]);
  }
  return [...loads].map(([name, parts]) => ({ name, files: parts }));
}

/** The bytes of a load: the file itself, or a zip of its parts. */
export async function readLoad(load: Load): Promise<Blob> {
  const [only] = load.files;
  if (only && load.files.length === 1 && load.name === only.name) { return only; }
  const entries = await Promise.all(load.files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
  return new Blob([writeZip(entries)], { type: 'application/zip' });
}

/** Every file of a drop, those in folders too. */
export async function gatherFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries are only readable until the event's handler returns: all are asked for before the first is awaited.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) { return [...transfer.files]; }
  return (await Promise.all(entries.map(walk))).flat();
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) { return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))]; }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  // A reader gives some hundred entries at a time, and none when it is done.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) { break; }
    inside.push(...some);
  }
  return (await Promise.all(inside.map(walk))).flat();
}

function stemOf(file: File): string {
  const dot = file.name.lastIndexOf('.');
  return dot > 0 ? file.name.slice(0, dot) : file.name;
}
