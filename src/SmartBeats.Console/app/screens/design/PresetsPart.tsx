import { useState } from 'preact/hooks';
import type { ApiFault } from '../../api/client';
import { SelectField, TextField } from '../../forms/Field';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { asFault } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { Conflicts } from '../settings/Conflicts';
import type { CitySettings, SettingsMerge } from '../settings/merge';
import { saveSettings, type TaggedSettings } from '../settings/saveSettings';
import { findPreset, keepPreset, type Preset, removePreset } from './presets';
import type { PlanRequest } from './request';

/** Named requests, kept with the city for everybody. */
export function PresetsPart({ request, take }: { request: PlanRequest; take: (request: PlanRequest) => void }) {
  const { id, settings, settingsTag, reload } = useCity();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState('');
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [conflict, setConflict] = useState<{ merge: SettingsMerge; theirs: TaggedSettings } | null>(null);
  const presets = (settings.presets ?? []) as Preset[];
  const known = settings as CitySettings;

  const save = async (wanted: CitySettings, base: TaggedSettings, said: string) => {
    setFault(null);
    try {
      const saved = await saveSettings(id, base, wanted);
      setConflict(saved.state === 'conflict' ? saved : null);
      if (saved.state === 'saved') {
        announce(said);
        reload();
      }
    } catch (reason) {
      setFault(asFault(reason));
    }
  };
  const keep = (list: Preset[], said: string) => save({ ...known, presets: list }, { settings: known, tag: settingsTag }, said);
  const choose = (preset: string) => {
    setChosen(preset);
    const found = findPreset(presets, preset);
    if (found) {
      take(found.request);
      setName(found.name);
      announce(t('design.preset.taken', { name: found.name }));
    }
  };
  return (
    <section class="part presets">
      <h2>{t('design.presets')}</h2>
      {fault && <Fault fault={fault} />}
      {conflict && (
        <Conflicts merge={conflict.merge} cancel={() => setConflict(null)} decide={(decided) => save(decided, conflict.theirs, t('design.preset.kept', { name }))} />
      )}
      <div class="pair">
        {presets.length > 0 && (
          <SelectField label={t('design.preset.choose')} value={chosen} set={choose}
            options={[{ value: '', label: t('design.preset.none') }, ...presets.map((preset) => ({ value: preset.name, label: preset.name }))]} />
        )}
        <TextField label={t('design.preset.name')} value={name} set={setName} hint={t('design.preset.hint')} />
      </div>
      <div class="actions">
        <button type="button" disabled={name.trim() === ''} onClick={() => keep(keepPreset(presets, name, request), t('design.preset.kept', { name: name.trim() }))}>
          {t(findPreset(presets, name) ? 'design.preset.replace' : 'design.preset.keep')}
        </button>
        {findPreset(presets, chosen) && (
          <button type="button" class="danger" onClick={() => { setChosen(''); keep(removePreset(presets, chosen), t('design.preset.removed', { name: chosen })); }}>
            {t('design.preset.remove', { name: chosen })}
          </button>
        )}
      </div>
    </section>
  );
}
