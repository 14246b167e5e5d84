import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ask, type ApiFault, cityPath, get, newKey } from '../../api/client';
import { groupByField } from '../../api/problems';
import type { Plan } from '../../api/types';
import { FaultsContext } from '../../forms/Field';
import '../../forms/forms.css';
import type { ScreenProps } from '../index';
import { drawAnew, drawNear } from '../../plan/anew';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { Empty, Fault } from '../../shell/States';
import { asFault } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { AlsoPart, BacktestPart, ResponsePart, SearchPart, SeasonPart } from './AdvancedPart';
import { BeatsPart, GoalPart, WorkloadPart } from './BeatsPart';
import { CallsPart } from './CallsPart';
import './design.css';
import { findDraft, keepDraft } from './draft';
import { filterToQuery } from './filterQuery';
import { type AdvancedForm, asksAdvanced, type DesignForm, emptyForm } from './form';
import { formToFilter, formToRequest } from './formToRequest';
import { GrowthPart } from './GrowthPart';
import { MapPart } from './MapPart';
import { SignalsPart } from './SignalsPart';
import { useSignals } from './useSignals';
import { OutlookBar, OutlookPanel } from './Outlook';
import { findPreset, type Preset } from './presets';
import { PresetChoice, PresetsPart } from './PresetsPart';
import type { PlanRequest } from './request';
import { requestToForm } from './requestToForm';
import { RequestText } from './RequestText';
import { useSummary } from './useSummary';

/**
 * A request for a plan as a form over the city's own data. `?preset=` and `?plan=` begin with a request there is; with `&anew=1` the plan's
 * beats are drawn anew, with `&backtest=1` such plans are tried on the past.
 */
export default function Design({ query }: ScreenProps) {
  const { id, me, city, settings } = useCity();
  const [form, setForm] = useState<DesignForm>(emptyForm);
  const [origin, setOrigin] = useState<'empty' | 'draft' | 'taken'>('empty');
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [isStarting, setStarting] = useState(false);
  const isLoaded = useRef(false);

  useEffect(() => {
    const draft = findDraft(sessionStorage, id);
    const preset = findPreset((settings.presets ?? []) as Preset[], query.get('preset') ?? '');
    if (preset) { take(preset.request); } else if (draft) { setForm(draft); setOrigin('draft'); }
    const plan = query.get('plan');
    if (plan) {
      get<Plan>(cityPath(id, 'plans', plan)).then((found) => {
        const request = (found.request ?? {}) as PlanRequest;
        take(query.get('anew') ? drawAnew(request, plan) : query.get('near') ? drawNear(request, plan) : query.get('backtest') ? { ...request, backtest: true } : request);
      }, (reason: unknown) => setFault(asFault(reason)));
    }
    isLoaded.current = true;
  }, [id]);
  useEffect(() => { if (isLoaded.current && (origin !== 'empty' || form !== emptyForm)) { keepDraft(sessionStorage, id, form); } }, [form]);

  const take = (request: PlanRequest) => { setForm(requestToForm(request)); setOrigin('taken'); setFault(null); };
  const change = (patch: Partial<DesignForm>) => setForm((before) => ({ ...before, ...patch }));
  const changeAdvanced = (patch: Partial<AdvancedForm>) => setForm((before) => ({ ...before, advanced: { ...before.advanced, ...patch } }));
  const clear = () => { setForm(emptyForm); setOrigin('empty'); setFault(null); keepDraft(sessionStorage, id, emptyForm); };

  const asked = useSummary(id, filterToQuery(formToFilter(form)));
  const request = useMemo(() => formToRequest(form), [form]);
  const intent = useMemo(newKey, [JSON.stringify(request)]);
  const errors = useMemo(() => groupByField(fault?.errors ?? {}), [fault]);
  const rest = Object.entries(errors).filter(([field]) => !shownFields.has(field));

  const start = async (event: SubmitEvent) => {
    event.preventDefault();
    setStarting(true);
    setFault(null);
    try {
      const answer = await ask<Plan>('POST', cityPath(id, 'plans'), { body: request, idempotencyKey: intent });
      navigate(pathTo(id, answer.data.status === 'published' ? 'plan' : 'run', answer.data.planId));
    } catch (reason) {
      setFault(asFault(reason));
      announce(t('design.notStarted'));
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"], .start .fault')?.focus());
    } finally {
      setStarting(false);
    }
  };

  const signals = useSignals(id);

  if (city && (!city.areas || (!city.calls && !signals?.columns.some((column) => column.canBeWeighed) && !signals?.signals.length))) {
    return <Empty title={t('design.noData')}><p>{t('design.noData.what')}</p><Link to={pathTo(id, 'data')} class="button main">{t('data.title')}</Link></Empty>;
  }
  const priorities = (asked.summary?.priorities ?? []).map(({ value }) => String(value)).filter((value) => /^[1-9]$/.test(value));
  return (
    <FaultsContext.Provider value={errors}>
      <form class="design" onSubmit={start} noValidate>
        <div class="design-form">
          <h1>{t('design.heading')}</h1>
          {form.other['anew'] === true && <p class="told">{t('design.anew')}</p>}
          {origin === 'draft' && <p class="told">{t('design.restored')} <button type="button" class="plain" onClick={clear}>{t('design.clear')}</button></p>}
          <PresetChoice take={take} />
          <BeatsPart form={form} change={change} mostBeats={city?.areas ?? me.limits?.beats} />
          <CallsPart form={form} change={change} summary={asked.summary} />
          <WorkloadPart form={form} change={change} priorities={priorities} summary={asked.summary} />
          <GoalPart form={form} change={change} />
          <details class="part folded" open={asksAdvanced(form)}>
            <summary>{t('design.advanced')}</summary>
            <SearchPart form={form.advanced} change={changeAdvanced} signals={signals} />
            <SignalsPart form={form.advanced} change={changeAdvanced} signals={signals} />
            <SeasonPart form={form.advanced} change={changeAdvanced} />
            <BacktestPart form={form.advanced} change={changeAdvanced} />
            <AlsoPart form={form.advanced} change={changeAdvanced} />
            <ResponsePart form={form.advanced} change={changeAdvanced} />
            <GrowthPart form={form.advanced} change={changeAdvanced} />
            <MapPart form={form.advanced} change={changeAdvanced} />
          </details>
          <PresetsPart request={request} />
          <RequestText request={request} take={take} />
        </div>
        <div class="design-side">
          <OutlookPanel form={form} {...asked} />
          <div class="start">
            {fault && rest.length === 0 && Object.keys(errors).length > 0 && <p class="wrong" role="alert">{t('design.wrongFields')}</p>}
            {fault && (rest.length > 0 || Object.keys(errors).length === 0) && <Fault fault={fault} />}
            <button type="submit" class="main large" disabled={isStarting}>{t(isStarting ? 'design.starting' : 'design.start')}</button>
            <button type="button" class="plain" onClick={clear}>{t('design.clear')}</button>
          </div>
        </div>
        {asked.summary && <OutlookBar form={form} summary={asked.summary} />}
      </form>
    </FaultsContext.Provider>
  );
}

/** Fields whose faults stand beside an input of the form. */
const shownFields = new Set([
  'beats', 'workloadPerBeat', 'data', 'priorities', 'dispositions', 'natures', 'sources', 'from', 'to', 'weekdays', 'hours', 'workload', 'diversion', 'tolerance', 'goal', 'seed', 'effort',
    'bridges',
  'response', 'shifts', 'shiftBudget', 'rank', 'sectors', 'within', 'also', 'weighPeriods', 'halfLife', 'for', 'balance', 'weigh', 'keepWhole', 'label', 'equalArea', 'changeBudget', 'lockBeats', 'withoutBeats',
  'stationWeight', 'barriers', 'links', 'stations', 'lockAreas', 'current', 'backtest', 'growth',
]);
