#!/usr/bin/env bash
# The cloud on this machine: drops the sample files into the bucket, starts a generation through the API, follows it,
# prints the e-mail. With --keep everything stays up afterwards, for aws --endpoint-url and curl, until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_UI_LANGUAGE=en
for tool in dotnet node python3 moto_server; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing: the README's prerequisites say where it comes from; bash test/run.sh installs what apt has." >&2; exit 3; }
done
[ -d test/web/node_modules/oidc-provider ] || npm ci --prefix test/web --no-audit --no-fund --loglevel=error
dotnet build test/SmartBeats.Rehearsal --configuration Release --verbosity quiet
exec dotnet test/SmartBeats.Rehearsal/bin/Release/net10.0/SmartBeats.Rehearsal.dll "$@"
