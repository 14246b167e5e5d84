import { useEffect, useRef, useState } from 'preact/hooks';
import { cityPath, get } from '../../api/client';
import type { Upload } from '../../api/types';
import '../../forms/forms.css';
import { forgetContext } from '../../map/context';
import { useCity } from '../../shell/city';
import { Link, pathTo } from '../../shell/router';
import { Fault } from '../../shell/States';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import './data.css';
import { DropZone } from './DropZone';
import { ForgetPart } from './ForgetPart';
import { KeptSignals } from './KeptSignals';
import { LoadsPart } from './LoadsPart';
import { QualityPart } from './QualityPart';
import { isUnderWay } from './upload';
import { UploadRow } from './UploadRow';

/** Files in, what became of them, and how good the data is. */
export default function Data() {
  const { id, city, reload, format } = useCity();
  const [round, setRound] = useState(0);
  const asked = useAnswer(`uploads ${id} ${round}`, (signal) => get<{ uploads: Upload[] }>(cityPath(id, 'uploads'), { limit: 20 }, signal));
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [settled, setSettled] = useState(0);
  // Uploads that were over when they were last listed: one that is over sooner than it is first listed counts too.
  const over = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (asked.state !== 'ready') { return; }
    const ended = asked.data.uploads.filter((one) => !isUnderWay(one));
    const finished = over.current ? ended.filter((one) => !over.current!.has(one.upload)) : [];
    over.current = new Set(ended.map((one) => one.upload));
    setUploads(asked.data.uploads);
    if (finished.some((one) => one.status === 'loaded')) {
      forgetContext();
      reload();
      setSettled(settled + 1);
    }
  }, [asked.state, round]);
  const isWaiting = uploads.some((one) => isUnderWay(one) && one.status === 'reading');
  useEffect(() => {
    if (!isWaiting) { return; }
    const timer = setTimeout(() => setRound(round + 1), round < 10 ? 1000 : 3000);
    return () => clearTimeout(timer);
  }, [isWaiting, round, asked.state]);
  const again = () => setRound((before) => before + 1);
  const hasData = !!city?.areas && !!city.calls;
  return (
    <div class="data narrow">
      <h1>{t('data.title')}</h1>
      <p class="lead">{city?.areas ? t('data.has', { areas: t('count.areas', { n: city.areas }), calls: t('count.calls', { n: city.calls ?? 0 }) }) : t('data.empty')}
        {hasData && city?.firstDay && ` ${t('data.days', { first: format.day(city.firstDay), last: format.day(city.lastDay) })}`}</p>
      {hasData && <p><Link to={pathTo(id, 'design')} class="button main">{t('data.next')}</Link></p>}
      <DropZone onSent={again} />
      {asked.state === 'error' && <Fault fault={asked.fault} retry={asked.retry} />}
      {uploads.length > 0 && (
        <section>
          <h2>{t('data.uploads')}</h2>
          <ul class="rows uploads">{uploads.map((one) => <UploadRow key={one.upload} upload={one} onChanged={again} />)}</ul>
        </section>
      )}
      {(city?.areas || city?.calls) ? <QualityPart round={settled} /> : null}
      {(city?.calls || uploads.length > 0) ? <LoadsPart round={settled} onTaken={() => { reload(); setSettled(settled + 1); }} /> : null}
      {city?.areas ? <KeptSignals round={settled} /> : null}
      {city?.calls ? <ForgetPart onForgotten={() => { reload(); setSettled(settled + 1); }} /> : null}
    </div>
  );
}
