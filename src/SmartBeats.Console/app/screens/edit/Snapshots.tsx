import { useState } from 'preact/hooks';
import { cityPath, get } from '../../api/client';
import { useCity } from '../../shell/city';
import { Link, pathTo } from '../../shell/router';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';

interface KeptDraft { id: string; planId: string; saved: string; by?: string | null; strokes: number }

/** Named states of the draft, and other drafts of the plan. */
export function Snapshots({ hand, planId, draftId }: { hand: DraftInHand; planId: string; draftId: string }) {
  const [name, setName] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { snapshots, strokes } = hand.draft;
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    hand.keepSnapshot(name.trim() || t('edit.snapshot.usual', { n: snapshots.length + 1 }));
    setName('');
  };
  return (
    <details class="edit-help" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('edit.snapshots', { n: snapshots.length })}</summary>
      <form class="actions" onSubmit={keep}>
        <label>{t('edit.snapshot.name')}<input value={name} maxLength={80} onInput={(event) => setName(event.currentTarget.value)} /></label>
        <button type="submit" disabled={!strokes.length}>{t('edit.snapshot.keep')}</button>
      </form>
      <ul class="rows">
        {snapshots.map((one) => (
          <li key={one.name}>{t('edit.snapshot.row', { name: one.name, n: one.strokes.length })}{' '}
            <button type="button" onClick={() => hand.restore(one)}>{t('edit.snapshot.restore')}<span class="unseen"> ({one.name})</span></button>
          </li>))}
      </ul>
      {isOpen && <OtherDrafts planId={planId} draftId={draftId} />}
    </details>
  );
}

function OtherDrafts({ planId, draftId }: { planId: string; draftId: string }) {
  const { id: city, format } = useCity();
  const asked = useAnswer(`drafts of ${city} ${draftId}`, (signal) => get<{ drafts: KeptDraft[] }>(cityPath(city, 'drafts'), { limit: 100 }, signal));
  const others = asked.state === 'ready' ? asked.data.drafts.filter((one) => one.planId === planId && one.id !== draftId && one.strokes > 0) : [];
  if (!others.length) { return null; }
  return (
    <>
      <p>{t('edit.otherDrafts')}</p>
      <ul class="rows">
        {others.map((one) => {
          const number = one.id.split('.')[1];
          return (
            <li key={one.id}>
              <Link to={pathTo(city, 'edit', planId, number ? { draft: number } : {})}>
                {t('edit.otherDraft', { when: format.moment(one.saved), who: one.by ?? t('edit.conflict.somebody'), n: one.strokes })}</Link>
            </li>);
        })}
      </ul>
    </>
  );
}
