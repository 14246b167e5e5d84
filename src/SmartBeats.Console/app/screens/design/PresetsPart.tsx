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
export function PresetsPart({ request }: { request: PlanRequest }) {
  const { id, settings, settingsTag, reload } = useCity();
  const [name, setName] = useState('');
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
  return (
    <details class="part folded">
      <summary>{t('design.presets')}</summary>
      {fault && <Fault fault={fault} />}
      {conflict && (
        <Conflicts merge={conflict.merge} cancel={() => setConflict(null)} decide={(decided) => save(decided, conflict.theirs, t('design.preset.kept',
          { name }))} />
      )}
      <TextField label={t('design.preset.name')} value={name} set={setName} hint={t('design.preset.hint')} />
      <div class="actions">
        <button type="button" disabled={name.trim() === ''} onClick={() => keep(keepPreset(presets, name, request), t('design.preset.kept',
          { name: name.trim() }))}>
          {t(findPreset(presets, name) ? 'design.preset.replace' : 'design.preset.keep')}
        </button>
      </div>
      {presets.length > 0 && (
        <ul class="rows">
          {presets.map((preset) => (
            <li key={preset.name}>
              <span>{preset.name}</span>
              <button type="button" class="plain danger" onClick={() => keep(removePreset(presets, preset.name), t('design.preset.removed',
                { name: preset.name }))}>
                {t('design.preset.remove', { name: preset.name })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

/** Begins with a preset; drawn only where the city has any. */
export function PresetChoice({ take }: { take: (request: PlanRequest) => void }) {
  const { settings } = useCity();
  const [chosen, setChosen] = useState('');
  const presets = (settings.presets ?? []) as Preset[];
  if (presets.length === 0) { return null; }
  const choose = (name: string) => {
    setChosen(name);
    const found = findPreset(presets, name);
    if (found) {
      take(found.request);
      announce(t('design.preset.taken', { name: found.name }));
    }
  };
  return (
    <SelectField label={t('design.preset.choose')} value={chosen} set={choose}
      options={[{ value: '', label: t('design.preset.none') }, ...presets.map((preset) => ({ value: preset.name, label: preset.name }))]} />
  );
}
