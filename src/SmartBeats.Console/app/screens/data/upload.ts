import { ApiFault, ask, cityPath, newKey } from '../../api/client';
import type { ContextKind, Upload, UploadPlace } from '../../api/types';
import { readErrors } from '../../api/problems';
import type { Load } from './gather';
import { readLoad } from './gather';

export interface UploadWish {
  /** Days the file holds whole: calls of it that it no longer has are removed. `2024-01-01..2024-03-31`. */
  replaces?: string;
  /** Only says what would happen. */
  dryRun?: boolean;
  /** Of a layer to draw under the beats: what it shows. */
  shows?: ContextKind;
  /** Of a layer that can have a share of the workload: its name. */
  signal?: string;
}

/** Sends a load to where the API says, and tells how much of it is sent (a share from 0 to 1). */
export async function sendLoad(city: string, load: Load, wish: UploadWish, onShare: (share: number) => void): Promise<string> {
  const bytes = await readLoad(load);
  const body = { fileName: safeName(load.name), bytes: bytes.size, ...(wish.replaces && { replaces: wish.replaces }), ...(wish.dryRun && { dryRun: true }),
    ...(wish.shows && { shows: wish.shows }), ...(wish.signal && { signal: wish.signal }) };
  const { data: place } = await ask<UploadPlace>('POST', cityPath(city, 'uploads'), { body, idempotencyKey: newKey() });
  await put(place, bytes, onShare);
  return place.upload;
}

/** Letters, digits, dots, hyphens and underscores: what a file may be called on its way. */
export function safeName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  const dot = plain.lastIndexOf('.');
  return plain.length <= 100 ? plain || 'file' : plain.slice(0, 100 - (plain.length - dot)) + plain.slice(dot);
}

/** fetch cannot tell how much of a body is sent; XMLHttpRequest can. */
function put(place: UploadPlace, bytes: Blob, onShare: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(place.method, place.url);
    for (const [name, value] of Object.entries(place.headers ?? {})) {
      // The browser writes the length itself and refuses to be told.
      if (name.toLowerCase() !== 'content-length') { request.setRequestHeader(name, value); }
    }
    request.upload.onprogress = (event) => { if (event.lengthComputable) { onShare(event.loaded / event.total); } };
    request.onerror = () => reject(new ApiFault(0, ''));
    request.onload = () => { if (request.status < 300) { resolve(); } else { reject(readFault(request)); } };
    request.send(bytes);
  });
}

function readFault(request: XMLHttpRequest): ApiFault {
  try {
    const problem = JSON.parse(request.responseText) as { detail?: string; errors?: unknown };
    return new ApiFault(request.status, problem.detail ?? request.statusText, readErrors(problem.errors));
  } catch {
    return new ApiFault(request.status, request.statusText);
  }
}

/** Whether the state of an upload will still change by itself. */
export function isUnderWay(upload: Upload): boolean {
  return upload.status === 'waiting-for-file' || upload.status === 'reading';
}
