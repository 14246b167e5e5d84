import type { Backtest, Plan } from '../../api/types';
import { cityPath, get } from '../../api/client';
import { useCity } from '../../shell/city';
import { DataTable, type Column } from '../../shell/DataTable';
import { Link, pathTo } from '../../shell/router';
import { Fault, Loading } from '../../shell/States';
import { useAnswer } from '../../shell/useAnswer';
import { type HeldSplit, toSplits } from '../../plan/held';
import type { Format } from '../../text/format';
import { t } from '../../text/t';
import { HeldChart } from './HeldChart';

/** How such plans have held: drawn on earlier calls as this one was, judged on those that came after. */
export function Held({ plan }: { plan: Plan }) {
  return (
    <section class="held">
      <h2>{t('held.title')}</h2>
      <p class="quiet small">{t('held.what')}</p>
      {plan.files?.['backtest.json'] ? <HeldFigures plan={plan} /> : <NotAsked plan={plan} />}
    </section>
  );
}

/** A request is not changed once it is answered: the form is opened with the same one, and the question. */
function NotAsked({ plan }: { plan: Plan }) {
  const { id: city } = useCity();
  return (
    <>
      <p>{t('held.none')}</p>
      <div class="actions no-print"><Link class="button" to={pathTo(city, 'design', undefined, { plan: plan.planId, backtest: '1' })}>{t('held.ask')}</Link></div>
    </>
  );
}

function HeldFigures({ plan }: { plan: Plan }) {
  const { id: city, format } = useCity();
  const asked = useAnswer(`${city} ${plan.planId}`, (signal) => get<Backtest>(cityPath(city, 'plans', plan.planId, 'backtest'), {}, signal));
  if (asked.state === 'loading') { return <Loading />; }
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  const [backtest, splits] = [asked.data, toSplits(asked.data)];
  if (splits.length === 0) { return <div class="note alarm">{backtest.sentences.map((sentence) => <p key={sentence} lang="en">{sentence}</p>)}</div>; }
  return (
    <>
      <p class="lead" lang="en"><strong>{backtest.sentences[0]}</strong></p>
      <HeldChart splits={splits} format={format} />
      <DataTable caption={t('held.table')} rows={splits} keyOf={(row) => `${row.past} ${row.life}`} columns={columnsOf(splits, format)} />
      <ul class="findings" lang="en">{[...backtest.sentences.slice(1), ...backtest.notes].map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
    </>
  );
}

function columnsOf(splits: readonly HeldSplit[], format: Format): Column<HeldSplit>[] {
  const percent = (share: number) => format.percent(share, 1);
  const figure = (key: string, label: string, of: (row: HeldSplit) => number): Column<HeldSplit> => ({
    key, label, number: true, cell: (row) => percent(of(row)), sort: of });
  return [
    { key: 'life', label: t('held.judged'), cell: (row) => <>{tellDays(row.life, format)}{row.isReversed && ` ${t('held.reversed')}`}</>, sort: (row) => row.life },
    figure('later', t('held.later'), (row) => row.later),
    { key: 'seeds', label: t('held.seeds'), number: true, cell: (row) => t('held.range', { low: percent(row.lowest), high: percent(row.highest) }),
      sort: (row) => row.highest - row.lowest },
    ...(splits.every((row) => row.todays !== null) ? [figure('todays', t('held.todays'), (row) => row.todays ?? 0)] : []),
    figure('worst', t('held.worst'), (row) => row.worst),
    figure('chance', t('held.chance'), (row) => row.chance),
    figure('pastSpread', t('held.past'), (row) => row.pastSpread),
    { key: 'foretold', label: t('held.foretold'), number: true, sort: (row) => row.foretold.value,
      cell: (row) => t('people.interval', { value: percent(row.foretold.value), low: percent(row.foretold.low), high: percent(row.foretold.high) }) },
    { key: 'past', label: t('held.drawn'), cell: (row) => tellDays(row.past, format), sort: (row) => row.past },
  ];
}

/** Days as the API has them, 2024-01-01..2024-06-30, in the reader's way. */
export function tellDays(days: string, format: Format): string {
  return days.split('..').map((day) => format.day(day)).join(' – ');
}
