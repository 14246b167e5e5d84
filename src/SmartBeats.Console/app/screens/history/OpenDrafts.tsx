import type { KeptDraft } from '../../api/types';
import { cityPath, get } from '../../api/client';
import { useCity } from '../../shell/city';
import { Link, pathTo } from '../../shell/router';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';

/** Drafts that somebody is at, each a way back into it; of one plan where it is named. Nothing where there is none. */
export function OpenDrafts({ title, isShown = () => true }: { title: string; isShown?: (draft: KeptDraft) => boolean }) {
  const { id: city, format } = useCity();
  const asked = useAnswer(`drafts of ${city}`, (signal) => get<{ drafts: KeptDraft[] }>(cityPath(city, 'drafts'), { limit: 100 }, signal));
  const drafts = asked.state === 'ready' ? asked.data.drafts.filter((one) => one.strokes > 0 && isShown(one)) : [];
  if (!drafts.length) { return null; }
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul class="rows">
        {drafts.map((one) => {
          const number = one.id?.split('.')[1];
          const who = one.by ?? t('edit.conflict.somebody');
          return (
            <li key={one.id}>
              <Link to={pathTo(city, 'edit', one.planId, number ? { draft: number } : {})}>
                {t('edit.otherDraft', { when: format.moment(one.saved), who, n: one.strokes })}</Link>
            </li>);
        })}
      </ul>
    </section>
  );
}
