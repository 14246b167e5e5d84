/** One wrong field, as an answer's problem details name it. */
export interface FieldFault {
  field: string;
  detail: string;
  remedy: string;
}

/** Faults by the field they belong beside; under an empty name those of the whole request. */
export function groupFaults(errors: readonly Partial<FieldFault>[] | undefined): Map<string, FieldFault[]> {
  const groups = new Map<string, FieldFault[]>();
  for (const error of errors ?? []) {
    const fault = { field: error.field ?? '', detail: error.detail ?? '', remedy: error.remedy ?? '' };
    const [field = ''] = fault.field.split(/[.[ ]/, 1);
    groups.set(field, [...(groups.get(field) ?? []), fault]);
  }
  return groups;
}
