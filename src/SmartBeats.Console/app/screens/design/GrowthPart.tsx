import { useState } from 'preact/hooks';
import { cityPath, ask } from '../../api/client';
import type { GrowthChange, GrowthRead } from '../../api/types';
import { SelectField, TextField } from '../../forms/Field';
import { readAny, type FileText } from '../../forms/files';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { DataTable } from '../../shell/DataTable';
import { asFault } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { type GrowthKind, noGrowth, toChanges, toText, type TypedGrowth } from './growth';
import { FileButton } from '../../forms/FileButton';
import type { AdvancedProps } from './parts';

const kinds: readonly GrowthKind[] = ['factor', 'calls', 'dwellings'];
const mostShown = 100;

/** How demand will change: a file, or changes typed for areas. The server reads both as the command does and says what is wrong with them. */
export function GrowthPart({ form, change }: AdvancedProps) {
  const { id } = useCity();
  const [typed, setTyped] = useState<TypedGrowth>(noGrowth);
  const [wrong, setWrong] = useState('');
  const [notes, setNotes] = useState<string[]>([]);
  const put = (patch: Partial<TypedGrowth>) => setTyped((now) => ({ ...now, ...patch }));
  const read = async (name: string, content: FileText): Promise<GrowthRead | null> => {
    try {
      const answer = await ask<GrowthRead>('POST', cityPath(id, 'growth'), { body: { name, ...content } });
      setWrong('');
      return answer.data;
    } catch (reason) {
      setWrong(asFault(reason).message);
      return null;
    }
  };
  const keep = (changes: GrowthChange[], said: string[]) => {
    setNotes(said);
    change({ growth: changes, growthAreas: '' });
    announce(t('design.growth.table', { n: changes.length }));
  };
  const take = async (file: File | undefined) => {
    const content = file && await readAny(file);
    if (content === null) { setWrong(t('design.growth.large')); return; }
    const own = file && content ? await read(file.name, content) : null;
    const all = own && form.growth.length > 0 ? await read('growth', { text: toText(form.growth, own.changes) }) : own;
    if (own && all) { keep(all.changes, own.notes); }
  };
  const add = async () => {
    const all = await read('growth', { text: toText(form.growth, toChanges({ ...typed, areas: form.growthAreas })) });
    if (all) { keep(all.changes, all.notes); put({ amount: '', perDwelling: '' }); }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void take(event.dataTransfer?.files[0]);
  };
  return (
    <section class="part growth" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <h3>{t('design.growth')}</h3>
      <p class="hint">{t('design.growth.what')}</p>
      <FileButton label={t('design.growth.file')} accept=".csv,.txt,.json,.geojson,.gpkg,.kml,.kmz,.zip" take={(file) => { void take(file); }} />
      <div class="pair">
        <TextField label={t('design.growth.areas')} name="growth" value={form.growthAreas} set={(growthAreas) => change({ growthAreas })} placeholder="0301, 0302"
          hint={t('design.growth.areas.hint')} />
        <SelectField label={t('design.growth.kind')} value={typed.kind} set={(kind) => put({ kind: kind as GrowthKind })}
          options={kinds.map((value) => ({ value, label: t(`design.growth.${value}`) }))} />
        <TextField label={t(`design.growth.${typed.kind}`)} kind="number" value={typed.amount} set={(amount) => put({ amount })}
          placeholder={typed.kind === 'factor' ? '1.5' : '300'} />
        {typed.kind === 'dwellings' && (
          <TextField label={t('design.growth.perDwelling')} kind="number" value={typed.perDwelling} set={(perDwelling) => put({ perDwelling })} placeholder="0.8" />
        )}
        <TextField label={t('design.growth.from')} kind="day" value={typed.from} set={(from) => put({ from })} />
        <TextField label={t('design.growth.scenario')} value={typed.scenario} set={(scenario) => put({ scenario })} placeholder="growth" />
      </div>
      <div class="actions"><button type="button" disabled={form.growthAreas.trim() === ''} onClick={() => { void add(); }}>{t('design.growth.add')}</button></div>
      {wrong && <p class="wrong" role="alert" lang="en">{wrong}</p>}
      {notes.map((note) => <p key={note} class="told small" lang="en">{note}</p>)}
      {form.growth.length > 0 && <Changes form={form} change={change} />}
    </section>
  );
}

function Changes({ form, change }: AdvancedProps) {
  const { format } = useCity();
  const figure = (value: number) => format.number(value, Number.isInteger(value) ? 0 : 2);
  const rows = form.growth.slice(0, mostShown).map((one, index) => ({ ...one, index }));
  const remove = (index: number) => change({ growth: form.growth.filter((_, at) => at !== index) });
  return (
    <>
      <DataTable caption={t('design.growth.table', { n: form.growth.length })} rows={rows} keyOf={(row) => row.index} columns={[
        { key: 'scenario', label: t('design.growth.scenario'), cell: (row) => row.scenario ?? 'growth', sort: (row) => row.scenario ?? 'growth' },
        { key: 'area', label: t('design.growth.area'), cell: (row) => row.area, sort: (row) => row.area },
        { key: 'change', label: t('design.growth.change'), cell: (row) => (row.calls === undefined
          ? t('design.growth.times', { factor: figure(row.factor ?? 1) }) : t('design.growth.added', { calls: figure(row.calls) })) },
        { key: 'from', label: t('design.growth.from'), cell: (row) => (row.from ? format.day(row.from) : ''), sort: (row) => row.from ?? '' },
        { key: 'remove', label: t('design.growth.remove'), cell: (row) => (
          <button type="button" class="plain" aria-label={t('design.growth.removeOf', { area: row.area, scenario: row.scenario ?? 'growth' })}
            onClick={() => remove(row.index)}>{t('design.growth.remove')}</button>) },
      ]} />
      {form.growth.length > mostShown && <p class="quiet small">{t('design.growth.more', { n: form.growth.length - mostShown })}</p>}
      <div class="actions"><button type="button" class="plain" onClick={() => change({ growth: [] })}>{t('design.growth.clear')}</button></div>
    </>
  );
}
