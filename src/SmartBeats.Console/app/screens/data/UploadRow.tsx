import { cityPath, get } from '../../api/client';
import type { Upload } from '../../api/types';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { MappingTable } from './MappingTable';
import { type LoadReport, readCounts } from './report';
import { isUnderWay } from './upload';

/** One file: what it was recognised as, how far it is, what was loaded and what was not, and the questions it leaves. */
export function UploadRow({ upload: listed, onChanged }: { upload: Upload; onChanged: () => void }) {
  const { id, format } = useCity();
  // Lists leave out reports and questions: each file is asked for its own once it is settled.
  const key = isUnderWay(listed) ? null : `upload ${listed.upload} ${listed.status}`;
  const asked = useAnswer(key, (signal) => get<Upload>(cityPath(id, 'uploads', listed.upload), {}, signal));
  const upload = asked.state === 'ready' ? asked.data : listed;
  const report = { ...upload.report, ...upload.calls, ...upload.map, ...upload.context, ...upload.signalLayer } as LoadReport;
  return (
    <li class="upload" data-status={upload.status}>
      <div class="upload-head">
        <strong>{upload.fileName}</strong>
        <span>{t(`data.kind.${upload.kind ?? 'unknown'}`)}</span>
        <span class="status">{t(`data.status.${upload.status}`)}</span>
        {upload.received && <span class="quiet small">{format.moment(upload.received)}</span>}
      </div>
      {upload.status === 'reading' && <progress aria-label={t('data.status.reading')} max={1} value={upload.progress} />}
      {upload.message && <p class={upload.status === 'refused' ? 'alarm' : ''} role={upload.status === 'refused' ? 'alert' : undefined} lang="en">{upload.message}</p>}
      {upload.remedy && <p lang="en">{upload.remedy}</p>}
      {asked.state === 'error' && <Fault fault={asked.fault} retry={asked.retry} />}
      {upload.status === 'needs-mapping' && upload.mapping && <MappingTable mapping={upload.mapping} onKept={onChanged} />}
      {upload.context && <p>{t('data.shows.loaded', { n: upload.context.features, named: format.number(upload.context.named), what: t(`data.shows.${upload.context.shows}`) })}</p>}
      {upload.signalLayer && <p>{t('data.signal.loaded', { name: upload.signalLayer.name, n: format.number(upload.signalLayer.total), unit: upload.signalLayer.unit })}</p>}
      <ReportPart report={report} isTrial={upload.status === 'checked'} />
      {upload.rejected && <a class="button" href={hrefOf(upload.rejected)} download="rejected.csv">{t('data.rejected.download')}</a>}
    </li>
  );
}

function ReportPart({ report, isTrial }: { report: LoadReport; isTrial: boolean }) {
  const { format } = useCity();
  const counts = readCounts(report);
  if (counts.length === 0 && !report.notes?.length) { return null; }
  return (
    <>
      {isTrial && <p class="told">{t('data.trial.what')}</p>}
      <dl class="counts">
        {counts.map(({ count, value }) => <div key={count}><dt>{t(`data.count.${count}`)}</dt><dd>{format.number(value)}</dd></div>)}
      </dl>
      {report.first && <p class="quiet small">{t('data.period', { first: format.day(report.first), last: format.day(report.last ?? undefined) })}</p>}
      {!!report.rejectedByReason?.length && (
        <table>
          <caption>{t('data.rejected')}</caption>
          <thead><tr><th scope="col">{t('data.rejected.reason')}</th><th scope="col" class="number">{t('data.rejected.rows')}</th><th scope="col"
            class="number">{t('data.rejected.line')}</th></tr></thead>
          <tbody>
            {report.rejectedByReason.map((one) => (
              <tr key={one.reason}><td lang="en">{one.reason}</td><td class="number">{format.number(one.rows)}</td><td
                class="number">{format.number(one.firstLine)}</td></tr>
            ))}
          </tbody>
        </table>
      )}
      {report.notes?.map((note) => <p key={note} class="note small" lang="en">{note}</p>)}
    </>
  );
}

/** A link of the API leads to this origin; the cloud's lead to the bucket, and anything else nowhere. */
function hrefOf(link: string): string | undefined {
  if (link.startsWith('https://')) { return link; }
  return link.startsWith('/') ? `/api${link.replace(/^\/api/, '')}` : undefined;
}
