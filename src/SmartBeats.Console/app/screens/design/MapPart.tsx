import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { LinesField, TextField } from '../../forms/Field';
import { FileButton } from '../../forms/FileButton';
import { readText } from '../../forms/files';
import { t } from '../../text/t';
import { CurrentPart } from './CurrentPart';
import type { AdvancedForm } from './form';
import type { AdvancedProps } from './parts';
import { readSideFile, type SideField } from './sideFiles';

/** What is said about the map: barriers, links, stations, locks, and today's beats to begin with. */
export function MapPart({ form, change }: AdvancedProps) {
  return (
    <section class="part">
      <h3>{t('design.current')}</h3>
      <CurrentPart form={form} change={change} />
      <h3>{t('design.sides')}</h3>
      <div class="pair wide">
        <SideField field="barriers" form={form} change={change} placeholder={'101, 102\n101, 103'} />
        <SideField field="links" form={form} change={change} placeholder="101, 207" />
        <SideField field="stations" form={form} change={change} placeholder="North, -112.19, 33.55" />
        <SideField field="lockAreas" form={form} change={change} placeholder="101, 102" />
      </div>
      <PickPart form={form} change={change} />
      <TextField label={t('design.stationWeight')} name="stationWeight" kind="number" value={form.stationWeight}
        set={(stationWeight) => change({ stationWeight })} placeholder="1" hint={t('design.stationWeight.hint')} />
    </section>
  );
}

/** The map's own script is only fetched when somebody picks. */
function PickPart({ form, change }: AdvancedProps) {
  const [Picker, setPicker] = useState<ComponentType<AdvancedProps> | null>(null);
  const [fault, setFault] = useState('');
  const open = () => import('./AreaPicker').then((module) => setPicker(() => module.default), () => setFault(t('state.offline.what')));
  if (Picker) { return <Picker form={form} change={change} />; }
  return <div class="actions"><button type="button" onClick={open}>{t('design.pick')}</button>{fault && <p class="wrong" role="alert">{fault}</p>}</div>;
}

/** Lines of area ids or places: typed, or read from a file. */
function SideField({ field, form, change, placeholder }: AdvancedProps & { field: SideField; placeholder: string }) {
  const [wrong, setWrong] = useState('');
  const take = async (file: File | undefined) => {
    if (!file) { return; }
    const text = await readText(file);
    const lines = text === null ? null : readSideFile(field, text);
    setWrong(lines === null ? t('design.file.wrong', { name: file.name }) : '');
    if (lines !== null) { change({ [field]: lines } as Partial<AdvancedForm>); }
  };
  return (
    <div>
      <LinesField label={t(`design.${field}`)} name={field} value={form[field]} set={(text) => change({ [field]: text } as Partial<AdvancedForm>)}
        placeholder={placeholder} hint={t(`design.${field}.hint`)} />
      <FileButton label={t('design.fromFile', { field: t(`design.${field}`) })} accept=".csv,.txt,.json,.geojson" take={take} />
      {wrong && <p class="wrong" role="alert">{wrong}</p>}
    </div>
  );
}
