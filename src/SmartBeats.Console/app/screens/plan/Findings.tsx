import type { PlanTable } from '../../api/types';
import { t } from '../../text/t';

export function Findings({ table }: { table: PlanTable }) {
  const sentences = table.sentences?.filter((sentence) => !table.findings.includes(sentence) && sentence !== table.headline) ?? [];
  return (
    <section>
      <h2>{t('plan.findings')}</h2>
      <ul class="findings">{table.findings.map((finding, index) => <li key={index}>{finding}</li>)}</ul>
      {sentences.length > 0 && <details><summary>{t('plan.more')}</summary>{sentences.map((sentence, index) => <p key={index}>{sentence}</p>)}</details>}
    </section>
  );
}
