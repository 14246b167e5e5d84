#!/usr/bin/env bash
# Installs what the tests need (idempotent, without asking), builds, checks the formatting and runs every test.
# The last line is "N passed, N failed"; the exit code is 0 only where none failed.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_UI_LANGUAGE=en

say() { printf '\n== %s\n' "$*"; }

install_missing() {
  local packages=()
  while read -r tool package; do
    # Debian keeps the server's binaries of PostgreSQL off the path.
    command -v "$tool" >/dev/null 2>&1 || compgen -G "/usr/lib/postgresql/*/bin/$tool" >/dev/null || packages+=("$package")
  done <<'TOOLS'
ogr2ogr gdal-bin
chromium chromium
pdftotext poppler-utils
initdb postgresql
g++ build-essential
TOOLS
  [ ${#packages[@]} -eq 0 ] && return 0
  say "Installing ${packages[*]}"
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "These tools are missing and there is no apt-get here: install ${packages[*]}, then run again." >&2
    exit 3
  fi
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

require() {
  command -v "$1" >/dev/null 2>&1 || { echo "$1 is missing: $2" >&2; exit 3; }
}

require dotnet "install the .NET 10 SDK."
require npm "install Node.js 20 or newer."
require python3 "install Python 3."
for tool in moto_server cfn-lint aws; do
  require "$tool" 'pip install "moto[server]" cfn-lint awscli'
done
install_missing
say "Restoring npm packages"
for folder in test/web test/console cdk; do
  npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error
done
[ -d ../shared/data ] || say "SHARED DATA MISSING: ../shared/data is not beside this checkout; tests over real cities are skipped"

say "Packing the command, to be tested as it is shipped"
sh src/SmartBeats.Cli/pack.sh linux-x64
export SMARTBEATS_COMMAND="$PWD/out/packed/linux-x64/smartbeats"
"$SMARTBEATS_COMMAND" --version
# Archives for other systems take minutes each and are not run here: sh src/SmartBeats.Cli/release.sh makes them all.
rm -rf out/release
sh src/SmartBeats.Cli/release.sh --packed tool linux-x64
export SMARTBEATS_RELEASE="$PWD/out/release"
say "Packed after $SECONDS s"

say "Building"
dotnet restore SmartBeats.sln --verbosity quiet
dotnet build SmartBeats.sln --configuration Release --no-restore --verbosity quiet
rm -rf out/packages
sh src/SmartBeats.Pipeline/pack.sh --no-build
export SMARTBEATS_PACKAGES="$PWD/out/packages"

status=0
say "Checking the formatting"
dotnet format SmartBeats.sln --verify-no-changes --no-restore --verbosity quiet || { status=1; echo "The formatting differs: run dotnet format SmartBeats.sln." >&2; }

say "Testing"
results=out/test-results
rm -rf "$results"
for project in test/*.Tests test/SmartBeats.Rehearsal; do
  [ -f "$project/$(basename "$project").csproj" ] || continue
  dotnet test "$project" --configuration Release --no-build --verbosity quiet \
    --logger "trx;LogFileName=$(basename "$project").trx" --logger "console;verbosity=minimal" \
    --results-directory "$results" || status=1
done

say "Testing the page"
(cd src/SmartBeats.Console && npx vitest run --reporter=dot --reporter=json --outputFile.json=../../out/test-results/page.json) || status=1
SMARTBEATS="$SMARTBEATS_COMMAND" node --test --test-reporter=spec --test-reporter-destination=stdout \
  --test-reporter=tap --test-reporter-destination="$results/console.tap" test/console/*.test.mjs || status=1

say "Ten slowest tests"
grep -ohP '<UnitTestResult [^>]*' "$results"/*.trx \
  | sed -E 's/.*testName="([^"]*)".*duration="([^"]*)".*/\2 \1/; t; s/.*duration="([^"]*)".*testName="([^"]*)".*/\1 \2/; t; d' \
  | sort -r | sed -n '1,10p' || true

skipped=$(grep -ohP 'outcome="NotExecuted"' "$results"/*.trx | wc -l || true)
[ "$skipped" -eq 0 ] || { say "Skipped: $skipped"; grep -ohP 'SHARED DATA MISSING: [^<]*' "$results"/*.trx | sort | uniq -c; }

sum() { grep -ohP "<Counters [^>]*\b$1=\"\K[0-9]+" "$results"/*.trx | awk '{ n += $1 } END { print n + 0 }'; }
of_page() { python3 -c "import json; print(json.load(open('$results/page.json'))['num$1Tests'])"; }
of_console() { sed -n "s/^# $1 //p" "$results/console.tap"; }
passed=$(( $(sum passed) + $(of_page Passed) + $(of_console pass) ))
failed=$(( $(sum failed) + $(of_page Failed) + $(of_console fail) ))
[ "$passed" -gt 0 ] || status=1
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
exit "$status"
