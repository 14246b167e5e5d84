/** Proof Key for Code Exchange (RFC 7636): a code that somebody else gets hold of is of no use without the verifier. */
export interface Proof { verifier: string; challenge: string }

export const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

/** 256 random bits, in letters an address takes. */
export const random = (): string => base64Url(crypto.getRandomValues(new Uint8Array(32)));

export async function challengeOf(verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

export async function createProof(): Promise<Proof> {
  const verifier = random();
  return { verifier, challenge: await challengeOf(verifier) };
}
