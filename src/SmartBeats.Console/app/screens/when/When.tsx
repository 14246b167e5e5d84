import { useEffect, useMemo, useState } from 'preact/hooks';
import { cityPath, get } from '../../api/client';
import type { Beat, CallsSummary, PlanRow, PlanTable, When as WhenAnswer } from '../../api/types';
import { OneOf } from '../../forms/Choices';
import { LinesField, SelectField } from '../../forms/Field';
import '../../forms/forms.css';
import type { ScreenProps } from '../index';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { Empty, Fault, Loading } from '../../shell/States';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { DayChart } from './DayChart';
import { HeatTable } from './HeatTable';
import { countWeekdays, readRoster, readWeek, type WeekTable, type WeekUnit } from './week';
import './when.css';

/** When calls come: hour by weekday, of the city or of one beat, beside the officers on duty. `/when/{plan}?beat=`. */
export default function When({ id: planId, query }: ScreenProps) {
  const { id, city, format } = useCity();
  const beat = query.get('beat') ?? '';
  const [unit, setUnit] = useState<WeekUnit>('calls');
  const [roster, setRoster] = useRoster(id);
  const plans = useAnswer(`plans ${id}`, (signal) => get<{ plans: PlanRow[] }>(cityPath(id, 'plans'), { limit: 100 }, signal));
  const published = plans.state === 'ready' ? plans.data.plans.filter((plan) => plan.status === 'published') : [];
  const beats = useAnswer(planId ? `table ${planId}` : null, (signal) => get<PlanTable>(cityPath(id, 'plans', planId ?? '', 'table'), {}, signal));
  const asked = useAnswer(`when ${id} ${planId} ${beat}`, (signal) => loadWeek(id, planId, beat, signal));
  const typed = useMemo(() => readRoster(roster), [roster]);
  const go = (plan: string, wanted: string) => navigate(pathTo(id, 'when', plan || undefined, wanted ? { beat: wanted } : undefined));
  if (city && !city.calls) {
    return <Empty title={t('design.noData')}><p>{t('when.noData')}</p><Link to={pathTo(id, 'data')} class="button main">{t('data.title')}</Link></Empty>;
  }
  const names = beats.state === 'ready' ? beats.data.beats : [];
  return (
    <div class="when">
      <h1>{t('when.heading')}</h1>
      <div class="pair no-print">
        <SelectField label={t('when.plan')} value={planId ?? ''} set={(plan) => go(plan, '')}
          options={[{ value: '', label: t('when.city') }, ...published.map((plan) => ({ value: plan.planId, label: nameOf(plan,
            format.moment(plan.requested)) }))]} />
        {planId && (
          <SelectField label={t('when.beat')} value={beat} set={(wanted) => go(planId, wanted)}
            options={[{ value: '', label: t('when.allBeats') }, ...names.map((one) => ({ value: String(one.beat), label: labelOf(one) }))]} />
        )}
        <OneOf legend={t('when.unit')} value={unit} set={(value) => setUnit(value as WeekUnit)}
          choices={[{ value: 'calls', label: t('when.calls') }, { value: 'minutes', label: t('when.minutes') }]} />
      </div>
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'error' && <Fault fault={asked.fault} retry={asked.retry} />}
      {asked.state === 'ready' && <Week table={withRoster(asked.data, typed.officers)} unit={unit} />}
      <details class="no-print" open={roster !== ''}>
        <summary>{t('when.roster')}</summary>
        <LinesField label={t('when.roster.lines')} value={roster} set={setRoster} rows={4} placeholder={'mon-fri 6-14 12\nsat,sun 6-14 9\n14-22 14\n22-6 8'}
          hint={t('when.roster.hint')} />
        {typed.wrong.length > 0 && <p class="wrong" role="alert">{t('when.roster.wrong', { line: typed.wrong[0] ?? '' })}</p>}
      </details>
    </div>
  );
}

function Week({ table, unit }: { table: WeekTable; unit: WeekUnit }) {
  const { format } = useCity();
  const hours = useMemo(() => readWeek(table, unit), [table, unit]);
  const busiest = hours.reduce((best, hour) => (hour.mean > best.mean ? hour : best), hours[0]!);
  const over = hours.filter((hour) => hour.share !== null && hour.share > 1 / 3).length;
  const noMinutes = table.week.minutes.every((minutes) => !minutes);
  if (unit === 'minutes' && noMinutes) { return <p class="told">{t('when.noMinutes')}</p>; }
  const day = t(`day.${(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const)[busiest.weekday] ?? 'mon'}`);
  const values = { day, hour: `${busiest.hour}:00`, mean: format.number(busiest.mean, busiest.mean < 20 ? 1 : 0) };
  return (
    <>
      <p class="lead">{unit === 'calls' ? t('when.busiest.calls', values) : t('when.busiest.minutes', values)}
        {table.officers && ` ${over > 0 ? t('when.over', { n: over }) : t('when.within')}`}</p>
      <HeatTable hours={hours} unit={unit} />
      <DayChart hours={hours} hasMinutes={!noMinutes} />
    </>
  );
}

async function loadWeek(city: string, plan: string | undefined, beat: string, signal: AbortSignal): Promise<WeekTable> {
  if (plan) {
    const answer = await get<WhenAnswer>(cityPath(city, 'plans', plan, 'when'), { beat: beat || undefined }, signal);
    return { week: fill(answer.week), days: answer.days ?? [1, 1, 1, 1, 1, 1, 1], officers: answer.officers ?? null };
  }
  const summary = await get<CallsSummary>(cityPath(city, 'calls', 'summary'), {}, signal);
  return { week: fill(summary.week), days: countWeekdays(summary.first, summary.last), officers: null };
}

function fill(week: WhenAnswer['week'] | undefined): WeekTable['week'] {
  const none = new Array<number>(168).fill(0);
  return { calls: week?.calls ?? none, minutes: week?.minutes ?? none };
}

function withRoster(table: WeekTable, officers: number[] | null): WeekTable {
  return officers ? { ...table, officers } : table;
}

function nameOf(plan: PlanRow, requested: string): string {
  return `${plan.name ?? t('design.current.plan', { n: plan.beats ?? 0 })} · ${requested}`;
}

function labelOf(beat: Beat): string {
  return beat.name && beat.name !== String(beat.beat) ? `${beat.beat} · ${beat.name}` : String(beat.beat);
}

/** The roster typed for a city, kept in this browser. */
function useRoster(city: string): [string, (text: string) => void] {
  const key = `smartbeats.roster.${city}`;
  const [text, setText] = useState(() => { try { return localStorage.getItem(key) ?? ''; } catch { return ''; } });
  useEffect(() => { try { localStorage.setItem(key, text); } catch { /* a forbidden store keeps nothing */ } }, [text]);
  return [text, setText];
}
