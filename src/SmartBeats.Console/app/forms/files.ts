/** Hands a text to the reader as a file. */
export function saveText(name: string, text: string, type = 'text/plain'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after this task: it is given up a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The text of a small file that was chosen; null where it is larger than what is typed by hand may be. */
export async function readText(file: File, mostBytes = 20_000_000): Promise<string | null> {
  return file.size > mostBytes ? null : file.text();
}

/** A file's content as a request carries it. */
export type FileText = { text: string } | { base64: string };

/** Reads a file that may be no text, such as a GeoPackage or a zip; null where it is too large to be meant. */
export async function readAny(file: File, mostBytes = 700_000): Promise<FileText | null> {
  if (!/\.(gpkg|kmz|zip)$/i.test(file.name)) {
    const text = await readText(file);
    return text === null ? null : { text };
  }
  if (file.size > mostBytes) { return null; }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = '';
  for (let at = 0; at < bytes.length; at += 0x8000) { letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000)); }
  return { base64: btoa(letters) };
}
