import type { GrowthScore, PlanTable } from '../../api/types';
import { useCity } from '../../shell/city';
import { DataTable } from '../../shell/DataTable';
import { t } from '../../text/t';

/** What becomes of the plan where growth comes true, the worst scenario first; nothing where none was given. */
export function Growth({ table }: { table: PlanTable }) {
  const { format } = useCity();
  const scores = table.growth ?? [];
  if (scores.length === 0) { return null; }
  const worst = scores[0]!.scenario;
  return (
    <section>
      <h2>{t('growth.title')}</h2>
      {(table.growthSentences ?? []).map((sentence) => <p key={sentence} lang="en">{sentence}</p>)}
      <DataTable<GrowthScore> caption={t('growth.table')} rows={scores} keyOf={(row) => row.scenario} chosen={worst} columns={[
        { key: 'scenario', label: t('growth.scenario'), cell: (row) => <>{row.scenario}{row.scenario === worst && scores.length > 1 && ` ${t('growth.worst')}`}</>,
          sort: (row) => row.scenario },
        { key: 'change', label: t('growth.change'), number: true, cell: (row) => format.deviation(row.change, 1), sort: (row) => row.change },
        { key: 'deviation', label: t('growth.deviation'), number: true, cell: (row) => format.percent(row.maxDeviation, 2), sort: (row) => row.maxDeviation },
        { key: 'beat', label: t('growth.beat'), cell: (row) => row.worstBeatName, sort: (row) => row.worstBeat },
        { key: 'then', label: t('growth.then'), number: true, cell: (row) => format.deviation(row.worstDeviation), sort: (row) => row.worstDeviation },
        { key: 'now', label: t('growth.now'), number: true, cell: (row) => format.deviation(row.deviationBefore), sort: (row) => row.deviationBefore },
        { key: 'spread', label: t('growth.spread'), number: true, cell: (row) => format.percent(row.spread, 1), sort: (row) => row.spread },
      ]} />
    </section>
  );
}
