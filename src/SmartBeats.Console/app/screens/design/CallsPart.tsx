import type { CallsSummary } from '../../api/types';
import { AnyOf, OneOf } from '../../forms/Choices';
import { SelectField, TextField } from '../../forms/Field';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import type { DesignForm } from './form';
import { type PartProps, readChoices } from './parts';
import { sources, type Weekday, weekdays } from './request';

/** A longer list of natures is folded. */
const mostUnfolded = 12;
const hours = Array.from({ length: 25 }, (_, hour) => String(hour));

/** Which calls count. The choices are those the data has, each with the calls it would add under the other filters. */
export function CallsPart({ form, change, summary }: PartProps & { summary: CallsSummary | null }) {
  const { format, settings } = useCity();
  const data = summary?.data;
  const note = (calls: number | undefined) => (calls === undefined ? undefined : format.number(calls));
  const priorities = readChoices(summary?.priorities, 'priority', settings.labels, form.priorities, format);
  const dispositions = readChoices(summary?.dispositions, 'disposition', settings.labels, form.dispositions, format);
  const natures = readChoices(summary?.natures, 'nature', settings.labels, form.natures, format);
  const source = summary?.sources;
  const saysSource = form.sources.length > 0 || (source !== undefined && source.citizen + source.officer > 0);
  const isMissing = summary !== null && data?.incidents === 0 && data.nonIncidents === 0;
  return (
    <section class="part">
      <h2>{t('design.calls')}</h2>
      <OneOf legend={t('design.data')} name="data" value={form.data} set={(value) => change({ data: value as DesignForm['data'] })}
        hint={isMissing ? t('design.data.unknown') : undefined}
        choices={[
          { value: 'all', label: t('design.data.all') },
          { value: 'incidents', label: t('design.data.incidents'), ...noteOf(note(data?.incidents)) },
          { value: 'non-incidents', label: t('design.data.nonIncidents'), ...noteOf(note(data?.nonIncidents)) },
        ]} />
      {priorities.length > 0 && (
        <AnyOf legend={t('design.priorities')} name="priorities" hint={t('design.noneIsAll')} choices={priorities}
          values={form.priorities} set={(values) => change({ priorities: values })} />
      )}
      {dispositions.length > 0 && (
        <AnyOf legend={t('design.dispositions')} name="dispositions" hint={t('design.noneIsAll')} choices={dispositions}
          values={form.dispositions} set={(values) => change({ dispositions: values })} />
      )}
      {natures.length > 0 && (
        <details open={form.natures.length > 0 || natures.length <= mostUnfolded}>
          <summary>{t('design.natures')}</summary>
          <AnyOf legend={t('design.natures')} name="natures" hint={t('design.noneIsAll')} choices={natures}
            values={form.natures} set={(values) => change({ natures: values })} />
        </details>
      )}
      {saysSource && (
        <AnyOf legend={t('design.sources')} name="sources" hint={t('design.sources.hint')}
          choices={sources.map((value) => ({ value, label: settings.labels?.source?.[value] ?? t(`design.sources.${value}`), ...noteOf(note(source?.[value])) }))}
          values={form.sources} set={(values) => change({ sources: sources.filter((value) => values.includes(value)) })} />
      )}
      <div class="pair">
        <TextField label={t('design.from')} name="from" kind="moment" value={form.from} set={(from) => change({ from })} />
        <TextField label={t('design.to')} name="to" kind="moment" value={form.to} set={(to) => change({ to })} hint={t('design.to.hint')} />
      </div>
      {summary?.first && <p class="hint">{t('design.covers', { first: format.day(summary.first), last: format.day(summary.last),
        zone: settings.timeZone })}</p>}
      <AnyOf legend={t('design.weekdays')} name="weekdays" hint={t('design.noneIsAll')} choices={weekdays.map((day) => ({ value: day,
        label: t(`day.${day}`) }))}
        values={form.weekdays} set={(values) => change({ weekdays: weekdays.filter((day) => values.includes(day)) as Weekday[] })} />
      <div class="pair">
        <SelectField label={t('design.hours.from')} name="hours" value={form.hoursFrom} set={(hoursFrom) => change({ hoursFrom })}
          options={[{ value: '', label: t('design.hours.all') }, ...hours.slice(0, 24).map(asHour)]} />
        <SelectField label={t('design.hours.to')} value={form.hoursTo} set={(hoursTo) => change({ hoursTo })} hint={t('design.hours.hint')}
          options={[{ value: '', label: t('design.hours.all') }, ...hours.slice(1).map(asHour)]} />
      </div>
    </section>
  );
}

function noteOf(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note };
}

function asHour(hour: string): { value: string; label: string } {
  return { value: hour, label: `${hour.padStart(2, '0')}:00` };
}
