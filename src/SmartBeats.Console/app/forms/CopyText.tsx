import { useState } from 'preact/hooks';
import { announce } from '../shell/announce';
import { t } from '../text/t';

/** A text in type of one width, with a button that copies it. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
      announce(t('forms.copied'));
    } catch {
      announce(t('forms.notCopied'));
    }
  };
  return (
    <div class="copy">
      <div class="copy-head"><span>{label}</span><button type="button" class="plain" onClick={copy}>{copied === text ? t('forms.copied')
        : t('forms.copy')}</button></div>
      <pre tabIndex={0} aria-label={label}><code>{text}</code></pre>
    </div>
  );
}
