import { useState } from 'preact/hooks';
import { t } from '../../text/t';
import type { CitySettings, SettingsMerge } from './merge';
import { takeTheirs } from './merge';

/** What I and somebody else changed otherwise, setting by setting, with the choice. */
export function Conflicts({ merge, decide, cancel }: { merge: SettingsMerge; decide: (settings: CitySettings) => void; cancel: () => void }) {
  const [theirs, setTheirs] = useState<ReadonlySet<number>>(new Set());
  const choose = (index: number, isTheirs: boolean) => {
    const next = new Set(theirs);
    if (isTheirs) { next.add(index); } else { next.delete(index); }
    setTheirs(next);
  };
  return (
    <section class="told" role="alert">
      <h2>{t('settings.conflict')}</h2>
      <p>{t('settings.conflict.what')}</p>
      {merge.conflicts.map((conflict, i) => (
        <fieldset key={conflict.path.join('/')} class="group">
          <legend>{conflict.path.join(' · ')}</legend>
          <label class="choice"><input type="radio" name={`conflict-${i}`} checked={!theirs.has(i)} onChange={() => choose(i, false)} />
            <span>{t('settings.mine')}: {show(conflict.mine)}</span></label>
          <label class="choice"><input type="radio" name={`conflict-${i}`} checked={theirs.has(i)} onChange={() => choose(i, true)} />
            <span>{t('settings.theirs')}: {show(conflict.theirs)}</span></label>
        </fieldset>
      ))}
      <div class="actions">
        <button type="button" class="main" onClick={() => decide(takeTheirs(merge, theirs))}>{t('settings.conflict.save')}</button>
        <button type="button" onClick={cancel}>{t('settings.conflict.later')}</button>
      </div>
    </section>
  );
}

function show(value: unknown): string {
  if (value === undefined || value === null) { return t('settings.removed'); }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
