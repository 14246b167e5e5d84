/** Every English text of the page. A translation is a file like this one (`const es: Strings`). `{x}` is filled in; `n` chooses the plural. */
export type Text = string | { one: string; other: string };

export const en = {
  // The shell
  'app.name': 'SmartBeats',
  'app.skip': 'Skip to the content',
  'app.city': 'City',
  'app.screens': 'Screens',
  'app.theme': 'Light or dark',
  'app.theme.light': 'Light',
  'app.theme.dark': 'Dark',
  'app.language': 'Language',
  'app.notFound': 'There is no such page',
  'app.notFound.what': 'The address may be of a plan or city that was removed.',
  'app.home': 'All cities',
  'home.title': 'Cities',
  'home.empty': 'No city is here yet',
  'home.empty.what': 'Start with the sample city (a map of 585 areas and 20,000 calls), or add your own and load its map and calls.',
  'home.sample': 'Open the sample city',
  'home.counts': '{areas} areas, {calls} calls, {plans} plans',
  'home.add': 'Add a city',
  'home.id': 'Short name (letters, digits, hyphens)',
  'home.name': 'Name',
  'home.zone': 'Time zone',
  'home.make': 'Add it',
  'state.loading': 'Loading…',
  'state.fault': 'This did not work',
  'state.offline': 'No connection',
  'state.offline.what': 'SmartBeats did not answer. What you typed is still here; try again when it runs.',
  'state.retry': 'Try again',

  // Data
  'data.title': 'Data',

  // Design
  'design.title': 'Design',

  // Plan
  'plan.title': 'Plan',

  // Compare
  'compare.title': 'Compare',

  // When
  'when.title': 'When',

  // History
  'history.title': 'History',

  // Settings
  'settings.title': 'Settings',

  // Run
  'run.title': 'Run',
} satisfies Record<string, Text>;

export type Key = keyof typeof en;
export type Strings = Record<Key, Text>;
