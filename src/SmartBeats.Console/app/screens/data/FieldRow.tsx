import { useId } from 'preact/hooks';
import { t } from '../../text/t';
import { type CallMapping, type CodeField, type Column, columnsOf, type Field, meanings, placeForms, setColumns, timeFormats, type TimeField } from './mapping';

interface RowProps {
  field: Field;
  name: string;
  kind: 'time' | 'place' | 'text' | 'codes';
  mapping: CallMapping;
  columns: readonly Column[];
  set: (mapping: CallMapping) => void;
  isOpen: boolean;
  /** Why the field is read as proposed. */
  reason: string | undefined;
}

/** One field of a call: its columns, how they are read, and what they hold. */
export function FieldRow({ field, kind, mapping, columns, set, isOpen, reason }: RowProps) {
  const id = useId();
  const chosen = columnsOf(mapping, field);
  const slots = kind === 'time' || kind === 'place' ? 2 : 1;
  const label = t(`data.field.${field}`);
  const choose = (slot: number, column: string) => {
    const next = [chosen[0] ?? '', chosen[1] ?? ''];
    next[slot] = column;
    set(setColumns(mapping, field, next, columns));
  };
  return (
    <tr data-open={isOpen}>
      <th scope="row" id={id}>{label}{isOpen && <span class="wrong"> {t('data.mapping.needed')}</span>}</th>
      <td><div class="mapping-cell"><div class="mapping-choice">
        {Array.from({ length: chosen.length > 1 || (slots === 2 && chosen.length === 1) ? 2 : 1 }, (_, slot) => (
          <select key={slot} aria-label={slot === 0 ? label : t('data.mapping.second', { field: label })} value={chosen[slot] ?? ''}
            onChange={(event) => choose(slot, event.currentTarget.value)}>
            <option value="">{slot === 0 ? t('data.mapping.none') : t('data.mapping.noSecond')}</option>
            {columns.map((column) => <option key={column.name} value={column.name}>{column.name}</option>)}
          </select>
        ))}
        {kind === 'time' && chosen.length > 0 && <FormatChoice field={field as TimeField} label={label} mapping={mapping} set={set} />}
        {kind === 'place' && mapping.place && <PlaceChoice mapping={mapping} set={set} />}
        {kind === 'codes' && chosen.length > 0 && <CodesChoice field={field as CodeField} mapping={mapping} columns={columns} set={set} />}
        {field === 'serviceMinutes' && chosen.length > 0 && (
          <select aria-label={t('data.minutes')} value={mapping.minutes ?? 'total'} onChange={(event) => set({ ...mapping,
            minutes: event.currentTarget.value as 'total' | 'each' })}>
            <option value="total">{t('data.minutes.total')}</option>
            <option value="each">{t('data.minutes.each')}</option>
          </select>
        )}
      </div>
        <div class="samples">{reason && chosen.length > 0 && <p class="hint" lang="en">{reason}</p>}{chosen.map((name) => <Samples key={name} column={columns.find((column) => column.name === name)} />)}</div></div></td>
    </tr>
  );
}

function Samples({ column }: { column: Column | undefined }) {
  if (!column) { return null; }
  return (
    <div>
      {column.samples.slice(0, 5).map((sample, i) => <code key={i}>{sample}</code>)}
      {column.filled !== undefined && column.filled < 1 && <span class="quiet small"> {t('data.mapping.filled',
        { percent: Math.round(column.filled * 100) })}</span>}
    </div>
  );
}

function FormatChoice({ field, label, mapping, set }: { field: TimeField; label: string; mapping: CallMapping; set: (mapping: CallMapping) => void }) {
  const time = mapping[field];
  if (!time) { return null; }
  const known = timeFormats.includes(time.format) ? timeFormats : [time.format, ...timeFormats];
  return (
    <select aria-label={t('data.mapping.format', { field: label })} value={time.format} onChange={(event) => set({ ...mapping, [field]: { ...time,
      format: event.currentTarget.value } })}>
      {known.map((format) => <option key={format} value={format}>{format}</option>)}
    </select>
  );
}

function PlaceChoice({ mapping, set }: { mapping: CallMapping; set: (mapping: CallMapping) => void }) {
  const place = mapping.place;
  if (!place) { return null; }
  const isProjected = place.form === 'two-columns' || place.form === 'wkt';
  return (
    <>
      <select aria-label={t('data.place.form')} value={place.form} onChange={(event) => set({ ...mapping, place: { ...place,
        form: event.currentTarget.value as typeof place.form } })}>
        {placeForms.map((form) => <option key={form} value={form}>{t(`data.place.${form}`)}</option>)}
      </select>
      {isProjected && (
        <input aria-label={t('data.place.system')} placeholder={t('data.place.degrees')} value={place.system ?? ''} onInput={(event) => {
          const { system: _, ...rest } = place;
          const system = event.currentTarget.value.trim();
          set({ ...mapping, place: system ? { ...rest, system } : rest });
        }} />
      )}
    </>
  );
}

/** What each code stands for. Codes are those of the proposal and of the samples; one can be added. */
function CodesChoice({ field, mapping, columns,
  set }: { field: CodeField; mapping: CallMapping; columns: readonly Column[]; set: (mapping: CallMapping) => void }) {
  const coded = mapping[field];
  if (!coded) { return null; }
  const samples = columns.find((column) => column.name === coded.column)?.samples ?? [];
  const codes = [...new Set([...Object.keys(coded.codes), ...samples])].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  const give = (code: string, meaning: string) => {
    const { [code]: _, ...rest } = coded.codes;
    set({ ...mapping, [field]: { ...coded, codes: meaning ? { ...rest, [code]: meaning } : rest } });
  };
  const add = (event: Event & { currentTarget: HTMLInputElement }) => {
    const code = event.currentTarget.value.trim();
    if (code && !(code in coded.codes)) { give(code, meanings[field][0] ?? ''); }
    event.currentTarget.value = '';
  };
  return (
    <details>
      <summary>{t('data.codes', { n: codes.length })}</summary>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}><label><code>{code}</code>
            <select value={coded.codes[code] ?? ''} onChange={(event) => give(code, event.currentTarget.value)}>
              <option value="">{t('data.codes.none')}</option>
              {meanings[field].map((meaning) => <option key={meaning} value={meaning}>{field === 'priority' ? meaning
                : t(`data.meaning.${meaning as 'true'}`)}</option>)}
            </select></label></li>
        ))}
        <li><label>{t('data.codes.add')} <input onChange={add} /></label></li>
      </ul>
    </details>
  );
}
