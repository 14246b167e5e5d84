/** A number as people type it: "1,500", "1 500", "0.5", "0,5". Null for anything else. */
export function readNumber(text: string): number | null {
  const bare = text.trim().replace(/[\s\u00a0\u202f]/g, '');
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replace(/,/g, '') : bare.replace(/^(-?\d*),(\d+)$/, '$1.$2');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

/** What is no number goes on as it was typed: the server says what is wrong with it, beside the field. */
export function numberOrText(text: string): number | string {
  return readNumber(text) ?? text.trim();
}

/** Percent as typed to a fraction: "1" is 0.01, "0.7 %" is 0.007, without the noise of binary fractions. */
export function percentToShare(text: string): number | string {
  const number = readNumber(text.replace(/%\s*$/, ''));
  return number === null ? text.trim() : tidy(number / 100);
}

/** A fraction to percent as it is typed: 0.01 is "1". */
export function shareToPercent(share: number | string | null | undefined): string {
  if (share === null || share === undefined) { return ''; }
  return typeof share === 'number' ? String(tidy(share * 100)) : share;
}

/** The entries of a list typed with commas, semicolons or line ends, blanks cut. */
export function splitList(text: string): string[] {
  return text.split(/[,;\n\t]/).map((part) => part.trim()).filter((part) => part !== '');
}

function tidy(number: number): number {
  return Number(number.toPrecision(12));
}
