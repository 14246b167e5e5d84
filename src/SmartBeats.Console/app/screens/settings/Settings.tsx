import { useEffect, useMemo, useState } from 'preact/hooks';
import { type ApiFault, cityPath, get } from '../../api/client';
import { groupByField } from '../../api/problems';
import type { CallsSummary } from '../../api/types';
import { AnyOf, OneOf } from '../../forms/Choices';
import { FaultsContext, SelectField, TextField } from '../../forms/Field';
import '../../forms/forms.css';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Link, pathTo } from '../../shell/router';
import { Fault } from '../../shell/States';
import { asFault, useAnswer } from '../../shell/useAnswer';
import { languages, t } from '../../text/t';
import { removePreset, type Preset } from '../design/presets';
import { Conflicts } from './Conflicts';
import { LabelsPart } from './LabelsPart';
import { type CitySettings, mergeSettings, type SettingsMerge } from './merge';
import { saveSettings, type TaggedSettings } from './saveSettings';
import './settings.css';
import { zoneNames } from './zones';

/** What is kept with the city: name, clock, units, language, labels of codes, presets. */
export default function Settings() {
  const { id, settings, settingsTag, reload } = useCity();
  const [base, setBase] = useState<TaggedSettings>({ settings: settings as CitySettings, tag: settingsTag });
  const [mine, setMine] = useState<CitySettings>(settings as CitySettings);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [conflict, setConflict] = useState<{ merge: SettingsMerge; theirs: TaggedSettings } | null>(null);
  const [isSaving, setSaving] = useState(false);
  const counted = useAnswer(`codes ${id}`, (signal) => get<CallsSummary>(cityPath(id, 'calls', 'summary'), {}, signal));
  const isChanged = useMemo(() => JSON.stringify(mine) !== JSON.stringify(base.settings), [mine, base]);
  useEffect(() => {
    // The page asked again, as another screen or tab saved: what is typed here is laid over it.
    if (settingsTag === base.tag) { return; }
    const merge = mergeSettings(base.settings, mine, settings as CitySettings);
    if (merge.conflicts.length === 0) {
      setBase({ settings: settings as CitySettings, tag: settingsTag });
      setMine(merge.settings);
    }
  }, [settingsTag]);
  useEffect(() => {
    if (!isChanged) { return; }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isChanged]);

  const change = (patch: Partial<CitySettings>) => setMine((before) => ({ ...before, ...patch }));
  const save = async (wanted: CitySettings, against: TaggedSettings) => {
    setSaving(true);
    setFault(null);
    try {
      const saved = await saveSettings(id, against, wanted);
      setConflict(saved.state === 'conflict' ? saved : null);
      if (saved.state === 'saved') {
        setBase(saved.kept);
        setMine(saved.kept.settings);
        announce(t('settings.saved'));
        reload();
      }
    } catch (reason) {
      setFault(asFault(reason));
    } finally {
      setSaving(false);
    }
  };
  const presets = (mine.presets ?? []) as Preset[];
  return (
    <FaultsContext.Provider value={groupByField(fault?.errors ?? {})}>
      <form class="settings narrow" onSubmit={(event) => { event.preventDefault(); void save(mine, base); }} noValidate>
        <h1>{t('settings.title')}</h1>
        {conflict && <Conflicts merge={conflict.merge} cancel={() => setConflict(null)} decide={(decided) => save(decided, conflict.theirs)} />}
        <div class="pair">
          <TextField label={t('settings.name')} name="name" value={mine.name} set={(name) => change({ name })} required />
          <SelectField label={t('settings.timeZone')} name="timeZone" value={mine.timeZone} set={(timeZone) => change({ timeZone })}
            hint={t('settings.timeZone.hint')}
            options={zoneNames(mine.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))} />
          <SelectField label={t('app.language')} name="language" value={mine.language ?? ''} set={(language) => change({ language })}
            hint={t('settings.language.hint')}
            options={[{ value: '', label: t('settings.language.reader') }, ...languages().map((code) => ({ value: code, label: languageName(code) }))]} />
        </div>
        <OneOf legend={t('settings.measures')} name="measures" value={mine.measures ?? 'metric'}
          set={(measures) => change({ measures: measures as 'us' | 'metric' })}
          choices={[{ value: 'us', label: t('settings.measures.us') }, { value: 'metric', label: t('settings.measures.metric') }]} />
        <AnyOf legend={t('settings.monthly')} name="monthlyEmail" values={mine.monthlyEmail ? ['yes'] : []} hint={t('settings.monthly.hint')}
          set={(values) => change({ monthlyEmail: values.length > 0 || undefined })} choices={[{ value: 'yes', label: t('settings.monthly.yes') }]} />
        <h2>{t('settings.labels')}</h2>
        <p class="quiet">{t('settings.labels.what')}</p>
        <LabelsPart labels={mine.labels ?? {}} set={(labels) => change({ labels })} summary={counted.state === 'ready' ? counted.data : null} />
        <h2>{t('settings.presets')}</h2>
        {presets.length === 0 && <p class="quiet">{t('settings.presets.none')}</p>}
        <ul class="rows">
          {presets.map((preset) => (
            <li key={preset.name}>
              <Link to={pathTo(id, 'design', undefined, { preset: preset.name })}>{preset.name}</Link>
              <button type="button" class="plain danger" onClick={() => change({ presets: removePreset(presets, preset.name) })}>{t('design.preset.remove',
                { name: preset.name })}</button>
            </li>
          ))}
        </ul>
        {fault && <Fault fault={fault} />}
        <div class="actions save-bar">
          <button type="submit" class="main" disabled={isSaving || !isChanged}>{t(isSaving ? 'settings.saving' : 'settings.save')}</button>
          {isChanged && <button type="button" class="plain" onClick={() => setMine(base.settings)}>{t('settings.undo')}</button>}
          {isChanged && <span class="quiet">{t('settings.unsaved')}</span>}
        </div>
      </form>
    </FaultsContext.Provider>
  );
}

function languageName(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
