import { t } from '../text/t';

/** What is shown in the page's place where nobody came in. */
export function SignInFault() {
  return (
    <main id="content">
      <h1>{t('app.signIn.failed')}</h1>
      <p>{t('app.signIn.failed.what')}</p>
      <p><a class="button" href="/">{t('app.signIn.again')}</a></p>
    </main>
  );
}
