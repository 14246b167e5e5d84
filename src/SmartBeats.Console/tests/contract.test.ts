import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

it('openapi.ts is what src/SmartBeats.Api/openapi.json says now (else: npm run types)', async () => {
  const made = astToString(await openapiTS(new URL('../../SmartBeats.Api/openapi.json', import.meta.url)));
  expect(readFileSync(new URL('../app/api/openapi.ts', import.meta.url), 'utf8')).toContain(made.trim());
});
