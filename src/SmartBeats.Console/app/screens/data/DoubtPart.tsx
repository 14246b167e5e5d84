import { useId } from 'preact/hooks';
import type { Doubt } from '../../api/types';
import { t } from '../../text/t';
import { fields } from './mapping';

/** One question only a person can answer, with its answers. */
export function DoubtPart({ doubt, chosen, choose }: { doubt: Doubt; chosen: number | undefined; choose: (choice: number) => void }) {
  const id = useId();
  const field = fields.find((entry) => entry.name === doubt.field)?.field;
  return (
    <fieldset class="group doubt">
      <legend>{field ? t(`data.field.${field}`) : doubt.field}</legend>
      <p lang="en">{toSentence(doubt.question)}</p>
      {doubt.choices.length === 0 && <p class="hint">{t('data.mapping.inTable')}</p>}
      {doubt.choices.map((choice, i) => (
        <label key={choice.label} class="choice">
          <input type="radio" name={id} checked={chosen === i} onChange={() => choose(i)} />
          <span lang="en">{choice.label}{choice.evidence && <span class="quiet note-of"> {choice.evidence}</span>}</span>
        </label>
      ))}
    </fieldset>
  );
}

function toSentence(clause: string): string {
  const text = clause.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
}
