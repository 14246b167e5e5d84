import { useState } from 'preact/hooks';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';

/** What a press on the map does; the brush's radius in pixels; for groups, which of the map's columns they are told by. */
export interface Tool { kind: (typeof kinds)[number]; radius: number; column?: string }
const kinds = ['click', 'brush', 'rectangle', 'lasso', 'piece', 'group', 'swap', 'lock'] as const;
/** Tools that work by a drag over the map; the others by a press, or Enter under the cross-hair. */
export const isDrawn = (kind: Tool['kind']): kind is 'brush' | 'rectangle' | 'lasso' => kind === 'brush' || kind === 'rectangle' || kind === 'lasso';

interface EditToolsProps {
  hand: DraftInHand; names: string[]; target: string; onTarget: (name: string) => void; tool: Tool; onTool: (tool: Tool) => void;
  columns: string[]; areaOfId: Map<string, number>; onGive: (areas: number[]) => boolean; isPublishing: boolean; isRanked: boolean; onRanked: (is: boolean) => void; onPublish: () => void; onDiscard: () => void;
}
const another = '+';

export function EditTools({ hand, names, target, onTarget, tool, onTool, columns, areaOfId, onGive, isPublishing, isRanked, onRanked, onPublish, onDiscard }: EditToolsProps) {
  const { draft } = hand;
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const makeName = () => {
    const numbers = names.map(Number).filter((number) => Number.isInteger(number));
    return String(Math.max(names.length, ...numbers) + 1);
  };
  const shown = names.includes(target) ? names : [...names, target];
  const giveTyped = (event: SubmitEvent) => {
    event.preventDefault();
    const ids = typed.split(/[\s,]+/).filter(Boolean);
    const strange = ids.filter((id) => !areaOfId.has(id));
    setWrong(strange.length ? t('edit.noArea', { ids: strange.slice(0, 5).join(', ') }) : null);
    if (ids.length && !strange.length && onGive(ids.map((id) => areaOfId.get(id)!))) { setTyped(''); }
  };
  return (
    <div class="edit-tools no-print">
      <label>{t('edit.target')}
        <select value={target} onChange={(event) => onTarget(event.currentTarget.value === another ? makeName() : event.currentTarget.value)}>
          {shown.map((name) => <option key={name} value={name}>{names.includes(name) ? t('plan.beatN', { name }) : t('edit.newBeat', { name })}</option>)}
          <option value={another}>{t('edit.another')}</option>
        </select>
      </label>
      <form class="edit-ids" onSubmit={giveTyped}>
        <label>{t('edit.ids')}
          <input value={typed} onInput={(event) => setTyped(event.currentTarget.value)} aria-invalid={wrong ? 'true' : undefined}
            aria-describedby={wrong ? 'edit-wrong' : undefined} />
        </label>
        <button type="submit" disabled={!typed.trim()}>{t('edit.give')}</button>
        {wrong && <p id="edit-wrong" class="small" role="alert">{wrong}</p>}
      </form>
      <div class="actions">
        <button type="button" disabled={!draft.strokes.length} onClick={hand.undo}>{t('edit.undo')}</button>
        <button type="button" disabled={!draft.undone.length} onClick={hand.redo}>{t('edit.redo')}</button>
        <button type="button" disabled={!draft.strokes.length && !draft.undone.length} onClick={onDiscard}>{t('edit.discard')}</button>
        <button type="button" class="main" disabled={!hand.beats.changed.length || isPublishing} onClick={onPublish}>
          {isPublishing ? t('edit.publishing') : t('edit.publish')}
        </button>
      </div>
      <fieldset class="choices"><legend class="unseen">{t('edit.tool')}</legend>
        {kinds.filter((kind) => kind !== 'group' || columns.length).map((kind) => (
          <button key={kind} type="button" aria-pressed={tool.kind === kind} title={t(`edit.tool.${kind}.what`)}
            onClick={() => onTool({ ...tool, kind, ...(kind === 'group' && { column: tool.column ?? columns[0]! }) })}>{t(`edit.tool.${kind}`)}</button>
        ))}
      </fieldset>
      {tool.kind === 'group' && (
        <label>{t('edit.column')}
          <select value={tool.column} onChange={(event) => onTool({ ...tool, column: event.currentTarget.value })}>
            {columns.map((name) => <option key={name} value={name}>{name}</option>)}
          </select>
        </label>)}
      <p class="small edit-what">{t(`edit.tool.${tool.kind}.what`)}</p>
      <label class="check"><input type="checkbox" checked={isRanked} onChange={(event) => onRanked(event.currentTarget.checked)} />{t('edit.rank')}</label>
    </div>
  );
}
