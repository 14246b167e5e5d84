import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Where the reader is: /c/{city}/{screen}/{id}?query. The front page has no city. */
export interface Route { city?: string; screen?: string; id?: string; query: URLSearchParams }

export function parseRoute(path: string, search: string): Route {
  const parts = path.split('/').filter(Boolean).map(decodePart);
  const query = new URLSearchParams(search);
  if (parts[0] !== 'c') { return { query }; }
  const [, city, screen, id] = parts;
  return { ...(city && { city }), ...(screen && { screen }), ...(id && { id }), query };
}

export function pathTo(city: string, screen?: string, id?: string, query?: Record<string, string>): string {
  const path = ['/c', city, screen, id].filter((part) => part !== undefined)
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join('/');
  return query && Object.keys(query).length ? `${path}?${new URLSearchParams(query)}` : path;
}

function decodePart(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; }
}

export function navigate(path: string, replace = false): void {
  if (path === location.pathname + location.search) { return; }
  if (replace) { history.replaceState(null, '', path); } else { history.pushState(null, '', path); }
  dispatchEvent(new PopStateEvent('popstate'));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.pathname, location.search));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.pathname, location.search));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  return route;
}

/** A link within the page; other buttons and keys do what the browser does with links. */
export interface LinkProps { to: string; children: ComponentChildren; class?: string; 'aria-label'?: string; 'aria-current'?: 'page' | undefined }

export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    event.preventDefault();
    navigate(to);
  };
  return <a href={to} onClick={follow} {...rest}>{children}</a>;
}
