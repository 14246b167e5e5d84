import { useEffect } from 'preact/hooks';
import type { Plan } from '../../api/types';
import { cityPath, get } from '../../api/client';
import { Empty, Fault, Loading } from '../../shell/States';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { useAnswer } from '../../shell/useAnswer';
import { fits, loadMap, loadTable } from '../../plan/model';
import { findDraft } from '../../plan/keepDraft';
import { t } from '../../text/t';
import type { ScreenProps } from '..';
import { EditPage } from './EditPage';
import './edit.css';

/** A plan under a person's hand: /edit/PLAN. Without an id, there is nothing to edit. */
export default function EditScreen({ id }: ScreenProps) {
  const { id: city } = useCity();
  useEffect(() => { if (!id) { navigate(pathTo(city, 'plan'), true); } }, [id]);
  return id ? <OnePlan key={id} id={id} /> : <Loading />;
}

function OnePlan({ id }: { id: string }) {
  const { id: city, city: counts } = useCity();
  const asked = useAnswer(`${city} ${id}`, async (signal) => {
    const plan = await get<Plan>(cityPath(city, 'plans', id), {}, signal);
    if (plan.status !== 'published') { return null; }
    const [table, map, draft] = await Promise.all([loadTable(city, id), loadMap(city, counts?.mapVersion), findDraft(city, id)]);
    return { table, draft, map: fits(table, map) && table.areas.workload ? map : null };
  });
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (asked.state === 'loading') { return <Loading what={t('plan.loading')} />; }
  const back = <Link class="button main" to={pathTo(city, 'plan', id)}>{t('plan.back')}</Link>;
  if (!asked.data) { return <Empty title={t('edit.notYet')}>{back}</Empty>; }
  if (!asked.data.map) { return <Empty title={t('edit.unable')}><p>{t('edit.unable.what')}</p>{back}</Empty>; }
  return <EditPage planId={id} table={asked.data.table} map={asked.data.map} start={asked.data.draft} />;
}
