import { createProof, random } from './pkce';

/** What `GET /sign-in` answers. */
export interface Entrance { by: 'issuer' | 'key' | 'token'; issuer?: string; clientId?: string; scope?: string }
interface Issuer { issuer: string; authorization_endpoint: string; token_endpoint: string; end_session_endpoint?: string }
interface Tokens { access_token: string; expires_in?: number; refresh_token?: string; id_token?: string }
/** Kept in the tab from the way out to the issuer until the way back. */
interface Begun { state: string; verifier: string; back: string }

/** What the session reaches the world through; a test has its own. */
export interface World {
  fetch: (address: string, init?: RequestInit) => Promise<Response>;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  location: { href: string; origin: string; assign: (address: string) => void; replace: (path: string) => void };
  now: () => number;
}

const BEGUN = 'smartbeats.sign-in';
const KEPT = 'smartbeats.session';
/** Where the issuer sends people back to. */
export const CALLBACK = '/signed-in';
/** Nobody did anything for so long: signed out. */
export const IDLE_MS = 30 * 60 * 1000;
/** A token that ends sooner is renewed before it is used. */
const SPARE_MS = 60 * 1000;

/** Only a path of this page: an address with a host, or one a browser would take for one, leads to the beginning. */
export const ownPath = (path: string): string => (/^\/(?![/\\])/.test(path) && !/[\r\n\t\\]/.test(path) ? path : '/');

/**
 * A person's session. The access token is in memory alone; what renews it is in the tab's own storage, so that a page that is loaded
 * again need not go to the issuer, and goes with the tab. No cookie: nothing a foreign page makes a browser send says who it is.
 */
export class Session {
  private issuer: Issuer | undefined;
  private access: { token: string; until: number } | undefined;
  private renewing: Promise<string> | undefined;
  private last: number;

  private constructor(private readonly world: World, private readonly entrance: Entrance) { this.last = world.now(); }

  /** Comes in: back from the issuer, with what the tab kept, or by going there (then null: the page is being left). */
  static async begin(world: World, entrance: Entrance): Promise<Session | null> {
    const session = new Session(world, entrance);
    session.issuer = await session.discover();
    const here = new URL(world.location.href);
    if (here.pathname === CALLBACK) {
      world.location.replace(await session.comeBack(here.searchParams));
      return session;
    }
    if (world.storage.getItem(KEPT)) {
      try { await session.token(); return session; } catch { world.storage.removeItem(KEPT); }
    }
    await session.goTo(here.pathname + here.search);
    return null;
  }

  /** A token that is good for the next request. Several who ask at once renew it once. */
  async token(): Promise<string> {
    if (this.access && this.access.until - this.world.now() > SPARE_MS) { return this.access.token; }
    this.renewing ??= this.renew().finally(() => { this.renewing = undefined; });
    return this.renewing;
  }

  /** Somebody did something. */
  touch(): void { this.last = this.world.now(); }

  get isIdle(): boolean { return this.world.now() - this.last >= IDLE_MS; }

  /** Ends the session here and at the issuer. */
  signOut(): void {
    const kept = this.kept();
    this.world.storage.removeItem(KEPT);
    this.access = undefined;
    const end = this.issuer?.end_session_endpoint;
    if (!end) { this.world.location.assign('/'); return; }
    const asked = new URLSearchParams({
      client_id: this.entrance.clientId!, post_logout_redirect_uri: this.world.location.origin + CALLBACK,
      ...(kept?.id_token ? { id_token_hint: kept.id_token } : {}),
    });
    this.world.location.assign(`${end}?${asked}`);
  }

  private async discover(): Promise<Issuer> {
    const found = await this.readJson<Issuer>(await this.world.fetch(`${this.entrance.issuer}/.well-known/openid-configuration`));
    if (found.issuer.replace(/\/$/, '') !== this.entrance.issuer) { throw new Error('The issuer calls itself otherwise.'); }
    return found;
  }

  private async goTo(back: string): Promise<void> {
    const proof = await createProof();
    const begun: Begun = { state: random(), verifier: proof.verifier, back };
    this.world.storage.setItem(BEGUN, JSON.stringify(begun));
    const asked = new URLSearchParams({
      client_id: this.entrance.clientId!, response_type: 'code', scope: this.entrance.scope ?? 'openid', state: begun.state,
      redirect_uri: this.world.location.origin + CALLBACK, code_challenge: proof.challenge, code_challenge_method: 'S256',
    });
    this.world.location.assign(`${this.issuer!.authorization_endpoint}?${asked}`);
  }

  /** From the issuer's code to tokens; answers with the path the person wanted. */
  private async comeBack(given: URLSearchParams): Promise<string> {
    const begun = JSON.parse(this.world.storage.getItem(BEGUN) ?? 'null') as Begun | null;
    this.world.storage.removeItem(BEGUN);
    const code = given.get('code');
    // Back from signing out, or somebody else's link: there is nothing to go on with.
    if (!begun || !code) { return '/'; }
    // A code that this tab did not ask for would sign this person in as another.
    if (given.get('state') !== begun.state) { throw new Error('This sign-in was begun elsewhere. Open the page again.'); }
    const other = given.get('iss');
    if (other && other.replace(/\/$/, '') !== this.entrance.issuer) { throw new Error('Another issuer answered.'); }
    await this.exchange({ grant_type: 'authorization_code', code, code_verifier: begun.verifier, redirect_uri: this.world.location.origin + CALLBACK });
    return ownPath(begun.back);
  }

  private async renew(): Promise<string> {
    const kept = this.kept();
    if (!kept?.refresh_token) { throw new Error('Signed out.'); }
    return this.exchange({ grant_type: 'refresh_token', refresh_token: kept.refresh_token });
  }

  private async exchange(fields: Record<string, string>): Promise<string> {
    const response = await this.world.fetch(this.issuer!.token_endpoint, {
      method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...fields, client_id: this.entrance.clientId! }).toString(),
    });
    const tokens = await this.readJson<Tokens>(response);
    this.access = { token: tokens.access_token, until: this.world.now() + (tokens.expires_in ?? 300) * 1000 };
    // Issuers that keep one refresh token do not send it again.
    const before = this.kept();
    this.world.storage.setItem(KEPT, JSON.stringify({
      refresh_token: tokens.refresh_token ?? before?.refresh_token, id_token: tokens.id_token ?? before?.id_token,
    }));
    return tokens.access_token;
  }

  private kept(): Partial<Tokens> | null { return JSON.parse(this.world.storage.getItem(KEPT) ?? 'null') as Partial<Tokens> | null; }

  private async readJson<T>(response: Response): Promise<T> {
    if (!response.ok) { throw new Error(`The issuer answered ${response.status}.`); }
    return await response.json() as T;
  }
}
