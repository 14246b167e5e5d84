import type { ComponentType } from 'preact';
import type { Key } from '../text/t';

/** `id` is the third part of the path: a plan, a run, a file. */
export interface ScreenProps { id: string | undefined; query: URLSearchParams }
export interface Screen {
  id: string; title: Key; inMenu: boolean; load: () => Promise<{ default: ComponentType<ScreenProps> }>;
}

const screen = (id: string, title: Key, load: Screen['load'], inMenu = true): Screen => ({ id, title, inMenu, load });

/** In the order of the work: data first, then a request, its plan, and what became of it. */
export const screens: Screen[] = [
  screen('data', 'data.title', () => import('./data/Data')),
  screen('design', 'design.title', () => import('./design/Design')),
  screen('plan', 'plan.title', () => import('./plan/Plan')),
  screen('compare', 'compare.title', () => import('./compare/Compare')),
  screen('when', 'when.title', () => import('./when/When')),
  screen('history', 'history.title', () => import('./history/History')),
  screen('settings', 'settings.title', () => import('./settings/Settings')),
  screen('edit', 'edit.title', () => import('./edit/Edit'), false),
  screen('run', 'run.title', () => import('./run/Run'), false),
];
