import { useContext, useId } from 'preact/hooks';
import { FaultsContext } from './Field';

export interface Choice { value: string; label: string; note?: string; disabled?: boolean; disabledWhy?: string }

interface GroupProps {
  legend: string;
  /** The request's field whose faults stand here. */
  name?: string;
  hint?: string;
  choices: readonly Choice[];
}

/** One of several, as radio buttons. */
export function OneOf({ legend, name, hint, choices, value, set }: GroupProps & { value: string; set: (value: string) => void }) {
  const id = useId();
  return (
    <Group legend={legend} hint={hint} name={name}>
      {choices.map((choice) => (
        <label key={choice.value} class="choice" title={choice.disabled ? choice.disabledWhy : undefined}>
          <input type="radio" name={id} checked={choice.value === value} disabled={choice.disabled ?? false} onChange={() => set(choice.value)} />
          <span>{choice.label}{choice.note && <span class="quiet note-of"> {choice.note}</span>}</span>
        </label>
      ))}
    </Group>
  );
}

/** Any of several, as check boxes. None checked means all. */
export function AnyOf({ legend, name, hint, choices, values, set }: GroupProps & { values: readonly string[]; set: (values: string[]) => void }) {
  const toggle = (value: string) => set(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
  return (
    <Group legend={legend} hint={hint} name={name}>
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input type="checkbox" checked={values.includes(choice.value)} disabled={choice.disabled ?? false} onChange={() => toggle(choice.value)} />
          <span>{choice.label}{choice.note && <span class="quiet note-of"> {choice.note}</span>}</span>
        </label>
      ))}
    </Group>
  );
}

function Group({ legend, hint, name, children }: { legend: string; hint: string | undefined; name: string | undefined; children: preact.ComponentChildren }) {
  const id = useId();
  const faults = useContext(FaultsContext)[name ?? ''] ?? [];
  const isWrong = name !== undefined && faults.length > 0;
  return (
    <fieldset class="group" aria-describedby={hint || isWrong ? id : undefined}>
      <legend>{legend}</legend>
      <div class="choice-list">{children}</div>
      <div id={id}>
        {hint && <p class="hint">{hint}</p>}
        {isWrong && <p class="wrong" lang="en">{faults.join(' ')}</p>}
      </div>
    </fieldset>
  );
}
