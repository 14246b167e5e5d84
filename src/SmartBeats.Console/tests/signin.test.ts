import { expect, it } from 'vitest';
import { challengeOf, createProof } from '../app/signin/pkce';
import { CALLBACK, IDLE_MS, ownPath, Session, type World } from '../app/signin/session';

const entrance = { by: 'issuer' as const, issuer: 'https://issuer.example', clientId: 'page', scope: 'openid email' };

/** A browser's tab and an issuer that counts. */
function createTab(href: string, kept: Record<string, string> = {}) {
  const store = new Map(Object.entries(kept));
  const tab = { href, left: '', shown: '', now: 1_000_000, renewed: 0, posted: [] as URLSearchParams[], calls: 'https://issuer.example', status: 200 };
  const world: World = {
    storage: { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => { store.set(key, value); }, removeItem: (key) => { store.delete(key); } },
    location: { get href() { return tab.href; }, origin: 'https://beats.example', assign: (address) => { tab.left = address; }, replace: (path) => { tab.shown = path; } },
    now: () => tab.now,
    fetch: async (address, init) => {
      if (!init) {
        return Response.json({ issuer: tab.calls, authorization_endpoint: 'https://issuer.example/auth', token_endpoint: 'https://issuer.example/token', end_session_endpoint: 'https://issuer.example/end' });
      }
      expect(address).toBe('https://issuer.example/token');
      tab.posted.push(new URLSearchParams(String(init.body)));
      tab.renewed++;
      return Response.json({ access_token: `access-${tab.renewed}`, expires_in: 900, refresh_token: `refresh-${tab.renewed}`, id_token: 'id' }, { status: tab.status });
    },
  };
  return { tab, world, store };
}

it('the challenge is that of RFC 7636, appendix B, and a verifier is never the same', async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  const [one, other] = [await createProof(), await createProof()];
  expect(one.verifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(one.verifier).not.toBe(other.verifier);
});

it('who is not known goes to the issuer and comes back to the place they wanted', async () => {
  const { tab, world, store } = createTab('https://beats.example/glendale/plan?beat=3');
  expect(await Session.begin(world, entrance)).toBeNull();
  const asked = new URL(tab.left);
  expect(asked.origin + asked.pathname).toBe('https://issuer.example/auth');
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({ client_id: 'page', response_type: 'code', code_challenge_method: 'S256', redirect_uri: 'https://beats.example' + CALLBACK });
  const begun = JSON.parse(store.get('smartbeats.sign-in')!) as { state: string; verifier: string };
  expect(asked.searchParams.get('code_challenge')).toBe(await challengeOf(begun.verifier));

  tab.href = `https://beats.example${CALLBACK}?code=abc&state=${begun.state}&iss=https://issuer.example`;
  const session = await Session.begin(world, entrance);
  expect(tab.shown).toBe('/glendale/plan?beat=3');
  expect(Object.fromEntries(tab.posted[0]!)).toMatchObject({ grant_type: 'authorization_code', code: 'abc', code_verifier: begun.verifier, client_id: 'page' });
  expect(await session!.token()).toBe('access-1');
  expect([...store.values()].join()).not.toContain('access-1');
  expect(store.has('smartbeats.sign-in')).toBe(false);
});

it('a code this tab did not ask for, or of another issuer, signs nobody in', async () => {
  const begun = JSON.stringify({ state: 'mine', verifier: 'v', back: '/' });
  for (const query of ['code=abc&state=other', 'code=abc', 'code=abc&state=mine&iss=https://evil.example']) {
    const { tab, world } = createTab(`https://beats.example${CALLBACK}?${query}`, { 'smartbeats.sign-in': begun });
    await expect(Session.begin(world, entrance)).rejects.toThrow();
    expect(tab.posted).toHaveLength(0);
  }
  const { tab, world } = createTab(`https://beats.example${CALLBACK}?code=abc&state=x`);
  await Session.begin(world, entrance);
  expect([tab.shown, tab.posted.length]).toEqual(['/', 0]);
  tab.calls = 'https://evil.example';
  await expect(Session.begin(world, entrance)).rejects.toThrow('calls itself otherwise');
});

it('nobody is led away from the page', () => {
  for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '\\\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '']) { expect(ownPath(path), path).toBe('/'); }
  expect(ownPath('/glendale/plan?beat=3')).toBe('/glendale/plan?beat=3');
});

it('a token is renewed once for all who ask, before it ends, with the newest refresh token', async () => {
  const { tab, world } = createTab('https://beats.example/', { 'smartbeats.session': JSON.stringify({ refresh_token: 'kept' }) });
  const session = (await Session.begin(world, entrance))!;
  expect(tab.posted[0]!.get('refresh_token')).toBe('kept');
  tab.now += 839_000;
  expect(await session.token()).toBe('access-1');
  tab.now += 2_000;
  expect(await Promise.all([session.token(), session.token(), session.token()])).toEqual(['access-2', 'access-2', 'access-2']);
  expect(tab.posted[1]!.get('refresh_token')).toBe('refresh-1');
});

it('who was taken out at the issuer is led there again, and half an hour without a hand is idle', async () => {
  const { tab, world, store } = createTab('https://beats.example/', { 'smartbeats.session': JSON.stringify({ refresh_token: 'kept' }) });
  tab.status = 400;
  expect(await Session.begin(world, entrance)).toBeNull();
  expect(tab.left).toContain('https://issuer.example/auth');
  expect(store.has('smartbeats.session')).toBe(false);

  const other = createTab('https://beats.example/', { 'smartbeats.session': JSON.stringify({ refresh_token: 'kept' }) });
  const session = (await Session.begin(other.world, entrance))!;
  other.tab.now += IDLE_MS - 1;
  expect(session.isIdle).toBe(false);
  other.tab.now += 1;
  expect(session.isIdle).toBe(true);
  session.touch();
  expect(session.isIdle).toBe(false);
  session.signOut();
  expect(other.store.has('smartbeats.session')).toBe(false);
  expect(new URL(other.tab.left).searchParams.get('id_token_hint')).toBe('id');
});
