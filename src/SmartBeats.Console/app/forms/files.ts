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
