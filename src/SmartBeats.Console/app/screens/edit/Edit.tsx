import { useEffect } from 'preact/hooks';
import type { Plan } from '../../api/types';
import { cityPath, get } from '../../api/client';
import { Empty, Fault, Loading } from '../../shell/States';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { useAnswer } from '../../shell/useAnswer';
import { fits, loadMap, loadTable } from '../../plan/model';
import { findDraft } from '../../plan/keepDraft';
import { choose, readTheirs } from '../../plan/sharedDraft';
import { t } from '../../text/t';
import type { ScreenProps } from '..';
import { EditPage } from './EditPage';
import './edit.css';

/** A plan under a person's hand: /edit/PLAN. Without an id, there is nothing to edit. */
export default function EditScreen({ id, query }: ScreenProps) {
  const { id: city } = useCity();
  useEffect(() => { if (!id) { navigate(pathTo(city, 'plan'), true); } }, [id]);
  const number = query.get('draft');
  const draftId = id && number ? `${id}.${number}` : id;
  return id && draftId ? <OnePlan key={draftId} id={id} draftId={draftId} /> : <Loading />;
}

function OnePlan({ id, draftId }: { id: string; draftId: string }) {
  const { id: city, city: counts } = useCity();
  const asked = useAnswer(`${city} ${draftId}`, async (signal) => {
    const plan = await get<Plan>(cityPath(city, 'plans', id), {}, signal);
    if (plan.status !== 'published') { return null; }
    const [table, map, mine, theirs] = await Promise.all([
      loadTable(city, id), loadMap(city, counts?.mapVersion), findDraft(city, draftId), readTheirs(city, draftId)]);
    return { table, ...choose(mine, theirs), map: fits(table, map) && table.areas.workload ? map : null };
  });
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (asked.state === 'loading') { return <Loading what={t('plan.loading')} />; }
  const back = <Link class="button main" to={pathTo(city, 'plan', id)}>{t('plan.back')}</Link>;
  if (!asked.data) { return <Empty title={t('edit.notYet')}>{back}</Empty>; }
  if (!asked.data.map) { return <Empty title={t('edit.unable')}><p>{t('edit.unable.what')}</p>{back}</Empty>; }
  const { table, map, held, conflict } = asked.data;
  return <EditPage planId={id} draftId={draftId} table={table} map={map} start={held} conflict={conflict} />;
}
