import { useState } from 'preact/hooks';
import type { ShortLink } from '../../api/types';
import { ApiFault, ask, cityPath, get, newKey, post } from '../../api/client';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { asFault, useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';

/** Links that open a file of the plan for who has them, until they expire or are taken back. */
export function Links({ planId, files }: { planId: string; files: string[] }) {
  const { id: city, format } = useCity();
  const path = cityPath(city, 'plans', planId, 'links');
  const [round, setRound] = useState(0);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const asked = useAnswer(`${path} ${round}`, (signal) => get<{ links: ShortLink[] }>(path, {}, signal));
  const change = async (doing: Promise<unknown>) => {
    try { await doing; setFault(null); setRound((now) => now + 1); } catch (reason) { setFault(asFault(reason)); }
  };
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void change(post(path, { file: String(form.get('file')), days: Number(form.get('days')), ...(form.get('comments') && { comments: true }) }, newKey()));
  };
  const links = asked.state === 'ready' ? asked.data.links.filter((link) => !link.expired) : [];
  return (
    <section class="no-print">
      <h3>{t('links.title')}</h3>
      <form class="actions" onSubmit={add}>
        <label class="inline">{t('links.file')}<select name="file">{files.map((name) => <option key={name} selected={name === 'map.html'}>{name}</option>)}</select></label>
        <label class="inline">{t('links.days')}<input name="days" type="number" min="1" max="365" value="7" required /></label>
        <label class="inline"><input name="comments" type="checkbox" />{t('links.comments')}</label>
        <button type="submit">{t('links.make')}</button>
      </form>
      {fault && <Fault fault={fault} />}
      <ul class="rows">
        {links.map((link) => (
          <li key={link.token}>
            <a href={link.url}>{link.file}</a><code class="small">{new URL(link.comments ?? link.url, location.href).href}</code>
            {link.comments && <span class="small">{t('links.takesComments')}</span>}
            <span class="quiet small">{t('links.until', { when: format.moment(link.expires) })}</span>
            <button type="button" class="danger" onClick={() => change(ask('DELETE', `${path}/${encodeURIComponent(link.token)}`))}>{t('links.end')}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}
