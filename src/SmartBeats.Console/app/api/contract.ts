import type { components } from './openapi';
import type * as page from './types';

type Schemas = components['schemas'];
/** Does not compile where an answer of the API is not what the page takes it for. */
type Agrees<Page, Api extends Page> = [Page, Api];

/** The page's types against those generated from src/SmartBeats.Api/openapi.json (npm run types). */
export type Contract = [
  Agrees<page.Me, Schemas['Caller']>, Agrees<page.City, Schemas['City']>, Agrees<page.Settings, Schemas['Settings']>,
  Agrees<page.PlanRow, Schemas['ListedPlan']>, Agrees<page.Plan, Schemas['Plan']>, Agrees<page.PlanTable, Schemas['PlanTable']>,
  Agrees<page.Resolution, Schemas['Resolution']>, Agrees<page.Comparison, Schemas['Comparison']>, Agrees<page.Where, Schemas['Place']>,
  Agrees<page.VerbAnswer, Schemas['DutyAnswer']>, Agrees<page.ShortLink, Schemas['Link']>, Agrees<page.CallsSummary, Schemas['CallSummary']>,
  Agrees<page.Upload, Schemas['Upload']>, Agrees<page.Context, Schemas['Context']>, Agrees<page.Adopted, Schemas['Adopted']>,
  Agrees<page.Verdict, Schemas['Verdict']>, Agrees<page.Backtest, Schemas['Backtest']>, Agrees<page.GrowthRead, Schemas['GrowthRead']>,
  Agrees<page.DraftMeasures, Schemas['Draft']>, Agrees<page.Move, Schemas['Move']>, Agrees<page.KeptDraft, Schemas['KeptDraft']>,
];
