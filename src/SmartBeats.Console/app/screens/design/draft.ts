import { completeForm, type DesignForm, emptyForm } from './form';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was typed on a city's Design screen is kept for the browser's session: a reload or a lost connection takes nothing away. */
export function keepDraft(store: Store, city: string, form: DesignForm): void {
  try {
    if (JSON.stringify(form) === JSON.stringify(emptyForm)) { store.removeItem(keyOf(city)); } else { store.setItem(keyOf(city), JSON.stringify(form)); }
  } catch {
    // A full or forbidden store keeps nothing: the form works without it.
  }
}

/** The form kept, null where none is. */
export function findDraft(store: Store, city: string): DesignForm | null {
  try {
    const text = store.getItem(keyOf(city));
    return text === null ? null : completeForm(JSON.parse(text) as Partial<DesignForm>);
  } catch {
    return null;
  }
}

function keyOf(city: string): string {
  return `smartbeats.design.${city}`;
}
