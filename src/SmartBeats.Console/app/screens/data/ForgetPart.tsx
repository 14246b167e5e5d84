import { useState } from 'preact/hooks';
import { type ApiFault, cityPath, newKey, post } from '../../api/client';
import { TextField } from '../../forms/Field';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { asFault } from '../../shell/useAnswer';
import { announce } from '../../shell/announce';
import { t } from '../../text/t';

interface Forgetting { found: boolean; rejectedRows: number; forgotten: boolean; plans?: string[] }

/** Removes one call for good: first it is said what would go. */
export function ForgetPart({ onForgotten }: { onForgotten: () => void }) {
  const { id } = useCity();
  const [event, setEvent] = useState('');
  const [tried, setTried] = useState<{ event: string; answer: Forgetting } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const ask = async (dryRun: boolean) => {
    setBusy(true);
    setFault(null);
    try {
      const answer = await post<Forgetting>(cityPath(id, 'calls', 'forget'), { event: event.trim(), dryRun }, dryRun ? undefined : newKey());
      setTried({ event: event.trim(), answer });
      announce(say(answer, event.trim()));
      if (answer.forgotten) { onForgotten(); }
    } catch (reason) {
      setTried(null);
      setFault(asFault(reason));
    } finally {
      setBusy(false);
    }
  };
  const isTried = tried !== null && tried.event === event.trim();
  const wouldGo = isTried && !tried.answer.forgotten && (tried.answer.found || tried.answer.rejectedRows > 0);
  return (
    <details class="folded">
      <summary>{t('data.forget')}</summary>
      <p>{t('data.forget.what')}</p>
      <form onSubmit={(submitted) => { submitted.preventDefault(); void ask(true); }}>
        <TextField label={t('data.forget.event')} value={event} set={setEvent} />
        <div class="actions"><button type="submit" disabled={isBusy || event.trim() === ''}>{t('data.forget.try')}</button></div>
      </form>
      {fault && <Fault fault={fault} />}
      {isTried && (
        <div class="told"><p>{say(tried.answer, tried.event)}</p>
          {!!tried.answer.plans?.length && <p>{t('data.forget.plans', { n: tried.answer.plans.length })}</p>}</div>
      )}
      {wouldGo && <button type="button" class="danger" disabled={isBusy} onClick={() => ask(false)}>{t('data.forget.do', { event: tried.event })}</button>}
    </details>
  );
}

function say(answer: Forgetting, event: string): string {
  if (answer.forgotten) { return t('data.forget.done', { event, n: answer.rejectedRows }); }
  if (!answer.found && answer.rejectedRows === 0) { return t('data.forget.none', { event }); }
  return answer.found ? t('data.forget.would', { event, n: answer.rejectedRows }) : t('data.forget.wouldRows', { event, n: answer.rejectedRows });
}
