import { bearWith } from '../api/client';
import { Session, type Entrance, type World } from './session';

const world: World = {
  fetch: (address, init) => fetch(address, { ...init, credentials: 'omit', referrerPolicy: 'no-referrer' }),
  storage: sessionStorage,
  location: {
    get href() { return location.href; },
    get origin() { return location.origin; },
    assign: (address) => location.assign(address),
    replace: (path) => history.replaceState(null, '', path),
  },
  now: () => Date.now(),
};

let current: Session | null = null;

/** The person's session; null where nobody signs in: on a laptop. */
export const currentSession = (): Session | null => current;

/** Comes in before the page is drawn. False where the page is being left for the issuer. */
export async function comeIn(): Promise<boolean> {
  const entrance = await findEntrance();
  if (entrance?.by !== 'issuer') { return true; }
  current = await Session.begin(world, entrance);
  if (!current) { return false; }
  const session = current;
  bearWith(() => session.token());
  for (const sign of ['pointerdown', 'keydown', 'wheel']) { addEventListener(sign, () => session.touch(), { passive: true }); }
  setInterval(() => { if (session.isIdle) { session.signOut(); } }, 30_000);
  addEventListener('click', (event) => { void openFile(event, session); });
  return true;
}

/** An older server does not know the question: it lets in who has its key. */
async function findEntrance(): Promise<Entrance | null> {
  try {
    const answer = await fetch('/api/sign-in');
    return answer.ok ? await answer.json() as Entrance : null;
  } catch { return null; }
}

/** Links to files of the API carry no token by themselves: they are fetched with it and handed over. */
async function openFile(event: MouseEvent, session: Session): Promise<void> {
  const link = (event.target as Element | null)?.closest?.('a[href^="/api/"]');
  if (!(link instanceof HTMLAnchorElement)) { return; }
  event.preventDefault();
  const answer = await fetch(link.href, { headers: { authorization: `Bearer ${await session.token()}` } });
  if (!answer.ok) { return; }
  const made = document.createElement('a');
  made.href = URL.createObjectURL(await answer.blob());
  made.download = link.download || link.pathname.split('/').pop()!;
  made.click();
  setTimeout(() => URL.revokeObjectURL(made.href), 60_000);
}
