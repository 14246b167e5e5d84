import { useState } from 'preact/hooks';
import { CopyText } from '../../forms/CopyText';
import { LinesField } from '../../forms/Field';
import { saveText } from '../../forms/files';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import { readPasted, requestToCommand } from './command';
import type { PlanRequest } from './request';

/** The request as JSON and as a command line, to copy; and the way back: paste either. */
export function RequestText({ request, take }: { request: PlanRequest; take: (request: PlanRequest) => void }) {
  const { id } = useCity();
  const [pasted, setPasted] = useState('');
  const [isWrong, setWrong] = useState(false);
  const command = requestToCommand(request, id);
  const apply = () => {
    const read = readPasted(pasted);
    setWrong(read === null);
    if (read !== null) {
      take(read);
      setPasted('');
      announce(t('design.pasted'));
    }
  };
  return (
    <details class="part folded">
      <summary>{t('design.text')}</summary>
      <CopyText label={t('design.json')} text={JSON.stringify(request, null, 2)} />
      <CopyText label={t('design.command')} text={command.text} />
      {command.requestFile !== null && (
        <p class="hint">{t('design.command.file')} <button type="button" onClick={() => saveText('request.json', command.requestFile ?? '',
          'application/json')}>
          {t('design.command.save')}</button></p>
      )}
      <p class="hint">{t('design.command.workspace')}</p>
      <LinesField label={t('design.paste')} hint={t('design.paste.hint')} value={pasted} set={setPasted} />
      {isWrong && <p class="wrong" role="alert">{t('design.paste.wrong')}</p>}
      <div class="actions"><button type="button" disabled={pasted.trim() === ''} onClick={apply}>{t('design.paste.apply')}</button></div>
    </details>
  );
}
