import { useState } from 'preact/hooks';
import { t } from '../../text/t';
import { OpenDrafts } from '../history/OpenDrafts';
import type { DraftInHand } from './useDraft';

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
      {isOpen && <OpenDrafts title={t('edit.otherDrafts')} isShown={(one) => one.planId === planId && one.id !== draftId} />}
    </details>
  );
}
