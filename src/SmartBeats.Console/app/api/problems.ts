/** Wrong fields of an answer's problem details: `[{field, detail, remedy}]` as the API writes them, or texts by field. */
export function readErrors(errors: unknown): Record<string, string[]> {
  if (Array.isArray(errors)) {
    const read: Record<string, string[]> = {};
    for (const { field = '', detail = '', remedy = '' } of errors as Partial<Record<'field' | 'detail' | 'remedy', string>>[]) {
      (read[field] ??= []).push([toSentence(detail), remedy].filter(Boolean).join(' '));
    }
    return read;
  }
  return Object.fromEntries(Object.entries(errors ?? {}).map(([field, texts]) => [field, Array.isArray(texts) ? texts.map(String) : [String(texts)]]));
}

function toSentence(clause: string): string {
  return clause === '' || /[.!?]$/.test(clause) ? clause : `${clause}.`;
}

/** Texts by the field they stand beside: parts of a field (`response.speedKmh`, `current:3`) beside the whole. */
export function groupByField(errors: Record<string, string[]>): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const [name, texts] of Object.entries(errors)) {
    const [field = ''] = name.split(/[.:[ ]/, 1);
    groups[field] = [...(groups[field] ?? []), ...texts];
  }
  return groups;
}
