import { useEffect, useMemo, useState } from 'preact/hooks';
import { loadContext, type NamedPlace } from '../../map/context';
import type { PlanOnMap } from '../../plan/model';
import { search, type Found } from '../../plan/search';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';

/** One box for beats, areas, streets, places and coordinates (a combobox: arrows choose, Enter takes, Escape empties). */
export function SearchBox({ laid, onFind }: { laid: PlanOnMap; onFind: (found: Found) => void }) {
  const { id } = useCity();
  const [named, setNamed] = useState<readonly NamedPlace[]>([]);
  useEffect(() => { loadContext(id).then((context) => setNamed(context.named), () => undefined); }, [id]);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const found = useMemo(() => search(laid, typed, named), [laid, typed, named]);
  const take = (one: Found | undefined) => {
    if (!one) { return; }
    setOpen(false);
    onFind(one);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive((now) => (found.length ? (now + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % found.length : 0));
    } else if (event.key === 'Enter') { take(found[active]); } else if (event.key === 'Escape') {
      setOpen(false);
      setTyped('');
    }
  };
  const shown = open && typed.trim() !== '';
  return (
    <div class="search">
      <label class="unseen" for="search">{t('plan.search')}</label>
      <input id="search" type="text" role="combobox" placeholder={t('plan.search')} autocomplete="off" value={typed} aria-expanded={shown}
        aria-controls="search-list" aria-autocomplete="list" aria-activedescendant={shown && found.length ? `found-${active}` : undefined}
        onInput={(event) => { setTyped(event.currentTarget.value); setActive(0); setOpen(true); }} onKeyDown={keys}
        onBlur={() => setOpen(false)} />
      <ul id="search-list" role="listbox" aria-label={t('plan.search')} hidden={!shown}>
        {found.map((one, index) => (
          <li key={index} id={`found-${index}`} role="option" aria-selected={index === active} onPointerDown={(event) => { event.preventDefault(); take(one); }}>
            {describe(one)}
          </li>
        ))}
        {!found.length && <li role="option" aria-selected={false} aria-disabled="true">{t('plan.search.none')}</li>}
      </ul>
    </div>
  );
}

function describe(found: Found): string {
  if (found.kind === 'beat') { return t('plan.beatN', { name: found.text }); }
  if (found.kind === 'named') { return found.text; }
  if (found.kind === 'area') { return t('plan.areaN', { id: found.text }); }
  return found.area === null ? t('plan.search.outside') : t('plan.search.place', { place: found.text });
}
