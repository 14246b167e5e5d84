import { useEffect, useState } from 'preact/hooks';
import type { Comment, Plan } from '../../api/types';
import { addressOf, ApiFault, ask, cityPath, get, newKey, post } from '../../api/client';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { asFault, useAnswer } from '../../shell/useAnswer';
import type { Position } from '../../map/packedMap';
import { nameOf, type PlanOnMap } from '../../plan/model';
import { t } from '../../text/t';

interface CommentsProps {
  plan: Plan; laid: PlanOnMap; beat: number; area: number | null;
  /** Where the map was pressed last, in degrees. */
  point: Position | null;
  onShow: (comment: Comment) => void; onLoaded: (comments: Comment[]) => void;
}
type Pin = 'plan' | 'beat' | 'area' | 'point';

/** All of a plan's comments, page by page. */
export async function loadComments(city: string, planId: string, signal: AbortSignal): Promise<Comment[]> {
  const all: Comment[] = [];
  let after: string | undefined;
  do {
    const answer: { comments: Comment[]; next?: string } = await get(cityPath(city, 'plans', planId, 'comments'), { limit: 100, after }, signal);
    all.push(...answer.comments);
    after = answer.next;
  } while (after);
  return all;
}

/** What people say of the plan: pinned to the whole, a beat, an area or a point of the map; answered, resolved, let through. */
export function Comments({ plan, laid, beat, area, point, onShow, onLoaded }: CommentsProps) {
  const { id: city } = useCity();
  const path = cityPath(city, 'plans', plan.planId, 'comments');
  const [round, setRound] = useState(0);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [answered, setAnswered] = useState<Comment | null>(null);
  const asked = useAnswer(`${path} ${round}`, (signal) => loadComments(city, plan.planId, signal));
  const comments = asked.state === 'ready' ? asked.data : [];
  useEffect(() => { if (asked.state === 'ready') { onLoaded(asked.data); } }, [asked.state === 'ready' && asked.data]);
  const change = async (doing: Promise<unknown>): Promise<boolean> => {
    try {
      await doing;
      setFault(null);
      setRound((now) => now + 1);
      return true;
    } catch (reason) {
      setFault(asFault(reason));
      return false;
    }
  };
  const put = (comment: Comment, body: object) => change(ask('PUT', `${path}/${comment.number}`, { body }));
  const threads = comments.filter((comment) => !comments.some((one) => one.number === comment.answers));
  const row = (comment: Comment) => (
    <Row key={comment.number} comment={comment} onShow={onShow} onPut={(body) => { void put(comment, body); }}
      onRemove={() => { void change(ask('DELETE', `${path}/${comment.number}`)); }} onAnswer={() => setAnswered(comment)}>
      {comments.filter((one) => one.answers === comment.number).map(row)}
    </Row>);
  return (
    <section class="comments">
      <h2>{t('comments.title')}</h2>
      <Write key={answered?.number ?? 0} laid={laid} beat={beat} area={area} pressed={point} answered={answered} onLeave={() => setAnswered(null)}
        onSend={async (body) => {
          const isSent = await change(post(path, body, newKey()));
          if (isSent) { setAnswered(null); }
          return isSent;
        }} />
      {fault && <Fault fault={fault} />}
      {asked.state === 'error' && <Fault fault={asked.fault} retry={asked.retry} />}
      {asked.state === 'ready' && !comments.length && <p class="quiet">{t('comments.none')}</p>}
      <ul class="rows comment-list">{threads.map(row)}</ul>
      {comments.length > 0 && <p><a href={addressOf(path, { form: 'csv' })} download="comments.csv">{t('comments.csv')}</a></p>}
    </section>
  );
}

interface WriteProps {
  laid: PlanOnMap; beat: number; area: number | null; pressed: Position | null; answered: Comment | null; onSend: (body: object) => Promise<boolean>; onLeave: () => void;
}

/** The form; what it can be pinned to is what is chosen on the map. */
function Write({ laid, beat, area, pressed, answered, onSend, onLeave }: WriteProps) {
  const [text, setText] = useState('');
  const [pin, setPin] = useState<Pin>('plan');
  const [point, setPoint] = useState('');
  useEffect(() => { if (pressed) { setPoint(`${pressed[1].toFixed(6)}, ${pressed[0].toFixed(6)}`); } }, [pressed]);
  const beatName = beat >= 0 ? nameOf(laid.beats[beat]) : null;
  const areaId = area === null ? null : laid.city.packed.ids[area]!;
  const [lat, lon] = point.split(/[\s,;]+/).map(Number);
  const able = { plan: true, beat: beatName !== null, area: areaId !== null, point: true }[pin];
  const isPlace = pin !== 'point' || (Number.isFinite(lat) && Number.isFinite(lon) && point.trim() !== '');
  const place = pin === 'beat' ? { beat: beatName } : pin === 'area' ? { area: areaId } : pin === 'point' ? { lon, lat } : null;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const isSent = await onSend({ text, ...(answered ? { answers: answered.number } : place && { on: place }) });
    if (isSent) { setText(''); }
  };
  return (
    <form class="comment-form no-print" onSubmit={(event) => { void send(event); }}>
      <label>{answered ? t('comments.answerTo', { n: answered.number }) : t('comments.yours')}
        <textarea rows={3} maxLength={2000} required value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      {!answered && (
        <label>{t('comments.on')}
          <select value={pin} onChange={(event) => setPin(event.currentTarget.value as Pin)}>
            <option value="plan">{t('comments.on.plan')}</option>
            <option value="beat">{beatName === null ? t('comments.on.chooseBeat') : t('plan.beatN', { name: beatName })}</option>
            <option value="area">{areaId === null ? t('comments.on.chooseArea') : t('plan.areaN', { id: areaId })}</option>
            <option value="point">{t('comments.on.point')}</option>
          </select>
        </label>)}
      {pin === 'point' && !answered && (
        <label>{t('comments.point')}<input value={point} placeholder="33.54, -112.18" onInput={(event) => setPoint(event.currentTarget.value)} /></label>)}
      <div class="actions">
        <button type="submit" disabled={!text.trim() || (!answered && (!able || !isPlace))}>{t('comments.send')}</button>
        {answered && <button type="button" onClick={onLeave}>{t('confirm.no')}</button>}
      </div>
    </form>
  );
}

interface RowProps {
  comment: Comment; children: unknown; onShow: (comment: Comment) => void; onPut: (body: object) => void; onRemove: () => void; onAnswer: () => void;
}

function Row({ comment, children, onShow, onPut, onRemove, onAnswer }: RowProps) {
  const { format } = useCity();
  const on = comment.on;
  const pinned = !on ? '' : on.beat ? t('plan.beatN', { name: on.beat }) : on.area ? t('plan.areaN', { id: on.area }) : `${on.lat}, ${on.lon}`;
  const isWaiting = !comment.shown;
  return (
    <li class={comment.resolved ? 'quiet' : ''} data-comment={comment.number} tabIndex={-1}>
      <div>
        <p class="comment-text">{comment.text}</p>
        <p class="quiet small">
          {[`#${comment.number}`, comment.by ?? t('comments.nobody'), format.moment(comment.at), comment.link ? t('comments.public') : '',
            comment.resolved ? (comment.resolvedBy ? t('comments.resolvedBy', { by: comment.resolvedBy }) : t('comments.resolved')) : ''].filter(Boolean).join(' · ')}
        </p>
        <div class="actions no-print">
          {on && <button type="button" onClick={() => onShow(comment)}>{pinned}</button>}
          {isWaiting && <button type="button" class="main" onClick={() => onPut({ shown: true })}>{t('comments.letThrough')}</button>}
          {comment.link && comment.shown && <button type="button" onClick={() => onPut({ shown: false })}>{t('comments.hide')}</button>}
          <button type="button" onClick={onAnswer}>{t('comments.answer')}</button>
          <button type="button" onClick={() => onPut({ resolved: !comment.resolved })}>{t(comment.resolved ? 'comments.reopen' : 'comments.resolve')}</button>
          <button type="button" class="danger" onClick={onRemove}>{t('comments.remove')}</button>
        </div>
        <ul class="rows">{children as never}</ul>
      </div>
    </li>
  );
}
