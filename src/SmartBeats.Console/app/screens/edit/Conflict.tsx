import { useState } from 'preact/hooks';
import { useCity } from '../../shell/city';
import { navigate, pathTo } from '../../shell/router';
import { asFault } from '../../shell/useAnswer';
import { Fault } from '../../shell/States';
import type { ApiFault } from '../../api/client';
import { keepMine, putAside, takeTheirs, type Theirs } from '../../plan/sharedDraft';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';

/** Somebody else went on from the same draft: three ways, and none loses a stroke. */
export function Conflict({ hand, planId, theirs }: { hand: DraftInHand; planId: string; theirs: Theirs }) {
  const { id: city, format } = useCity();
  const [fault, setFault] = useState<ApiFault | null>(null);
  const who = theirs.by ?? t('edit.conflict.somebody');
  const when = format.moment(theirs.saved);
  const aside = async () => {
    try {
      const n = await putAside(city, planId, hand.draft);
      hand.settle({ draft: theirs.draft, tag: theirs.tag, isSent: true });
      navigate(pathTo(city, 'edit', planId, { draft: String(n) }));
    } catch (reason) { setFault(asFault(reason)); }
  };
  return (
    <section class="told edit-conflict" role="alert">
      <h2>{t('edit.conflict')}</h2>
      <p>{t('edit.conflict.what', { who, when, theirs: theirs.draft.strokes.length, mine: hand.draft.strokes.length })}</p>
      <div class="actions">
        <button type="button" class="main" onClick={() => hand.settle(keepMine(hand.draft, theirs, t('edit.conflict.theirs', { who, when })))}>
          {t('edit.conflict.keepMine')}</button>
        <button type="button" onClick={() => hand.settle(takeTheirs(hand.draft, theirs, t('edit.conflict.mine')))}>{t('edit.conflict.takeTheirs')}</button>
        <button type="button" onClick={() => { void aside(); }}>{t('edit.conflict.aside')}</button>
      </div>
      {fault && <Fault fault={fault} />}
    </section>
  );
}
