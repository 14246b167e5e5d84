import { useState } from 'preact/hooks';
import { cityPath, get, getBytes } from '../../api/client';
import type { PlanRow } from '../../api/types';
import { SelectField, TextField } from '../../forms/Field';
import { readText } from '../../forms/files';
import { readPackedMap } from '../../map/packedMap';
import { useCity } from '../../shell/city';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { assignDrawn, readDrawn } from './drawnBeats';
import { parseJson, readBeatFile } from './sideFiles';
import { FileButton } from '../../forms/FileButton';
import type { AdvancedProps } from './parts';

/** Today's beats: a plan of the history, or a file. With them come the budget of change, and locks of beats. */
export function CurrentPart({ form, change }: AdvancedProps) {
  const { id, format } = useCity();
  const asked = useAnswer(`plans ${id}`, (signal) => get<{ plans: PlanRow[] }>(cityPath(id, 'plans'), { limit: 100 }, signal));
  const [wrong, setWrong] = useState('');
  const [drawn, setDrawn] = useState(0);
  // Beats drawn as polygons are laid over the city's areas here, as the command does with such a file.
  const readDrawnFile = async (text: string): Promise<[string, string][] | null> => {
    const drawn = readDrawn(parseJson(text));
    setDrawn(drawn?.length ?? 0);
    return drawn === null ? null : assignDrawn(readPackedMap(await getBytes(cityPath(id, 'map'))), drawn);
  };
  const plans = asked.state === 'ready' ? asked.data.plans.filter((plan) => plan.status === 'published') : [];
  const current = form.current;
  const chosen = current.kind === 'plan' ? current.planId : current.kind;
  const choose = (value: string) => {
    if (value === 'pairs') { return; }
    change({ current: value === 'none' ? { kind: 'none' } : { kind: 'plan', planId: value } });
  };
  const take = async (file: File | undefined) => {
    if (!file) { return; }
    const text = await readText(file, 100_000_000);
    const pairs = text === null ? null : readBeatFile(text) ?? await readDrawnFile(text);
    setWrong(pairs === null ? t('design.current.wrong', { name: file.name }) : '');
    if (pairs !== null) { change({ current: { kind: 'pairs', name: file.name, pairs } }); }
  };
  return (
    <>
      <SelectField label={t('design.current.legend')} name="current" value={chosen} set={choose} hint={t('design.current.hint')}
        options={[
          { value: 'none', label: t('design.current.none') },
          ...(current.kind === 'pairs' ? [{ value: 'pairs', label: t('design.current.pairs', { name: current.name, n: current.pairs.length }) }] : []),
          ...(current.kind === 'plan' && !plans.some((plan) => plan.planId === current.planId) ? [{ value: current.planId, label: current.planId }] : []),
          ...plans.map((plan) => ({ value: plan.planId,
            label: `${plan.name ?? t('design.current.plan', { n: plan.beats ?? 0 })} · ${format.moment(plan.requested)}` })),
        ]} />
      <FileButton label={t('design.current.file')} accept=".csv,.json,.geojson,.txt" take={take} />
      {drawn > 0 && current.kind === 'pairs' && <p class="told small">{t('design.current.drawn', { name: current.name, n: drawn })}</p>}
      {wrong && <p class="wrong" role="alert">{wrong}</p>}
      {current.kind !== 'none' && (
        <div class="pair">
          <TextField label={t('design.changeBudget')} unit="%" name="changeBudget" kind="number" value={form.changeBudgetPercent}
            set={(changeBudgetPercent) => change({ changeBudgetPercent })} hint={t('design.changeBudget.hint')} />
          <TextField label={t('design.lockBeats')} name="lockBeats" value={form.lockBeats} set={(lockBeats) => change({ lockBeats })} placeholder="3, 7"
            hint={t('design.lockBeats.hint')} />
          <TextField label={t('design.withoutBeats')} name="withoutBeats" value={form.withoutBeats} set={(withoutBeats) => change({ withoutBeats })}
            placeholder="H1, H2"
            hint={t('design.withoutBeats.hint')} />
        </div>
      )}
    </>
  );
}
