import type { CallsSummary, Labels } from '../../api/types';
import type { Choice } from '../../forms/Choices';
import type { Format } from '../../text/format';
import type { AdvancedForm, DesignForm } from './form';

/** What every part of the form is given. */
export interface PartProps {
  form: DesignForm;
  change: (patch: Partial<DesignForm>) => void;
}

export interface AdvancedProps {
  form: AdvancedForm;
  change: (patch: Partial<AdvancedForm>) => void;
}

/** The choices of a filter, read from the data: each value with the city's label and the calls that would count with it. */
export function readChoices(
  counted: CallsSummary['priorities'], kind: keyof Labels, labels: Labels | undefined, chosen: readonly string[], format: Format): Choice[] {
  const found = (counted ?? []).filter(({ value }) => value !== '' && value !== null).map(({ value, calls }) => ({ value: String(value), calls }));
  // A value that was chosen stays to be unchosen, also where no call of the data has it any more.
  const missing = chosen.filter((value) => !found.some((one) => one.value === value)).map((value) => ({ value, calls: 0 }));
  return [...found, ...missing].sort((a, b) => a.value.localeCompare(b.value, undefined, { numeric: true })).map(({ value, calls }) => {
    const label = labels?.[kind]?.[value];
    return { value, label: label ? `${value} · ${label}` : value, note: format.number(calls) };
  });
}
