import { useEffect, useState } from 'preact/hooks';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import { weekdays } from '../design/request';
import { classOf, meanByHour, officersForThird, sumByWeekday, third, type WeekHour, type WeekUnit } from './week';

const classes = 6;
const narrow = '(max-width: 56rem)';

/**
 * The heat map is a table: each cell has its figure, so it is the same for eyes and for a screen reader. Days run down and hours across;
 * on a narrow screen the other way round.
 */
export function HeatTable({ hours, unit }: { hours: readonly WeekHour[]; unit: WeekUnit }) {
  const isNarrow = useMedia(narrow);
  const largest = Math.max(...hours.map((hour) => hour.mean));
  const hasOfficers = hours.some((hour) => hour.officers !== null);
  const digits = largest < 10 ? 1 : 0;
  const cell = (weekday: number, hour: number) => <Cell key={`${weekday} ${hour}`} at={hours[weekday * 24 + hour]!} largest={largest} digits={digits} />;
  const allDays = weekdays.map((_, weekday) => weekday);
  const allHours = Array.from({ length: 24 }, (_, hour) => hour);
  const byDay = sumByWeekday(hours);
  const byHour = meanByHour(hours);
  return (
    <figure class="heat">
      <div class="scroll" tabIndex={0} role="region" aria-label={t('when.table')}>
        <table>
          <caption>{unit === 'calls' ? t('when.caption.calls') : t('when.caption.minutes')}</caption>
          {isNarrow ? (
            <>
              <thead><tr><th scope="col">{t('when.hour')}</th>{allDays.map((day) => <th key={day} scope="col"><Day day={day} isShort /></th>)}</tr></thead>
              <tbody>
                {allHours.map((hour) => <tr key={hour}><th scope="row">{hour}</th>{allDays.map((day) => cell(day, hour))}</tr>)}
                <tr class="sum"><th scope="row">{t('when.sum')}</th>{allDays.map((day) => <Sum key={day} value={byDay[day]!} digits={0} />)}</tr>
              </tbody>
            </>
          ) : (
            <>
              <thead><tr><th scope="col">{t('when.day')}</th>{allHours.map((hour) => <th key={hour} scope="col">{hour}</th>)}<th
                scope="col">{t('when.sum')}</th></tr></thead>
              <tbody>
                {allDays.map((day) => (
                  <tr key={day}><th scope="row"><Day day={day} /></th>{allHours.map((hour) => cell(day, hour))}<Sum value={byDay[day]!} digits={0} /></tr>
                ))}
                <tr class="sum"><th scope="row">{t('when.mean')}</th>{allHours.map((hour) => <Sum key={hour} value={byHour[hour]!}
                  digits={digits} />)}<td /></tr>
              </tbody>
            </>
          )}
        </table>
      </div>
      <figcaption class="legend">
        <span>{t('when.few')}</span>
        {Array.from({ length: classes }, (_, i) => <span key={i} class="swatch" data-class={i + 1} aria-hidden="true" />)}
        <span>{t('when.many')}</span>
        {hasOfficers && <span class="legend-over"><span class="swatch over" aria-hidden="true">●</span> {t('when.overThird')}</span>}
      </figcaption>
    </figure>
  );
}

function Cell({ at, largest, digits }: { at: WeekHour; largest: number; digits: number }) {
  const { format } = useCity();
  const isOver = at.share !== null && at.share > third;
  const day = t(`day.${weekdays[at.weekday] ?? 'mon'}`);
  const share = at.share === null ? ''
    : ` · ${t('when.cell.share', { officers: format.number(at.officers, 0), percent: format.percent(Math.min(at.share, 9.99), 0) })}`;
  const need = at.busy > 0 ? ` · ${t('when.cell.need', { n: officersForThird(at) })}` : '';
  return (
    <td data-class={classOf(at.mean, largest, classes)} class={isOver ? 'over' : ''} title={`${day} ${at.hour}:00${share}${need}`}>
      {format.number(at.mean, digits)}{isOver && <><span aria-hidden="true" class="dot">●</span><span class="unseen"> {t('when.overThird')}</span></>}
    </td>
  );
}

function Sum({ value, digits }: { value: number; digits: number }) {
  const { format } = useCity();
  return <td class="margin">{format.number(value, digits)}</td>;
}

function Day({ day, isShort = false }: { day: number; isShort?: boolean }) {
  const name = t(`day.${weekdays[day] ?? 'mon'}`);
  return isShort ? <abbr title={name}>{name.slice(0, 2)}</abbr> : <>{name}</>;
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setMatches(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
