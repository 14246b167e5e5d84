import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useCity } from '../../shell/city';
import { nameOf, type PlanOnMap } from '../../plan/model';
import { t } from '../../text/t';

interface AreaListProps { laid: PlanOnMap; beat: number; area: number | null; onChoose: (area: number) => void }

/** The areas of a beat, heaviest first, for those who do not use the canvas: arrows move the active one, Enter shows it. */
export function AreaList({ laid, beat, area, onChoose }: AreaListProps) {
  const { format } = useCity();
  const { workload } = laid;
  const areas = useMemo(() => [...laid.areasOf[beat]!].sort((a, b) => (workload[b] ?? 0) - (workload[a] ?? 0) || a - b), [laid, beat]);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { setActive(Math.max(0, area === null ? 0 : areas.indexOf(area))); }, [area, areas]);
  useEffect(() => {
    const box = list.current;
    const item = box?.children[active] as HTMLElement | undefined;
    if (box && item) { box.scrollTop = Math.min(item.offsetTop, Math.max(box.scrollTop, item.offsetTop + item.offsetHeight - box.clientHeight)); }
  }, [active]);
  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -areas.length, End: areas.length }[event.key];
    if (by) { setActive((now) => Math.min(areas.length - 1, Math.max(0, now + by))); } else if (event.key === 'Enter' || event.key === ' ') {
      onChoose(areas[active]!);
    } else { return; }
    event.preventDefault();
  };
  const title = t('plan.areasOf', { name: nameOf(laid.beats[beat]), n: areas.length });
  return (
    <section class="no-print">
      <h2 id="areas-title">{title}</h2>
      <ul ref={list} class="areas" role="listbox" tabIndex={0} aria-labelledby="areas-title" aria-activedescendant={`area-${areas[active] ?? 0}`} onKeyDown={move}>
        {areas.map((one, index) => (
          <li key={one} id={`area-${one}`} role="option" aria-selected={one === area} class={index === active ? 'active' : undefined} onClick={() => onChoose(one)}>
            <span>{laid.city.packed.ids[one]}{laid.names[one] && <span class="quiet"> {laid.names[one]}</span>}</span><span class="number">{format.number(workload[one])}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
