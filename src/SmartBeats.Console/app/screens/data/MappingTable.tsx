import { useState } from 'preact/hooks';
import type { ApiFault } from '../../api/client';
import type { Question } from '../../api/types';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { asFault } from '../../shell/useAnswer';
import { announce } from '../../shell/announce';
import { t } from '../../text/t';
import { DoubtPart } from './DoubtPart';
import { FieldRow } from './FieldRow';
import { keepMapping } from './keepMapping';
import { applyChoice, type CallMapping, fields, findOpen } from './mapping';

/** Which columns the fields of a call come from: what is proposed, every doubt at once, each column with samples; confirmed by a person. */
export function MappingTable({ mapping: asked, onKept }: { mapping: Question; onKept: () => void }) {
  const { id } = useCity();
  const proposal = readProposal(asked.proposal, asked.fingerprint);
  const [mapping, setMapping] = useState<CallMapping>(proposal);
  const [answers, setAnswers] = useState<Record<number, number>>({});
  const [isChecking, setChecking] = useState(false);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const open = findOpen(mapping);
  const shown = fields.filter(({ field }) => showsAll || usual.includes(field) || mapping[field] !== undefined || proposal[field] !== undefined);
  const unanswered = asked.doubts.filter((doubt, i) => doubt.choices.length > 0 && answers[i] === undefined && isStillOpen(mapping, proposal,
    doubt.field)).length;

  const choose = (doubt: number, choice: number) => {
    setAnswers({ ...answers, [doubt]: choice });
    setMapping(applyChoice(mapping, proposal, (asked.doubts[doubt]?.choices[choice]?.set ?? {}) as Partial<CallMapping>));
  };
  const confirm = async () => {
    setChecking(true);
    setFault(null);
    try {
      await keepMapping(id, mapping);
      announce(t('data.mapping.kept'));
      onKept();
    } catch (reason) {
      setFault(asFault(reason));
    } finally {
      setChecking(false);
    }
  };
  return (
    <section class="mapping">
      <h3>{t('data.mapping')}</h3>
      <p>{t('data.mapping.what')}</p>
      {asked.doubts.length > 0 && (
        <div class="doubts">
          {asked.doubts.map((doubt, i) => <DoubtPart key={`${doubt.field} ${doubt.question}`} doubt={doubt} chosen={answers[i]}
            choose={(choice) => choose(i, choice)} />)}
        </div>
      )}
      <div class="scroll">
        <table>
          <caption class="unseen">{t('data.mapping')}</caption>
          <thead><tr><th scope="col">{t('data.mapping.field')}</th><th scope="col">{t('data.mapping.column')}</th></tr></thead>
          <tbody>
            {shown.map(({ field, name, kind }) => (
              <FieldRow key={field} field={field} name={name} kind={kind} mapping={mapping} columns={asked.columns} set={setMapping}
                isOpen={open.includes(field)} reason={asked.fields?.find((one) => one.field === name)?.reason} />
            ))}
          </tbody>
        </table>
      </div>
      {asked.notes?.map((note) => <p key={note} class="note small" lang="en">{note}</p>)}
      {!!asked.unused?.length && <p class="hint">{t('data.mapping.unused', { list: asked.unused.join(', ') })}</p>}
      {shown.length < fields.length && (
        <button type="button" class="plain" onClick={() => setShowsAll(true)}>{t('data.mapping.more', { n: fields.length - shown.length })}</button>
      )}
      {fault && <Fault fault={fault} />}
      {(open.length > 0 || unanswered > 0) && <p class="wrong">{t('data.mapping.open')}</p>}
      <div class="actions">
        <button type="button" class="main" disabled={isChecking || open.length > 0 || unanswered > 0} onClick={confirm}>{t('data.mapping.confirm')}</button>
      </div>
    </section>
  );
}

/** Shown also where the file has nothing for them: requests filter by these. */
const usual: readonly string[] = ['time', 'place', 'eventNumber', 'priority', 'incident', 'disposition'];

/** The proposal as it is, or within a member `mapping` beside its evidence. */
function readProposal(proposal: unknown, fingerprint: string): CallMapping {
  const read = (proposal ?? {}) as Partial<CallMapping> & { mapping?: Partial<CallMapping> };
  return { ...(read.mapping ?? read), fingerprint };
}

/** A doubt is also settled by choosing other columns for its field in the table. */
function isStillOpen(mapping: CallMapping, proposal: CallMapping, name: string): boolean {
  const field = fields.find((entry) => entry.name === name)?.field;
  return field === undefined || JSON.stringify(mapping[field]) === JSON.stringify(proposal[field]);
}
