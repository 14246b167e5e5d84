import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/t';

/** Asks before something that cannot be undone. Escape and the first button leave everything as it is. */
export function Confirm({ title, text, doing, onYes, onNo }: { title: string; text: string; doing: string; onYes: () => void; onNo: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => { dialog.current?.showModal(); }, []);
  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" onCancel={onNo} onClose={onNo}>
      <h2 id="confirm-title">{title}</h2>
      <p>{text}</p>
      <div class="actions">
        <button type="button" onClick={onNo}>{t('confirm.no')}</button>
        <button type="button" class="danger" onClick={onYes}>{doing}</button>
      </div>
    </dialog>
  );
}
