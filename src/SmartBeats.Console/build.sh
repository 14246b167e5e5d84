#!/bin/sh
# Builds the page to dist/: packages from the lock file, the library for browsers, types checked, files named by their content.
set -eu
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "The page is built with Node 20.19 or later, which is not here: install it from https://nodejs.org." >&2; exit 3; }
command -v dotnet >/dev/null || { echo "dotnet is missing: install the .NET 10 SDK from https://dotnet.microsoft.com." >&2; exit 3; }

# The library is the same source as everywhere; its folder is named by what is in it.
published=../SmartBeats.Browser/bin/page
rm -rf "$published" public/assets/checker-*
dotnet publish ../SmartBeats.Browser -c Release -o "$published" -p:RunAnalyzers=false --verbosity quiet
framework=$published/wwwroot/_framework
name=checker-$(cd "$framework" && cat ./* | sha256sum | cut -c1-12)
mkdir -p public/assets
cp -r "$framework" "public/assets/$name"

npm ci --no-fund --no-audit --loglevel=error
npm run --silent build
