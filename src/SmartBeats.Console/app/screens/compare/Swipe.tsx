import type { ComponentChild, VNode } from 'preact';
import { cloneElement } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AreaMap } from '../../map/AreaMap';
import type { MapViewProps } from '../../map/MapView';
import { t } from '../../text/t';

/** A second map over the first, cut off at a line that a slider moves; both always look at the same place. */
export function Swipe({ main, names, children }: { main: AreaMap; names: [string, string]; children: VNode<MapViewProps> & ComponentChild }) {
  const [share, setShare] = useState(50);
  const [over, setOver] = useState<AreaMap | null>(null);
  const busy = useRef(false);
  useEffect(() => {
    if (!over) { return; }
    const follow = (from: AreaMap, to: AreaMap) => () => {
      if (busy.current) { return; }
      busy.current = true;
      to.map.jumpTo({ center: from.map.getCenter(), zoom: from.map.getZoom() });
      busy.current = false;
    };
    const [there, back] = [follow(main, over), follow(over, main)];
    there();
    main.map.on('move', there);
    over.map.on('move', back);
    return () => { main.map.off('move', there); over.map.off('move', back); };
  }, [main, over]);
  return (
    <>
      <div class="swipe-over" style={{ clipPath: `inset(0 0 0 ${share}%)` }}>{cloneElement(children, { onMap: setOver })}</div>
      <div class="swipe-line" style={{ left: `${share}%` }} aria-hidden="true" />
      <span class="swipe-name swipe-a" aria-hidden="true">{names[0]}</span><span class="swipe-name swipe-b" aria-hidden="true">{names[1]}</span>
      <input class="swipe-slider no-print" type="range" min="0" max="100" value={share} aria-label={t('compare.swipe')}
        onInput={(event) => setShare(Number(event.currentTarget.value))} />
    </>
  );
}
