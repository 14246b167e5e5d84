import type { Measures } from '../api/types';

const metresPerMile = 1609.344;
const missing = '–';

/** Writes figures the reader's way: their language, their units, the city's clock. */
export class Format {
  private readonly writers = new Map<string, Intl.NumberFormat>();

  constructor(readonly locale: string, readonly measures: Measures, readonly timeZone: string | undefined) {}

  number(value: number | null | undefined, digits = 0): string {
    return this.write(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /** A fraction as percent: 0.0123 is 1.23%. */
  percent(fraction: number | null | undefined, digits = 1): string {
    return this.write(fraction, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /** A fraction as percent that says which side it is on: +0.9%. */
  deviation(fraction: number | null | undefined, digits = 2): string {
    return this.write(fraction, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero' });
  }

  /** A number that says which side it is on: +0.9. */
  signed(value: number | null | undefined, digits = 1): string {
    return this.write(value, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero' });
  }

  distance(metres: number | null | undefined, digits = 1): string {
    if (metres === null || metres === undefined) { return missing; }
    return this.measures === 'us' ? `${this.number(metres / metresPerMile, digits)} mi` : `${this.number(metres / 1000, digits)} km`;
  }

  surface(squareKm: number | null | undefined, digits = 2): string {
    if (squareKm === null || squareKm === undefined) { return missing; }
    return this.measures === 'us' ? `${this.number(squareKm * 1e6 / metresPerMile ** 2, digits)} sq mi` : `${this.number(squareKm, digits)} km²`;
  }

  bytes(count: number): string {
    if (count < 1000) { return `${this.number(count)} B`; }
    if (count < 1e6) { return `${this.number(count / 1e3)} KB`; }
    return count < 1e9 ? `${this.number(count / 1e6, 1)} MB` : `${this.number(count / 1e9, 1)} GB`;
  }

  seconds(count: number): string {
    return count < 90 ? `${this.number(Math.max(0, count))} s` : `${this.number(count / 60)} min`;
  }

  /** A moment (UTC, with Z) on the city's clock. */
  moment(utc: string | undefined): string {
    const time = utc ? new Date(utc) : null;
    if (!time || Number.isNaN(time.getTime())) { return utc ?? missing; }
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short', ...(this.timeZone && { timeZone: this.timeZone }) }).format(time);
  }

  /** A day or moment of the city's own clock (no offset): never shifted. */
  day(local: string | null | undefined): string {
    const match = local?.match(/^(\d{4})-(\d\d)-(\d\d)/);
    if (!match) { return local ?? missing; }
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${match[0]}T00:00:00Z`));
  }

  private write(value: number | null | undefined, options: Intl.NumberFormatOptions): string {
    if (value === null || value === undefined || !Number.isFinite(value)) { return missing; }
    // Made once for each way to write: a table of beats asks for hundreds.
    const key = JSON.stringify(options);
    let writer = this.writers.get(key);
    if (!writer) { this.writers.set(key, writer = new Intl.NumberFormat(this.locale, options)); }
    return writer.format(value);
  }
}
