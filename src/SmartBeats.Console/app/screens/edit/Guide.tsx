import { useEffect, useRef, useState } from 'preact/hooks';
import { t, type Key } from '../../text/t';

const steps: Key[] = ['edit.guide.start', 'edit.guide.choose', 'edit.guide.paint', 'edit.guide.read', 'edit.guide.apart', 'edit.guide.engine', 'edit.guide.undo', 'edit.guide.publish'];
const keys: [string, Key][] = [
  ['Ctrl+Z', 'edit.undo'], ['Ctrl+Shift+Z', 'edit.redo'], ['[  ]', 'edit.guide.brush'], ['Esc', 'edit.guide.cancel'], ['Enter', 'edit.guide.press'], ['?', 'edit.guide.open'],
];

/** The page's own help: what to do first, and the keys. Opens with ?. */
export function Guide() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
      if (event.key === '?' && !isTyping) {
        event.preventDefault();
        setOpen(true);
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
  useEffect(() => { if (isOpen) { dialog.current?.showModal(); } }, [isOpen]);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" class="no-print" onClick={() => setOpen(true)}>{t('edit.guide')}</button>
      {isOpen && (
        <dialog ref={dialog} class="edit-guide" aria-labelledby="guide-title" onClose={close}>
          <h2 id="guide-title">{t('edit.guide.title')}</h2>
          <ol>{steps.map((step) => <li key={step}>{t(step)}</li>)}</ol>
          <h3>{t('edit.guide.keys')}</h3>
          <dl class="small">{keys.map(([name, what]) => <div key={name}><dt><kbd>{name}</kbd></dt><dd>{t(what)}</dd></div>)}</dl>
          <div class="actions"><button type="button" class="main" onClick={() => dialog.current?.close()}>{t('edit.guide.close')}</button></div>
        </dialog>)}
    </>
  );
}
