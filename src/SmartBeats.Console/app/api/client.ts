import { readErrors } from './problems';
import type { Problem } from './types';

/** A fault the API told of, or a connection that was lost (status 0). `message` is fit to be shown. */
export class ApiFault extends Error {
  constructor(readonly status: number, message: string, readonly errors: Record<string, string[]> = {}) { super(message); }

  /** Nothing answered: what was typed is still here and can be sent again. */
  get offline(): boolean { return this.status === 0; }
}

export interface Answer<T> { data: T; etag: string | null; status: number; location: string | null }
export interface Asking {
  query?: Record<string, string | number | boolean | undefined | null>;
  body?: unknown; signal?: AbortSignal; ifMatch?: string | null; ifNoneMatch?: string; idempotencyKey?: string;
}

/** The address of a route, always of this origin. */
export function addressOf(path: string, query: Asking['query'] = {}): string {
  const given = Object.entries(query).filter((pair) => pair[1] !== undefined && pair[1] !== null && pair[1] !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/** A path of a city, each part written so that no name can leave it. */
export function cityPath(city: string, ...parts: (string | number)[]): string {
  return ['', 'cities', city, ...parts].map((part) => encodeURIComponent(part)).join('/');
}

let findToken: (() => Promise<string>) | null = null;

/** From now on every request says who asks. Without it a laptop's cookie does. */
export function bearWith(find: () => Promise<string>): void { findToken = find; }

async function send(method: string, path: string, asking: Asking, accept: string): Promise<Response> {
  const headers: Record<string, string> = { accept };
  if (asking.body !== undefined) { headers['content-type'] = 'application/json'; }
  if (asking.ifMatch) { headers['if-match'] = asking.ifMatch; }
  if (asking.ifNoneMatch) { headers['if-none-match'] = asking.ifNoneMatch; }
  if (asking.idempotencyKey) { headers['idempotency-key'] = asking.idempotencyKey; }
  if (findToken) { headers['authorization'] = `Bearer ${await readToken(findToken)}`; }
  let response: Response;
  try {
    response = await fetch(addressOf(path, asking.query), {
      method, headers, credentials: 'same-origin', signal: asking.signal ?? null,
      body: asking.body === undefined ? null : JSON.stringify(asking.body),
    });
  } catch (fault) {
    if (asking.signal?.aborted) { throw fault; }
    throw new ApiFault(0, '');
  }
  if (!response.ok) { throw await readFault(response); }
  return response;
}

async function readToken(find: () => Promise<string>): Promise<string> {
  try { return await find(); } catch { throw new ApiFault(401, 'Signed out.'); }
}

async function readFault(response: Response): Promise<ApiFault> {
  let problem: Problem = {};
  try { problem = await response.json() as Problem; } catch { /* an answer of another program: its status is what is known */ }
  return new ApiFault(response.status, problem.detail ?? problem.title ?? response.statusText, readErrors(problem.errors));
}

/** Asks a route and reads its JSON. */
export async function ask<T>(method: string, path: string, asking: Asking = {}): Promise<Answer<T>> {
  const response = await send(method, path, asking, 'application/json');
  const text = await response.text();
  return {
    data: (text ? JSON.parse(text) : undefined) as T, status: response.status,
    etag: response.headers.get('etag'), location: response.headers.get('location'),
  };
}

export const get = async <T>(path: string, query?: Asking['query'], signal?: AbortSignal): Promise<T> =>
  (await ask<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) })).data;

export const post = async <T>(path: string, body: unknown, idempotencyKey?: string): Promise<T> =>
  (await ask<T>('POST', path, { body, ...(idempotencyKey && { idempotencyKey }) })).data;

/** Asks a route for bytes: the packed map. */
export async function getBytes(path: string, signal?: AbortSignal, query?: Asking['query']): Promise<ArrayBuffer> {
  return (await send('GET', path, { ...(query && { query }), ...(signal && { signal }) }, 'application/octet-stream')).arrayBuffer();
}

/** A key for one intent: a POST that is sent twice is done once. */
export const newKey = (): string => crypto.randomUUID();
