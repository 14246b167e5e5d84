import type { Comment } from '../../api/types';
import { boxOf, type Box, type Position } from '../../map/packedMap';
import type { Pin } from '../../map/pins';
import { nameOf, type PlanOnMap } from '../../plan/model';

/** Where comments are pinned: at their point, in the middle of their area, or by their beat's name. Those on the whole plan have no place. */
export function placePins(comments: Comment[], laid: PlanOnMap): Pin[] {
  return comments.flatMap((comment) => {
    const at = placeOf(comment, laid);
    return at ? [{ key: comment.number, at, isDone: comment.resolved ?? false, isLifted: comment.on?.beat !== undefined }] : [];
  });
}

function placeOf({ on }: Comment, laid: PlanOnMap): Position | null {
  if (on?.lon !== undefined && on.lat !== undefined) { return [on.lon, on.lat]; }
  if (on?.area !== undefined) {
    const index = laid.city.areaOfId.get(on.area);
    return index === undefined ? null : middleOf(boxOf(laid.city.packed, [index]));
  }
  const beat = on?.beat === undefined ? -1 : laid.beats.findIndex((one) => nameOf(one) === on.beat);
  return beat < 0 ? null : laid.labels.find((label) => label.text === on!.beat)?.at ?? middleOf(boxOf(laid.city.packed, laid.areasOf[beat]!));
}

const middleOf = (box: Box | null): Position | null => (box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : null);

/** Brings a comment of the list before the reader. */
export function focusComment(number: number): void {
  const row = document.querySelector<HTMLElement>(`[data-comment="${number}"]`);
  row?.scrollIntoView({ block: 'center' });
  row?.focus();
}
