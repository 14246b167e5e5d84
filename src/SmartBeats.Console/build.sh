#!/bin/sh
# Builds the page to dist/: packages from the lock file, types checked, files named by their content.
set -eu
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "The page is built with Node 20.19 or later, which is not here: install it from https://nodejs.org." >&2; exit 3; }
npm ci --no-fund --no-audit --loglevel=error
npm run --silent build
