import { AnyOf, OneOf } from '../../forms/Choices';
import { SelectField, TextField, LinesField } from '../../forms/Field';
import { t } from '../../text/t';
import type { AdvancedForm } from './form';
import type { CitySignals } from '../../api/types';
import type { AdvancedProps } from './parts';
import { criteria } from './request';
import { listShared } from './SignalsPart';

/** How the engine searches and what else it balances. */
export function SearchPart({ form, change, signals }: AdvancedProps & { signals: CitySignals | null }) {
  // Signals of the city, and whatever a request that was taken names beside the loads of calls.
  const named = new Set([...(signals?.signals ?? []).map((signal) => signal.name), ...Object.keys(form.balance)].filter((name) => !(criteria as readonly string[]).includes(name)));
  return (
    <section class="part">
      <h3>{t('design.search')}</h3>
      <div class="pair">
        <TextField label={t('design.seed')} name="seed" kind="whole" value={form.seed} set={(seed) => change({ seed })} placeholder="1"
          hint={t('design.seed.hint')} />
        <TextField label={t('design.effort')} name="effort" kind="whole" value={form.effort} set={(effort) => change({ effort })}
          hint={t('design.effort.hint')} />
        <TextField label={t('design.rank')} name="rank" kind="whole" value={form.rank} set={(rank) => change({ rank })} hint={t('design.rank.hint')} />
        <TextField label={t('design.sectors')} name="sectors" kind="whole" value={form.sectors} set={(sectors) => change({ sectors })}
          hint={t('design.sectors.hint')} />
        <SelectField label={t('design.within')} name="within" value={form.within} set={(within) => change({ within })} hint={t('design.within.hint')}
          options={[{ value: '', label: t('design.within.none') }, ...[...new Set([...listShared(signals), ...(form.within ? [form.within] : [])])].map((value) => ({ value, label: value }))]} />
        <TextField label={t('design.equalArea')} name="equalArea" kind="number" value={form.equalArea} set={(equalArea) => change({ equalArea })}
          hint={t('design.equalArea.hint')} />
      </div>
      <h4>{t('design.balance')}</h4>
      <p class="hint">{t('design.balance.hint')}</p>
      <div class="weights">
        {criteria.map((criterion) => (
          <TextField key={criterion} label={t(`design.balance.${criterion}`)} name="balance" kind="number" value={form.balance[criterion] ?? ''}
            set={(weight) => change({ balance: { ...form.balance, [criterion]: weight } })} />
        ))}
        {[...named].map((name) => (
          <TextField key={name} label={name} name="balance" kind="number" value={form.balance[name] ?? ''}
            set={(weight) => change({ balance: { ...form.balance, [name]: weight } })} />
        ))}
      </div>
      <AnyOf legend={t('design.bridges')} name="bridges" choices={[{ value: 'bridges', label: t('design.bridges.join') }]}
        values={form.bridges ? ['bridges'] : []} set={(values) => change({ bridges: values.length > 0 })} />
    </section>
  );
}

/** What counts by when it came, and maps for shifts. */
export function SeasonPart({ form, change }: AdvancedProps) {
  return (
    <section class="part">
      <h3>{t('design.season')}</h3>
      <SelectField label={t('design.season.legend')} value={form.season} set={(season) => change({ season: season as AdvancedForm['season'] })}
        options={(['none', 'for', 'halfLife', 'weighPeriods'] as const).map((value) => ({ value, label: t(`design.season.${value}`) }))} />
      {form.season === 'for' && (
        <TextField label={t('design.for')} name="for" value={form.for} set={(value) => change({ for: value })} placeholder="2025-05..2025-08"
          hint={t('design.for.hint')} />
      )}
      {form.season === 'halfLife' && (
        <TextField label={t('design.halfLife')} name="halfLife" value={form.halfLife} set={(halfLife) => change({ halfLife })} placeholder="3m"
          hint={t('design.halfLife.hint')} />
      )}
      {form.season === 'weighPeriods' && (
        <LinesField label={t('design.weighPeriods')} name="weighPeriods" value={form.weighPeriods} set={(weighPeriods) => change({ weighPeriods })}
          placeholder={'2017-05..2017-08=1\n2018-01..2018-04=0.5'} hint={t('design.weighPeriods.hint')} />
      )}
      <h3>{t('design.shifts')}</h3>
      <div class="pair">
        <TextField label={t('design.shifts.legend')} name="shifts" value={form.shifts} set={(shifts) => change({ shifts })} placeholder="6-14, 14-22, 22-6"
          hint={t('design.shifts.hint')} />
        <TextField label={t('design.shiftBudget')} unit="%" name="shiftBudget" kind="number" value={form.shiftBudgetPercent}
          set={(shiftBudgetPercent) => change({ shiftBudgetPercent })} placeholder="10" hint={t('design.shiftBudget.hint')} />
      </div>
    </section>
  );
}

const furtherFiles = ['gpkg', 'kml', 'xlsx', 'sheets'] as const;

/** Which files are written in the forms of other programs. */
export function AlsoPart({ form, change }: AdvancedProps) {
  return (
    <section class="part">
      <h3>{t('design.also')}</h3>
      <AnyOf legend={t('design.also.legend')} name="also" choices={furtherFiles.map((value) => ({ value, label: t(`design.also.${value}`) }))}
        values={form.also} set={(also) => change({ also })} />
    </section>
  );
}

/** Whether such plans are tried on the past, how often, and what that costs. */
export function BacktestPart({ form, change }: AdvancedProps) {
  return (
    <section class="part">
      <h3>{t('design.backtest')}</h3>
      <AnyOf legend={t('design.backtest.legend')} name="backtest" choices={[{ value: 'backtest', label: t('design.backtest.do') }]}
        values={form.backtest ? ['backtest'] : []} set={(values) => change({ backtest: values.length > 0 })} hint={t('design.backtest.hint')} />
      {form.backtest && (
        <>
          <div class="pair">
            <TextField label={t('design.backtest.origins')} kind="whole" value={form.backtestOrigins} placeholder="3"
              set={(backtestOrigins) => change({ backtestOrigins })} />
            <TextField label={t('design.backtest.seeds')} kind="whole" value={form.backtestSeeds} placeholder="3"
              set={(backtestSeeds) => change({ backtestSeeds })} />
          </div>
          <label class="choice">
            <input type="checkbox" checked={form.backtestForwardOnly} onChange={(event) => change({ backtestForwardOnly: event.currentTarget.checked })} />
            <span>{t('design.backtest.forwardOnly')}</span>
          </label>
          <p class="told small" role="status">{t('design.backtest.cost', { n: countPlans(form) })}</p>
        </>
      )}
    </section>
  );
}

/** Plans that a back-test draws at most: each split forwards and, as the control, backwards, with each seed. */
export function countPlans(form: Pick<AdvancedForm, 'backtestOrigins' | 'backtestSeeds' | 'backtestForwardOnly'>): number {
  const count = (text: string) => (Number(text) >= 1 ? Math.floor(Number(text)) : 3);
  return count(form.backtestOrigins) * count(form.backtestSeeds) * (form.backtestForwardOnly ? 1 : 2);
}

/** What an evaluation on response assumes where nobody measured. */
export function ResponsePart({ form, change }: AdvancedProps) {
  return (
    <section class="part">
      <h3>{t('design.response')}</h3>
      <AnyOf legend={t('design.response.legend')} name="response" choices={[{ value: 'response', label: t('design.response.evaluate') }]}
        values={form.response ? ['response'] : []} set={(values) => change({ response: values.length > 0 })} />
      {form.response && (
        <div class="pair">
          <TextField label={t('design.speed')} unit="km/h" kind="number" value={form.speedKmh} set={(speedKmh) => change({ speedKmh })} placeholder="40" />
          <OneOf legend={t('design.law')} value={form.law || 'right-angle'} set={(law) => change({ law: law as AdvancedForm['law'] })}
            choices={[{ value: 'right-angle', label: t('design.law.rightAngle') }, { value: 'straight', label: t('design.law.straight') }]} />
          <TextField label={t('design.minutes')} value={form.minutes} set={(minutes) => change({ minutes })} placeholder="60, 45, 30"
            hint={t('design.byPriority')} />
          <TextField label={t('design.officers')} value={form.officers} set={(officers) => change({ officers })} placeholder="1"
            hint={t('design.byPriority')} />
          <TextField label={t('design.otherShare')} unit="%" kind="number" value={form.otherSharePercent}
            set={(otherSharePercent) => change({ otherSharePercent })} hint={t('design.otherShare.hint')} />
        </div>
      )}
    </section>
  );
}
