import { useState } from 'preact/hooks';
import type { CallsSummary } from '../../api/types';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import { type Labelled, labelled } from './merge';

type Labels = Partial<Record<Labelled, Record<string, string>>>;

/** What each code means, in the department's words: those the data has, with their calls, and any more. */
export function LabelsPart({ labels, set, summary }: { labels: Labels; set: (labels: Labels) => void; summary: CallsSummary | null }) {
  const give = (kind: Labelled, code: string, label: string) => {
    const { [code]: _, ...rest } = labels[kind] ?? {};
    set({ ...labels, [kind]: label === '' ? rest : { ...rest, [code]: label } });
  };
  const counts: Partial<Record<Labelled, CallsSummary['priorities']>> = { disposition: summary?.dispositions, priority: summary?.priorities,
    nature: summary?.natures };
  return (
    <>
      {labelled.map((kind) => {
        const counted = new Map((counts[kind] ?? []).map(({ value, calls }) => [String(value), calls]));
        const codes = [...new Set([...counted.keys(), ...Object.keys(labels[kind] ?? {})])].filter((code) => code !== '');
        codes.sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
        return <LabelTable key={kind} kind={kind} codes={codes} counted={counted} labels={labels[kind] ?? {}} give={(code, label) => give(kind, code,
          label)} />;
      })}
    </>
  );
}

interface TableProps { kind: Labelled; codes: string[]; counted: Map<string, number>; labels: Record<string, string>; give: (code: string,
  label: string) => void }

function LabelTable({ kind, codes, counted, labels, give }: TableProps) {
  const { format } = useCity();
  const [code, setCode] = useState('');
  const [added, setAdded] = useState<string[]>([]);
  const all = [...codes, ...added.filter((one) => !codes.includes(one))];
  return (
    <details open={kind === 'disposition' && codes.length > 0}>
      <summary>{t(`settings.labels.${kind}`)} <span class="quiet small">{t('settings.labels.count', { n: Object.keys(labels).length })}</span></summary>
      {all.length > 0 && (
        <table class="labels">
          <caption class="unseen">{t(`settings.labels.${kind}`)}</caption>
          <thead><tr><th scope="col">{t('settings.code')}</th><th scope="col">{t('settings.label')}</th><th scope="col"
            class="number">{t('settings.calls')}</th></tr></thead>
          <tbody>
            {all.map((one) => (
              <tr key={one}>
                <th scope="row">{one}</th>
                <td><input aria-label={t('settings.labelOf', { kind: t(`settings.labels.${kind}`), code: one })} value={labels[one] ?? ''} onInput={(event) => give(one,
                  event.currentTarget.value)} /></td>
                <td class="number">{counted.has(one) ? format.number(counted.get(one)) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="actions">
        <input aria-label={t('settings.newCode')} placeholder={t('settings.newCode')} value={code} onInput={(event) => setCode(event.currentTarget.value)} />
        <button type="button" disabled={code.trim() === ''} onClick={() => { setAdded([...added, code.trim()]); setCode(''); }}>{t('settings.addCode')}</button>
      </div>
    </details>
  );
}
