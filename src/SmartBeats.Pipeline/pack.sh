#!/bin/sh
#   sh src/SmartBeats.Pipeline/pack.sh [--no-build]
# Makes the library's packages in out/packages: SmartBeats.Pipeline, with the door Beats.DesignAsync, and the two it stands on.
set -eu
cd "$(dirname "$0")/../.."
for project in SmartBeats SmartBeats.Formats SmartBeats.Pipeline; do
  dotnet pack "src/$project" -c Release -o out/packages -p:RunAnalyzers=false --verbosity quiet "$@"
done
ls out/packages
