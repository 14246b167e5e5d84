import type { ComponentChildren } from 'preact';
import type { ApiFault } from '../api/client';
import { t } from '../text/t';

/** Nothing is here yet: what it would be and the one thing to do next. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return <section class="state"><h2>{title}</h2>{children}</section>;
}

export function Loading({ what }: { what?: string }) {
  return <p class="state loading" role="status">{what ?? t('state.loading')}</p>;
}

/** A fault in the API's own words, with what can be done. */
export function Fault({ fault, retry }: { fault: ApiFault; retry?: () => void }) {
  return (
    <section class="state fault" role="alert">
      <h2>{fault.offline ? t('state.offline') : t('state.fault')}</h2>
      <p lang={fault.offline ? undefined : 'en'}>{fault.offline ? t('state.offline.what') : fault.message}</p>
      {Object.keys(fault.errors).length > 1 && Object.entries(fault.errors).map(([field, texts]) => <p key={field} lang="en"><strong>{field}</strong> {texts.join(' ')}</p>)}
      {retry && <button type="button" onClick={retry}>{t('state.retry')}</button>}
    </section>
  );
}
