import { useEffect, useState } from 'preact/hooks';
import type { Beat, VerbAnswer } from '../../api/types';
import { ApiFault, cityPath, post } from '../../api/client';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Fault, Loading } from '../../shell/States';
import { asFault } from '../../shell/useAnswer';
import { hintOf, readFields, verbs, type Field, type Verb } from '../../plan/verbs';
import { nameOf } from '../../plan/model';
import { t } from '../../text/t';
import { VerbTables } from './VerbTables';

/** What evaluate, staff, schedule and absent say of this plan, run from here with their flags as fields. */
export function People({ planId, beats }: { planId: string; beats: Beat[] }) {
  const [chosen, setChosen] = useState<Verb['id']>('evaluation');
  const verb = verbs.find((one) => one.id === chosen)!;
  return (
    <section>
      <h2>{t('people.title')}</h2>
      <fieldset class="choices no-print"><legend class="unseen">{t('people.question')}</legend>
        {verbs.map((one) => (
          <button key={one.id} type="button" aria-pressed={one.id === chosen} onClick={() => setChosen(one.id)}>{t(`people.${one.id}`)}</button>
        ))}
      </fieldset>
      <p>{t(`people.${chosen}.what`)}</p>
      <VerbForm key={chosen} verb={verb} planId={planId} beats={beats} />
    </section>
  );
}

type Outcome = { state: 'none' } | { state: 'busy' } | { state: 'fault'; fault: ApiFault } | { state: 'done'; answer: VerbAnswer };

function VerbForm({ verb, planId, beats }: { verb: Verb; planId: string; beats: Beat[] }) {
  const { id: city, format } = useCity();
  const [typed, setTyped] = useState<Record<string, string | boolean>>({});
  const [outcome, setOutcome] = useState<Outcome>({ state: 'none' });
  const put = (name: string, value: string | boolean) => setTyped((now) => ({ ...now, [name]: value }));
  const run = async (event: SubmitEvent) => {
    event.preventDefault();
    setOutcome({ state: 'busy' });
    try {
      const answer = await post<VerbAnswer>(cityPath(city, 'plans', planId, verb.id), readFields(verb, typed, format.measures));
      setOutcome({ state: 'done', answer });
      announce(answer.sentences?.[0] ?? t('people.done'));
    } catch (fault) { setOutcome({ state: 'fault', fault: asFault(fault) }); }
  };
  const draw = (field: Field) => <FieldInput key={field.name} field={field} beats={beats} value={typed[field.name]} put={put} />;
  const advanced = verb.fields.filter((field) => field.advanced);
  return (
    <>
      <form class="no-print" onSubmit={run}>
        <div class="fields">{verb.fields.filter((field) => !field.advanced).map(draw)}</div>
        {advanced.length > 0 && <details><summary>{t('people.advanced')}</summary><div class="fields">{advanced.map(draw)}</div></details>}
        <div class="actions"><button type="submit" class="main" disabled={outcome.state === 'busy'}>{t(`people.${verb.id}.run`)}</button></div>
      </form>
      {outcome.state === 'busy' && <Loading what={t('people.busy')} />}
      {outcome.state === 'fault' && <Fault fault={outcome.fault} />}
      {outcome.state === 'done' && <Answer answer={outcome.answer} />}
    </>
  );
}

function Answer({ answer }: { answer: VerbAnswer }) {
  const { numbers = {}, sentences = [], assumptions = [], files = [] } = answer;
  return (
    <div class="answer">
      {sentences.map((sentence) => <p key={sentence} lang="en">{sentence}</p>)}
      {files.length > 0 && <AnswerFiles files={files} />}
      <VerbTables numbers={numbers} />
      <Folded title={t('people.findings')} lines={Array.isArray(numbers['findings']) ? numbers['findings'].map(String) : []} />
      <Folded title={t('people.assumptions')} lines={assumptions} />
    </div>
  );
}

function Folded({ title, lines }: { title: string; lines: string[] }) {
  if (!lines.length) { return null; }
  return <details><summary>{title}</summary><ul class="findings" lang="en">{lines.map((line, index) => <li key={index}>{line}</li>)}</ul></details>;
}

/** The files the verb writes, made here from their text: nothing is kept on the server. */
function AnswerFiles({ files }: { files: NonNullable<VerbAnswer['files']> }) {
  const [links, setLinks] = useState<string[]>([]);
  useEffect(() => {
    const made = files.map((file) => URL.createObjectURL(new Blob([file.text], { type: file.mediaType })));
    setLinks(made);
    return () => made.forEach((link) => URL.revokeObjectURL(link));
  }, [files]);
  const draw = (file: { name: string }) => (
    <li key={file.name}><a href={links[files.findIndex((one) => one.name === file.name)]} download={file.name.split('/').pop()}>{file.name}</a></li>
  );
  const calendars = files.filter((file) => file.name.endsWith('.ics'));
  return (
    <>
      <ul class="files">{files.filter((file) => !file.name.endsWith('.ics')).map(draw)}</ul>
      {calendars.length > 0 && <details><summary>{t('people.calendars', { n: calendars.length })}</summary><ul class="files">{calendars.map(draw)}</ul></details>}
    </>
  );
}

interface FieldInputProps { field: Field; beats: Beat[]; value: string | boolean | undefined; put: (name: string, value: string | boolean) => void }

function FieldInput({ field, beats, value, put }: FieldInputProps) {
  const { format } = useCity();
  const { name, kind, required } = field;
  const hint = hintOf(field, format.measures);
  const text = typeof value === 'string' ? value : '';
  if (kind === 'yes') {
    return <label class="check"><input type="checkbox" checked={value === true} onChange={(event) => put(name, event.currentTarget.checked)} /> {t(field.label)}</label>;
  }
  if (kind === 'choice' || kind === 'beat') {
    const choices = kind === 'beat' ? beats.map((beat) => ({ value: String(beat.beat), label: nameOf(beat) }))
      : field.choices!.map((choice) => ({ value: choice.value, label: t(choice.label) }));
    return (
      <label>{t(field.label)}
        <select value={text || (required ? '' : choices[0]?.value)} required={required} onChange={(event) => put(name, event.currentTarget.value)}>
          {required && <option value="">{t('people.choose')}</option>}
          {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
        </select>
      </label>
    );
  }
  if (kind === 'file') {
    const read = async (file: File | undefined) => put(name, file ? await file.text() : '');
    return <label>{t(field.label)}<input type="file" accept=".csv,text/csv" required={required} onChange={(event) => read(event.currentTarget.files?.[0])} /></label>;
  }
  const unit = kind === 'share' ? ' (%)' : kind === 'speed' ? (format.measures === 'us' ? ' (mph)' : ' (km/h)') : '';
  const number = kind === 'number' || kind === 'share' || kind === 'speed';
  const type = (event: { currentTarget: HTMLInputElement }) => put(name, event.currentTarget.value);
  if (kind === 'date') { return <label>{t(field.label)}<input type="date" required={required} value={text} onInput={type} /></label>; }
  return (
    <label>{t(field.label)}{unit}
      <input type="text" inputMode={number ? 'decimal' : 'text'} {...(number && { pattern: '[0-9]+([.][0-9]+)?' })}
        required={required} value={text} placeholder={hint} autocomplete="off" onInput={type} />
    </label>
  );
}
