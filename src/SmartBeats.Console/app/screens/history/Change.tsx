import type { AdoptionChange, Estimate } from '../../api/types';
import { DataTable } from '../../shell/DataTable';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';

interface Row { key: string; label: string; before: string; since: string; difference: string; yearEarlier: string; part: string }

/** Balance and response before and since the beats are patrolled, with their control of a year earlier. */
export function Change({ change }: { change: AdoptionChange }) {
  const { format } = useCity();
  const write = (figure: Estimate | undefined, print: (value: number) => string) => figure
    ? t('history.change.interval', { value: print(figure.value), low: print(figure.low), high: print(figure.high) }) : '–';
  const points = (value: number) => format.deviation(value, 1);
  const minutes = (value: number) => format.signed(value, 1);
  const { balance } = change;
  const rows: Row[] = [
    ...(balance ? [{
      key: 'balance', label: t('history.change.balance'), before: format.percent(balance.spreadBefore), since: format.percent(balance.spread),
      difference: write(balance.difference, points), yearEarlier: write(balance.ownChange, points), part: write(balance.difference, points),
    }] : []),
    ...change.response.flatMap((one) => (['median', 'ninetiethPercentile'] as const).map((name) => ({
      key: `${one.priority} ${name}`,
      label: t(name === 'median' ? 'history.change.half' : 'history.change.nine',
        { priority: one.priority < 10 ? t('history.change.priority', { n: one.priority }) : t('history.change.noPriority') }),
      before: format.number(one[name].before, 1), since: format.number(one[name].since, 1), difference: write(one[name].difference, minutes),
      yearEarlier: write(one[name].yearEarlier, minutes), part: write(one[name].beatsPart, minutes),
    }))),
  ];
  if (rows.length === 0) { return null; }
  const column = (key: keyof Row, number = true) => ({ key, number, label: t(`history.change.${key}` as 'history.change.before'), cell: (row: Row) => row[key] });
  return (
    <>
      <DataTable caption={t('history.change', { from: format.day(change.from) })} rows={rows} keyOf={(row) => row.key}
        columns={[column('label', false), column('before'), column('since'), column('difference'), column('yearEarlier'), column('part')]} />
      <p class="quiet small">{t('history.change.what')}</p>
    </>
  );
}
