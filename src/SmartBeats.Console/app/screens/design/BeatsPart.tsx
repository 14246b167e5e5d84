import type { CallsSummary } from '../../api/types';
import { OneOf } from '../../forms/Choices';
import { LinesField, SelectField, TextField } from '../../forms/Field';
import { t } from '../../text/t';
import type { DesignForm } from './form';
import type { PartProps } from './parts';
import { goals } from './request';

/** How many beats, what a call weighs, and what matters most. */
export function BeatsPart({ form, change, mostBeats }: PartProps & { mostBeats: number | undefined }) {
  const isMinutes = form.workload === 'service-minutes' || form.workload === 'time-on-scene';
  return (
    <section class="part">
      <h2>{t('design.beats')}</h2>
      <OneOf legend={t('design.by')} value={form.by} set={(by) => change({ by: by as DesignForm['by'] })}
        choices={[{ value: 'beats', label: t('design.by.beats') }, { value: 'workload', label: isMinutes ? t('design.by.minutes') : t('design.by.calls') }]} />
      {form.by === 'beats'
        ? <TextField label={t('design.beats.number')} name="beats" kind="whole" value={form.beats} set={(beats) => change({ beats })}
            hint={mostBeats ? t('design.beats.most', { n: mostBeats }) : undefined} />
        : <TextField label={isMinutes ? t('design.perBeat.minutes') : t('design.perBeat.calls')} name="workloadPerBeat" kind="number"
            value={form.workloadPerBeat} set={(workloadPerBeat) => change({ workloadPerBeat })} hint={t('design.perBeat.hint')} />}
    </section>
  );
}

export function GoalPart({ form, change }: PartProps) {
  return (
    <section class="part">
      <h2>{t('design.goal')}</h2>
      <OneOf legend={t('design.goal.legend')} name="goal" value={form.goal} set={(goal) => change({ goal: goal as DesignForm['goal'] })}
        choices={goals.map((goal) => ({ value: goal, label: t(`design.goal.${goal}`), note: t(`design.goal.${goal}.what`) }))} />
      <TextField label={t('design.tolerance')} unit="%" name="tolerance" kind="number" value={form.tolerancePercent}
        set={(tolerancePercent) => change({ tolerancePercent })} placeholder={form.goal === 'response' ? '' : '1'} hint={t('design.tolerance.hint')} />
    </section>
  );
}

export function WorkloadPart({ form, change, priorities, summary }: PartProps & { priorities: readonly string[]; summary: CallsSummary | null }) {
  const hasMinutes = summary?.hasMinutes ?? true;
  const isTimed = (summary?.timed ?? 0) > 0 || form.workload === 'time-on-scene';
  const hasNatures = form.diversion !== '' || (summary?.natures ?? []).some(({ value }) => value !== '');
  const weigh = (priority: string, weight: string) => change({ weights: { ...form.weights, [priority]: weight } });
  return (
    <section class="part">
      <h2>{t('design.workload')}</h2>
      <SelectField label={t('design.workload.legend')} name="workload" value={form.workload}
        set={(workload) => change({ workload: workload as DesignForm['workload'] })}
        hint={hasMinutes ? undefined : t('design.workload.noMinutes')}
        options={[
          { value: 'calls', label: t('design.workload.calls') },
          { value: 'service-minutes', label: t('design.workload.minutes'), disabled: !hasMinutes && form.workload !== 'service-minutes' },
          ...(isTimed ? [{ value: 'time-on-scene', label: t('design.workload.onScene') }] : []),
          { value: 'priority-weights', label: t('design.workload.weights') },
        ]} />
      {form.workload === 'priority-weights' && (
        <>
          <p class="hint">{t('design.weights.hint')}</p>
          <div class="weights">
            {(priorities.length > 0 ? priorities : ['1', '2', '3', '4', '5', '6', '7', '8', '9']).map((priority) => (
              <TextField key={priority} label={t('design.weight', { priority })} kind="number" placeholder="1"
                value={form.weights[priority] ?? ''} set={(weight) => weigh(priority, weight)} />
            ))}
          </div>
        </>
      )}
      {hasNatures && (
        <LinesField label={t('design.diversion')} name="diversion" value={form.diversion} set={(diversion) => change({ diversion })}
          hint={t('design.diversion.hint')} />
      )}
    </section>
  );
}
