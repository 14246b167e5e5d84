import type { PlanTable } from '../../api/types';
import { DataTable } from '../../shell/DataTable';
import { t } from '../../text/t';

/** What was found, in the plan's own words, and its figures. */
export function Findings({ table }: { table: PlanTable }) {
  const figures = (table.figures ?? []).map((figure, index) => ({ ...figure, index }));
  return (
    <section>
      {table.findings.map((group, index) => (
        <div key={index}>
          <h2 lang={group.title ? 'en' : undefined}>{group.title ?? t('plan.tab.findings')}</h2>
          <ul class="findings" lang="en">{group.sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        </div>
      ))}
      {figures.length > 0 && <DataTable caption={t('plan.figures')} rows={figures} keyOf={(row) => row.index} columns={[
        { key: 'name', label: t('plan.figure'), cell: (row) => row.name },
        { key: 'value', label: t('plan.value'), number: true, cell: (row) => row.value },
        { key: 'note', label: t('plan.note'), cell: (row) => row.note ?? '' },
      ]} />}
      {table.footer && <p class="quiet small">{table.footer}</p>}
    </section>
  );
}
