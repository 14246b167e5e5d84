import { createContext, type ComponentChildren, type JSX } from 'preact';
import { useContext, useId } from 'preact/hooks';

/** Wrong fields by name, as the last answer told them. */
export const FaultsContext = createContext<Record<string, string[]>>({});

interface FieldProps {
  label: string;
  /** The request's field whose faults stand here. */
  name?: string;
  hint?: ComponentChildren;
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => JSX.Element;
}

/** One labelled input with its hint and what is wrong with it, tied together for a screen reader. */
export function Field({ label, name, hint, children }: FieldProps) {
  const id = useId();
  const faults = useContext(FaultsContext)[name ?? ''] ?? [];
  const isWrong = name !== undefined && faults.length > 0;
  const described = [hint ? `${id}-hint` : '', isWrong ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': isWrong })}
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {isWrong && <p class="wrong" id={`${id}-fault`} lang="en">{faults.join(' ')}</p>}
    </div>
  );
}

type TextProps = Omit<FieldProps, 'children'> & {
  value: string;
  set: (value: string) => void;
  /** Of the keyboard on a phone, and of the input's width. */
  kind?: 'text' | 'whole' | 'number' | 'moment' | 'day';
  unit?: string;
  placeholder?: string;
  required?: boolean;
};

const modes = { text: 'text', whole: 'numeric', number: 'decimal', moment: undefined, day: undefined } as const;
const types = { text: 'text', whole: 'text', number: 'text', moment: 'datetime-local', day: 'date' } as const;

export function TextField({ value, set, kind = 'text', unit, placeholder, required, ...field }: TextProps) {
  return (
    <Field {...field} label={unit ? `${field.label} (${unit})` : field.label}>
      {(ids) => (
        <input {...ids} class={kind === 'text' ? '' : 'short'} type={types[kind] as 'text'} inputMode={modes[kind]} value={value} placeholder={placeholder}
          required={required} autocomplete="off" spellcheck={false} onInput={(event) => set(event.currentTarget.value)} />
      )}
    </Field>
  );
}

/** Several lines, to type or to fill from a file. */
export function LinesField({ value, set, rows = 3, placeholder, ...field }: Omit<FieldProps, 'children'> & {
  value: string; set: (value: string) => void; rows?: number; placeholder?: string;
}) {
  return (
    <Field {...field}>
      {(ids) => (
        <textarea {...ids} rows={rows} value={value} placeholder={placeholder} spellcheck={false} onInput={(event) => set(event.currentTarget.value)} />
      )}
    </Field>
  );
}

export function SelectField({ value, set, options, ...field }: Omit<FieldProps, 'children'> & {
  value: string; set: (value: string) => void; options: readonly { value: string; label: string; disabled?: boolean }[];
}) {
  return (
    <Field {...field}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => set(event.currentTarget.value)}>
          {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled ?? false}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}
