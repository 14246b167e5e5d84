import { type HeldSplit, scaleTo } from '../../plan/held';
import type { Format } from '../../text/format';
import { t } from '../../text/t';
import { tellDays } from './Held';

/** A row for each split: what was foretold, what came seed by seed, chance alone and today's beats on one scale. The table below says the same. */
export function HeldChart({ splits, format }: { splits: readonly HeldSplit[]; format: Format }) {
  const { most, ticks } = scaleTo(splits);
  const at = (share: number) => `${(share / most) * 100}%`;
  const hasToday = splits.some((row) => row.todays !== null);
  return (
    <figure class="held-chart">
      <div role="img" aria-label={t('held.chart', { n: splits.length })}>
        {splits.map((row) => (
          <div class="held-row" key={`${row.past} ${row.life}`}>
            <span class="held-days">{tellDays(row.life, format)}{row.isReversed && ` ${t('held.reversed')}`}</span>
            <span class="held-track">
              <span class="held-foretold" style={{ left: at(row.foretold.low), width: at(row.foretold.high - row.foretold.low) }} />
              <span class="held-chance" style={{ left: at(row.chance) }} />
              {row.seeds.map((one) => <span key={one.seed} class="held-seed" style={{ left: at(one.later) }} />)}
              {row.todays !== null && <span class="held-today" style={{ left: at(row.todays) }} />}
            </span>
          </div>
        ))}
        <div class="held-row"><span class="held-days" /><span class="held-scale">
          {ticks.map((tick) => <span key={tick} style={{ left: at(tick) }}>{format.percent(tick, 0)}</span>)}
        </span></div>
      </div>
      <figcaption class="held-key small quiet">
        <span><i class="held-foretold" />{t('held.key.foretold')}</span>
        <span><i class="held-seed" />{t('held.key.seed')}</span>
        <span><i class="held-chance" />{t('held.key.chance')}</span>
        {hasToday && <span><i class="held-today" />{t('held.key.today')}</span>}
      </figcaption>
    </figure>
  );
}
