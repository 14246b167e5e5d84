import type { ApiFault } from '../../api/client';
import type { CallsSummary } from '../../api/types';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import { foresee, type MatchingCalls, totalWorkload } from './chance';
import type { DesignForm } from './form';

/** The calls a form's answer was asked for; they are the latest, but not always those of what is typed this moment. */
export interface OutlookProps {
  form: DesignForm;
  summary: CallsSummary | null;
  isAsking: boolean;
  fault: ApiFault | null;
}

/** What would be counted and what a beat would get, beside the form and while it is filled in. */
export function OutlookPanel({ form, summary, isAsking, fault }: OutlookProps) {
  const { format } = useCity();
  if (summary === null) {
    return <aside class="outlook" aria-label={t('design.outlook')}><p role="status">{fault ? faultText(fault) : t('design.counting')}</p></aside>;
  }
  const matching = toMatching(summary);
  const isMixed = form.advanced.weigh.trim() !== '';
  const outlook = isMixed ? null : foresee(form, matching);
  return (
    <aside class="outlook" aria-label={t('design.outlook')} data-asking={isAsking}>
      <div role="status" aria-live="polite">
        <p class="big"><strong>{format.number(summary.calls)}</strong> {t('design.match', { total: format.number(summary.total) })}</p>
        {outlook && <p>{describe(form, outlook, format)}</p>}
        {outlook?.spread != null && <p>{t('design.chance', { percent: format.percent(outlook.spread, 1) })}</p>}
        {!outlook && <p class="quiet">{t(isMixed ? 'design.outlook.mixed' : 'design.outlook.type')}</p>}
        {fault && <p class="wrong">{faultText(fault)}</p>}
        {isAsking && <p class="quiet small">{t('design.counting')}</p>}
      </div>
      <dl>
        {summary.first && <><dt>{t('design.outlook.period')}</dt><dd>{format.day(summary.first)} – {format.day(summary.last)}</dd></>}
        {form.workload !== 'calls' && <><dt>{t('design.outlook.workload')}</dt><dd>{format.number(totalWorkload(form, matching))} {unitOf(form)}</dd></>}
        {!!summary.outside && <><dt>{t('design.outlook.outside')}</dt><dd>{format.number(summary.outside)}</dd></>}
      </dl>
      {outlook && outlook.callsPerBeat < 100 && <p class="told small">{t('design.few')}</p>}
    </aside>
  );
}

/** The same in a line at the foot of a narrow window; a screen reader has the panel. */
export function OutlookBar({ form, summary }: { form: DesignForm; summary: CallsSummary }) {
  const { format } = useCity();
  const outlook = form.advanced.weigh.trim() === '' ? foresee(form, toMatching(summary)) : null;
  return (
    <p class="outlook-bar" aria-hidden="true">
      <strong>{format.number(summary.calls)}</strong> {t('design.match', { total: format.number(summary.total) })}
      {outlook && <><br />{describe(form, outlook, format)}</>}
    </p>
  );
}

export function toMatching(summary: CallsSummary): MatchingCalls {
  return { calls: summary.calls, minutes: summary.minutes ?? 0, priorities: summary.priorities ?? [] };
}

function describe(form: DesignForm, outlook: NonNullable<ReturnType<typeof foresee>>, format: ReturnType<typeof useCity>['format']): string {
  const values = { n: outlook.beats, calls: format.number(outlook.callsPerBeat), work: `${format.number(outlook.workloadPerBeat)} ${unitOf(form)}` };
  return form.workload === 'calls' ? t('design.perBeat', values) : t('design.perBeat.work', values);
}

function unitOf(form: DesignForm): string {
  return form.workload === 'service-minutes' ? t('unit.officerMinutes') : t('unit.weightedCalls');
}

function faultText(fault: ApiFault): string {
  return fault.offline ? t('design.offline') : fault.message;
}
