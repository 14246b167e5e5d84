/** Zones of the United States first: most readers are there. */
const first = [
  'America/New_York', 'America/Detroit', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage',
    'Pacific/Honolulu', 'America/Puerto_Rico',
];

/** IANA names, the usual ones first; the one in use is always among them. */
export function zoneNames(current: string): string[] {
  return [...new Set([...first, current, ...Intl.supportedValuesOf('timeZone')])].filter((zone) => zone !== '');
}
