import { useMemo, useState } from 'preact/hooks';
import type { Resolution } from '../../api/types';
import { cityPath, get } from '../../api/client';
import { useCity } from '../../shell/city';
import { useAnswer, type Asked } from '../../shell/useAnswer';
import type { PlanOnMap } from '../../plan/model';
import { isShare, paintBeats, paintShare, paintWorkload, type Painted, type View } from '../../plan/paint';
import { t } from '../../text/t';

export interface PaintingInView {
  painted: Painted; asked: Asked<Resolution | null> & { retry: () => void }; resolution: Resolution | null;
  value: number; setValue: (value: number) => void; by: 'beat' | 'area'; setBy: (by: 'beat' | 'area') => void;
  describe?: (area: number) => string[];
}

/** The code with the city's own word for it, where it has one. */
export function labelOf({ value, label }: Resolution['values'][number]): string {
  return value && label && label !== value ? `${value} ${label}` : label ?? value ?? '';
}

/** What the map is coloured by, with what had to be asked for it. */
export function usePainting(laid: PlanOnMap, planId: string, view: View): PaintingInView {
  const { id: city, format } = useCity();
  const [value, setValue] = useState(0);
  const [by, setBy] = useState<'beat' | 'area'>('beat');
  const shares = isShare(view);
  const asked = useAnswer<Resolution | null>(shares ? `${planId} ${view}` : null,
    (signal) => get<Resolution>(cityPath(city, 'plans', planId, 'resolution'), { by: view }, signal));
  const resolution = shares && asked.state === 'ready' ? asked.data : null;
  const chosen = resolution && value < resolution.values.length ? value : 0;
  const painted = useMemo(() => {
    if (view === 'workload') { return paintWorkload(laid); }
    return resolution?.values.length ? paintShare(laid, resolution, chosen, by) : paintBeats(laid);
  }, [laid, view, resolution, chosen, by]);
  const rows = useMemo(() => new Map(resolution?.areas.map((row) => [row.area, row])), [resolution]);
  const describe = (area: number): string[] => {
    if (view === 'workload') { return [t('plan.areaWorkload', { amount: format.number(laid.workload[area], 0) })]; }
    const row = rows.get(area);
    const kind = resolution?.values[chosen];
    if (!row || !kind || row.calls === 0) { return []; }
    return [t('plan.areaShare', { share: format.percent((row.counts[chosen] ?? 0) / row.calls, 0), label: labelOf(kind), n: row.calls })];
  };
  return { painted, asked, resolution, value: chosen, setValue, by, setBy, ...(view !== 'beats' && { describe }) };
}
