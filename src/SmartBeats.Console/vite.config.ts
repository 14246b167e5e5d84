import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// The library as it runs in browsers (build.sh), in a folder named by its content; a page without it asks the server instead.
const assets = new URL('public/assets', import.meta.url);
const checker = existsSync(assets) ? readdirSync(assets).find((name) => name.startsWith('checker-')) : undefined;

// Every script and style is a file of its own: the policy of the page allows nothing inline (no 'unsafe-inline', no data: fonts).
export default defineConfig({
  base: '/',
  define: { __CHECKER__: JSON.stringify(checker ? `/assets/${checker}` : '') },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'third-party-licenses.md' },
    chunkSizeWarningLimit: 1200,
  },
  // While developing, the API is the mock (npm run mock) or any `smartbeats serve`.
  server: { proxy: { '/api': { target: process.env['SMARTBEATS_API'] ?? 'http://127.0.0.1:5199', changeOrigin: true } } },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
