import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Plan, PlanTable } from '../../api/types';
import { ask, cityPath, newKey, type ApiFault } from '../../api/client';
import { Confirm } from '../../shell/Confirm';
import { Fault } from '../../shell/States';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { asFault } from '../../shell/useAnswer';
import type { AreaMap } from '../../map/AreaMap';
import { MapView } from '../../map/MapView';
import type { Box } from '../../map/packedMap';
import { boxOf, findInside } from '../../map/packedMap';
import { layOut, nameArea, nameOf, type CityMap, type PlanOnMap } from '../../plan/model';
import { paintBeats } from '../../plan/paint';
import { applyStrokes, pieceAround, toDivision, toMoves, type Draft } from '../../plan/draft';
import type { HeldDraft } from '../../plan/keepDraft';
import type { Theirs } from '../../plan/sharedDraft';
import { Conflict } from './Conflict';
import { Snapshots } from './Snapshots';
import { t } from '../../text/t';
import { useSignals } from '../design/useSignals';
import { EditTools, isDrawn, type Tool } from './EditTools';
import { EditSide } from './EditSide';
import { HelpPart, Proposed } from './HelpPart';
import { Guide } from './Guide';
import { StartPart } from './StartPart';
import { useDraft } from './useDraft';
import { useHelp } from './useHelp';

/** Among so many random plans an edited one is ranked where that is asked for. */
const RANK = 200;

interface EditPageProps { planId: string; draftId: string; table: PlanTable; map: CityMap; start: HeldDraft; conflict: Theirs | null }

export function EditPage({ planId, draftId, table, map, start, conflict }: EditPageProps) {
  const { id: city } = useCity();
  const { ids } = map.packed;
  const hand = useDraft({ city, planId, draftId, table, ids, start, conflict });
  const { draft, beats } = hand;
  const [target, setTarget] = useState<string>(beats.names[0]!);
  const [tool, setTool] = useState<Tool>({ kind: 'click', radius: 20 });
  const [look, setLook] = useState<Box | null>(null);
  const [area, setArea] = useState<number | null>(null);
  const help = useHelp(hand);
  const { proposal } = help;
  const columns = useGroups(city, ids.length);
  const [drawn, setDrawn] = useState<AreaMap | null>(null);
  const [asked, setAsked] = useState<'discard' | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const [isRanked, setRanked] = useState(false);

  // A new beat is there once it has an area; until then it is only named.
  const isNew = !beats.names.includes(target) && !applyNames(table, draft).includes(target);
  const parent = useMemo(() => layOut(table, map), [table, map]);
  const lay = (shown: typeof beats) => keepColours(layOut(toDivision(table, shown, ''), map, table.areas.names), parent);
  const laid = useMemo(() => lay(beats), [table, beats, map]);
  // What the engine proposes is seen on the map before anybody takes it.
  const seen = useMemo(() => (proposal?.moves.length ? lay(applyStrokes(table, [...draft.strokes, ...proposal.moves])) : laid), [laid, proposal]);
  const pinned = useMemo(() => new Set([...draft.lockedAreas, ...hand.fixed.areas]), [draft.lockedAreas, hand.fixed]);
  const painting = useMemo(() => {
    const painted = paintBeats(seen).painting;
    const faint = Uint8Array.from(seen.beatOf, (_, index) => Number(pinned.has(index)));
    return (theme: Parameters<typeof painted>[0]) => ({ ...painted(theme), ...(pinned.size && { faint }) });
  }, [seen, pinned]);
  const latest = useRef({ target, isNew, hand, laid, painting });
  latest.current = { target, isNew, hand, laid, painting };
  const give = (areas: number[]) => {
    const now = latest.current;
    return now.hand.take({ areas, beat: now.target, ...(now.isNew && { isNew: true }) });
  };

  // At once, not after the next frame: whoever presses right after choosing a tool draws with it.
  useLayoutEffect(() => {
    if (!drawn) { return; }
    const touched = new Set<number>();
    const show = () => drawn.paint(latest.current.painting('light'));
    drawn.setBrush(!isDrawn(tool.kind) ? null : {
      kind: tool.kind,
      radius: tool.radius,
      onTouch: (areas) => {
        const fresh = areas.filter((one) => !touched.has(one));
        fresh.forEach((one) => touched.add(one));
        const beat = latest.current.laid.beats.findIndex((one) => one.name === latest.current.target);
        drawn.tint(fresh, beat < 0 ? 0 : latest.current.laid.colours[beat]!);
      },
      onEnd: (outline) => {
        const areas = outline.length ? findInside(map.packed, outline) : [...touched];
        touched.clear();
        if (!give(areas)) { void show(); }
      },
      onCancel: () => { touched.clear(); void show(); },
    });
    return () => drawn.setBrush(null);
  }, [drawn, tool]);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !isTyping) {
        event.preventDefault();
        if (event.shiftKey) { latest.current.hand.redo(); } else { latest.current.hand.undo(); }
      } else if ((event.key === '[' || event.key === ']') && !isTyping) {
        setTool((now) => ({ ...now, radius: Math.min(80, Math.max(2, now.radius + (event.key === ']' ? 6 : -6))) }));
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);

  const intent = useMemo(newKey, [draft.strokes, isRanked]);
  const publish = async () => {
    setPublishing(true);
    setFault(null);
    try {
      const body = { moves: toMoves(draft.strokes, ids), ...(isRanked && { rank: RANK }), ...(hand.measured && { callsVersion: hand.measured.callsVersion }) };
      const answer = await ask<Plan>('POST', cityPath(city, 'plans', planId, 'edits'), { body, idempotencyKey: intent });
      hand.discard();
      await hand.flush();
      navigate(pathTo(city, answer.data.status === 'published' ? 'plan' : 'run', answer.data.planId));
    } catch (reason) {
      setFault(asFault(reason));
      setPublishing(false);
    }
  };
  const swapWith = tool.kind === 'swap' ? area : null;
  /** A press on an area, by what the tool does. */
  const press = (index: number) => {
    const nameAt = (one: number) => beats.names[beats.beatOf[one]!]!;
    setArea(tool.kind === 'swap' && swapWith !== null && swapWith !== index ? null : index);
    if (tool.kind === 'lock') { hand.lockAreas([index]); return; }
    if (tool.kind === 'swap') {
      if (swapWith !== null && nameAt(swapWith) !== nameAt(index)) {
        hand.take({ areas: [index], beat: nameAt(swapWith) }, { areas: [swapWith], beat: nameAt(index) });
      }
      return;
    }
    give(tool.kind === 'piece' ? pieceAround((one) => map.packed.neighbour.subarray(map.packed.neighbourOfArea[one], map.packed.neighbourOfArea[one + 1]), beats.beatOf, index)
      : tool.kind === 'group' ? columns.find((column) => column.name === tool.column)?.alike(index) ?? [index] : [index]);
  };
  const describe = (index: number): string[] => {
    const to = laid.beats[laid.beatOf[index]!];
    const load = t('plan.areaLoad', { n: laid.workload[index] ?? 0, unit: table.unit ?? '' });
    return [t('plan.beatN', { name: to?.name ?? '' }), nameArea(laid, index), load];
  };
  const around = useMemo(() => findAround(map, beats, target), [map, beats, target]);
  const targetAt = laid.beats.findIndex((beat) => beat.name === target);
  return (
    <article class="edit" data-kept={hand.isKept} data-sent={hand.isSent} data-checked-by={hand.checkedBy}>
      <header class="edit-head">
        <h1>{t('edit.title')}</h1>
        <p class="quiet small"><span lang="en">{table.headline}</span> <Link to={pathTo(city, 'plan', planId)}>{t('plan.back')}</Link> <Guide /></p>
      </header>
      {hand.conflict && <Conflict hand={hand} planId={planId} theirs={hand.conflict} />}
      <section class="edit-map" aria-label={t('map.title')}>
        <EditTools hand={hand} names={beats.names} target={target} onTarget={setTarget} tool={tool} onTool={(chosen) => { setTool(chosen); setArea(null); }}
          columns={columns.map((column) => column.name)} areaOfId={map.areaOfId} onGive={give} isPublishing={isPublishing} isRanked={isRanked} onRanked={setRanked} onPublish={() => { void publish(); }} onDiscard={() => setAsked('discard')} />
        {fault && <Fault fault={fault} />}
        <Proposed hand={hand} help={help} />
        <div class="edit-canvas sheet-sized">
          <MapView areas={map.geojson} box={map.packed.bbox} painting={painting} borders={seen.borders} labels={seen.labels} ghost={parent.borders}
            chosenBeat={targetAt < 0 ? null : targetAt} chosenArea={area} look={look} describe={describe} onMap={setDrawn}
            onPick={(index) => { if (index !== null) { press(index); } }} />
        </div>
        <p class="quiet small legend">{t('edit.legend')}{pinned.size > 0 && <> {t('edit.pinned', { n: pinned.size })} </>}
          {draft.lockedAreas.length > 0 && <button type="button" onClick={() => hand.lockAreas(draft.lockedAreas)}>{t('edit.unlockAreas')}</button>}
        </p>
        <Snapshots hand={hand} planId={planId} draftId={draftId} />
        <StartPart hand={hand} planId={planId} ids={ids} onBegun={([first]) => { if (first !== undefined) { setTarget(first); } }}
          onShow={(areas) => setLook(boxOf(map.packed, areas))} />
        <HelpPart hand={hand} help={help} names={beats.names} target={target} around={around} />
      </section>
      <EditSide table={table} hand={hand} laid={laid} target={target} onTarget={setTarget} onRepair={() => help.request({ kind: 'repair' })} onShow={(areas) => setLook(boxOf(map.packed, areas))} />
      {asked && <Confirm title={t('edit.discard.sure')} text={t('edit.discard.what')} doing={t('edit.discard')}
        onYes={() => { setAsked(null); hand.discard(); }} onNo={() => setAsked(null)} />}
    </article>
  );
}

/** Names of all beats there were, emptied ones among them: none of them can be made anew. */
const applyNames = (table: PlanTable, draft: Draft): string[] =>
  [...applyStrokes(table, []).names, ...draft.strokes.filter((stroke) => stroke.isNew).map((stroke) => stroke.beat)];

/** Names of the beats that touch one. */
function findAround({ packed }: CityMap, { names, beatOf }: { names: string[]; beatOf: number[] }, target: string): string[] {
  const own = names.indexOf(target);
  const found = new Set<number>();
  beatOf.forEach((beat, area) => {
    if (beat !== own) { return; }
    for (const next of packed.neighbour.subarray(packed.neighbourOfArea[area], packed.neighbourOfArea[area + 1])) { found.add(beatOf[next]!); }
  });
  found.delete(own);
  return [...found].sort((a, b) => a - b).map((beat) => names[beat]!);
}

/** The map's columns by which areas form groups, and the group of an area. */
function useGroups(city: string, areas: number): { name: string; alike: (area: number) => number[] }[] {
  const signals = useSignals(city);
  return useMemo(() => (signals?.columns ?? [])
    .filter(({ values }) => values.length === areas && new Set(values).size > 1 && new Set(values).size < areas)
    .map(({ name, values }) => ({ name, alike: (area) => values.flatMap((value, index) => (value === values[area] && value !== null ? [index] : [])) })), [signals]);
}

/** A beat keeps its colour from stroke to stroke, even where it comes to touch another of the same: the border between them is drawn. */
function keepColours(laid: PlanOnMap, parent: PlanOnMap): PlanOnMap {
  const colourOf = new Map(parent.beats.map((beat, at) => [nameOf(beat), parent.colours[at]!]));
  return { ...laid, colours: Uint8Array.from(laid.beats, (beat, at) => colourOf.get(nameOf(beat)) ?? laid.colours[at]!) };
}
