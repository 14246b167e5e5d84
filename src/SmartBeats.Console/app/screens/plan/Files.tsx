import { useState } from 'preact/hooks';
import type { Plan } from '../../api/types';
import { addressOf, cityPath } from '../../api/client';
import { useCity } from '../../shell/city';
import { en, type Key } from '../../../strings/en';
import { t } from '../../text/t';
import { Links } from './Links';
import { Patrol } from './Patrol';

const describe = (name: string): string => {
  const key = `files.${name}`;
  return key in en ? t(key as Key) : '';
};
/** Every file of the plan, the command that makes the same plan, and paper. */
export function Files({ plan }: { plan: Plan }) {
  const { id: city } = useCity();
  const files = Object.keys(plan.files ?? {}).sort((a, b) => a.localeCompare(b));
  return (
    <section>
      <h2>{t('plan.files')}</h2>
      <ul class="rows files">
        {files.map((name) => (
          <li key={name}>
            <a href={addressOf(cityPath(city, 'plans', plan.planId, 'files', name))} download={name.split('/').pop()}>{name}</a>
            <span class="quiet small">{describe(name)}</span>
          </li>
        ))}
      </ul>
      <div class="actions no-print">
        <button type="button" onClick={() => print()}>{t('plan.print')}</button>
        <a class="button" href={addressOf(cityPath(city, 'plans', plan.planId, 'sheets'))} target="_blank" rel="noopener">{t('plan.sheets')}</a>
      </div>
      <Patrol plan={plan} />
      <Links planId={plan.planId} files={files} />
      {plan.command && <Command text={plan.command} />}
    </section>
  );
}

function Command({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <>
      <h3>{t('plan.command')}</h3>
      <pre class="command" tabIndex={0}>{text}</pre>
      <button type="button" class="no-print" onClick={copy}>{copied ? t('plan.copied') : t('plan.copy')}</button>
    </>
  );
}
