import { useState } from 'preact/hooks';
import { SelectField } from '../../forms/Field';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import { weekdays } from '../design/request';
import { meanOfDay, third, type WeekHour } from './week';

const [width, height, left, top, bottom] = [720, 220, 44, 12, 24];

/**
 * Officers whom calls keep busy, hour by hour of a day; with a roster also the officers on duty, and the third of them that calls may take.
 * Its figures stand in the table above, so it is one picture for a screen reader.
 */
export function DayChart({ hours, hasMinutes }: { hours: readonly WeekHour[]; hasMinutes: boolean }) {
  const { format } = useCity();
  const [day, setDay] = useState('all');
  if (!hasMinutes) { return null; }
  const shown = day === 'all' ? meanOfDay(hours) : hours.filter((hour) => hour.weekday === weekdays.indexOf(day as 'mon'));
  const hasOfficers = shown.some((hour) => hour.officers !== null);
  const largest = Math.max(1, ...shown.flatMap((hour) => [hour.busy, hour.officers ?? 0])) * 1.05;
  const x = (hour: number) => left + (hour / 24) * (width - left);
  const y = (value: number) => top + (height - bottom - top) * (1 - value / largest);
  const step = (value: (hour: WeekHour) => number) => shown.map((hour, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(value(hour))}H${x(i + 1)}`).join('');
  const ticks = niceTicks(largest);
  const peak = shown.reduce((best, hour) => (hour.busy > best.busy ? hour : best), shown[0]!);
  return (
    <figure class="day-chart">
      <div class="day-chart-head">
        <h2>{t('when.chart')}</h2>
        <SelectField label={t('when.day')} value={day} set={setDay}
          options={[{ value: 'all', label: t('when.meanDay') }, ...weekdays.map((name) => ({ value: name, label: t(`day.${name}`) }))]} />
      </div>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('when.chart.what', { busy: format.number(peak.busy, 1), hour: `${peak.hour}:00` })}>
        {ticks.map((tick) => (
          <g key={tick}><line class="grid" x1={left} x2={width} y1={y(tick)} y2={y(tick)} /><text class="tick" x={left - 6}
            y={y(tick) + 4}>{format.number(tick)}</text></g>
        ))}
        {[0, 6, 12, 18, 24].map((hour) => <text key={hour} class="hour" x={x(hour)} y={height - 4} text-anchor={hour === 24 ? 'end' : 'middle'}>{hour}</text>)}
        {shown.map((hour, i) => (
          <rect key={hour.hour} class={hour.share !== null && hour.share > third ? 'busy over' : 'busy'} x={x(i) + 1} width={x(1) - x(0) - 2}
            y={y(hour.busy)} height={height - bottom - y(hour.busy)} />
        ))}
        {hasOfficers && <path class="officers" d={step((hour) => hour.officers ?? 0)} />}
        {hasOfficers && <path class="third" d={step((hour) => (hour.officers ?? 0) * third)} />}
      </svg>
      <figcaption class="legend">
        <span><span class="swatch busy" aria-hidden="true" /> {t('when.chart.busy')}</span>
        {hasOfficers && <span><span class="stroke officers" aria-hidden="true" /> {t('when.chart.officers')}</span>}
        {hasOfficers && <span><span class="stroke third" aria-hidden="true" /> {t('when.chart.third')}</span>}
        {!hasOfficers && <span class="quiet">{t('when.chart.noOfficers')}</span>}
      </figcaption>
    </figure>
  );
}

function niceTicks(largest: number): number[] {
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 1);
  return Array.from({ length: Math.floor(largest / step) + 1 }, (_, i) => i * step);
}
