import { useMemo, useState } from 'preact/hooks';
import { Field, SelectField } from '../../forms/Field';
import { MapView } from '../../map/MapView';
import { loadMap } from '../../plan/model';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Fault, Loading } from '../../shell/States';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import type { AdvancedForm } from './form';
import { showPairs } from './requestToForm';

type Target = 'barriers' | 'links' | 'lockAreas' | 'growthAreas';
const targets = ['lockAreas', 'growthAreas', 'barriers', 'links'] as const;
/** Lists take any number of areas; the others take pairs. */
const isList = (target: Target): boolean => target === 'lockAreas' || target === 'growthAreas';
const nothing: GeoJSON.FeatureCollection<GeoJSON.MultiLineString> = { type: 'FeatureCollection', features: [] };

/** Areas picked on the map, or by their id for the keyboard, and put into a field of the form. */
export default function AreaPicker({ form, change }: { form: AdvancedForm; change: (patch: Partial<AdvancedForm>) => void }) {
  const { id, city } = useCity();
  const asked = useAnswer(`map ${id} ${city?.mapVersion}`, () => loadMap(id, city?.mapVersion));
  const [picked, setPicked] = useState<readonly number[]>([]);
  const [target, setTarget] = useState<Target>('lockAreas');
  const [typed, setTyped] = useState('');
  const map = asked.state === 'ready' ? asked.data : null;
  const ids = picked.map((area) => map?.packed.ids[area] ?? '');
  const painting = useMemo(() => {
    const classOf = new Uint8Array(map?.packed.areas ?? 0);
    for (const area of picked) { classOf[area] = 1; }
    return (theme: 'light' | 'dark') => ({ colours: theme === 'dark' ? ['#1d2a36', '#84b9f5'] : ['#eef1f4', '#2f6ea6'], classOf });
  }, [picked, map]);
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (map === null) { return <Loading />; }

  const toggle = (area: number | null) => {
    if (area === null) { return; }
    const most = isList(target) ? Infinity : 2;
    const next = picked.includes(area) ? picked.filter((other) => other !== area) : [...picked, area].slice(-most);
    setPicked(next);
    announce(say(next.map((one) => map.packed.ids[one] ?? '')));
  };
  const addTyped = () => {
    const area = map.areaOfId.get(typed.trim());
    if (area === undefined) { announce(t('design.pick.unknown', { area: typed })); return; }
    toggle(area);
    setTyped('');
  };
  const use = () => {
    const line = isList(target) ? ids.join(', ') : showPairs([[ids[0] ?? '', ids[1] ?? '']]);
    const before = form[target].trim();
    change({ [target]: before === '' ? line : `${before}${isList(target) ? ', ' : '\n'}${line}` } as Partial<AdvancedForm>);
    setPicked([]);
  };
  const isPair = !isList(target);
  const isUnknown = typed.trim() !== '' && !map.areaOfId.has(typed.trim());
  return (
    <div class="picker">
      <div class="picker-map">
        <MapView areas={map.geojson} box={map.packed.bbox} painting={painting} borders={nothing} labels={[]} chosenBeat={null} chosenArea={null}
          describe={(area) => [map.packed.ids[area] ?? '']} onPick={toggle} />
      </div>
      <p class="hint">{t('design.pick.hint')}</p>
      <div class="pair">
        <SelectField label={t('design.pick.for')} value={target} set={(value) => { setTarget(value as Target); setPicked([]); }}
          options={targets.map((value) => ({ value, label: t(`design.${value}`) }))} />
        <Field label={t('design.pick.search')} hint={isUnknown ? t('design.pick.unknown', { area: typed.trim() }) : undefined}>
          {(ids) => (
            <div class="actions tight">
              <input {...ids} value={typed} autocomplete="off" onInput={(event) => setTyped(event.currentTarget.value)}
                onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); addTyped(); } }} />
              <button type="button" onClick={addTyped} disabled={typed.trim() === '' || isUnknown}>{t('design.pick.add')}</button>
            </div>
          )}
        </Field>
      </div>
      <p>{say(ids)}</p>
      <div class="actions">
        <button type="button" disabled={isPair ? picked.length !== 2 : picked.length === 0} onClick={use}>{t(isPair ? 'design.pick.use.pair'
          : 'design.pick.use.areas')}</button>
        <button type="button" class="plain" disabled={picked.length === 0} onClick={() => setPicked([])}>{t('design.pick.clear')}</button>
      </div>
    </div>
  );
}

function say(ids: readonly string[]): string {
  return ids.length === 0 ? t('design.pick.none') : t('design.pick.picked', { n: ids.length, list: ids.join(', ') });
}
