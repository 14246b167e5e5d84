#!/bin/sh
# Packs the command with its page, a folder for each system that is named, to be copied as it is: out/packed/SYSTEM.
#   sh src/SmartBeats.Cli/pack.sh [linux-x64] [linux-x64-v3] [linux-arm64] [win-x64] [osx-arm64]
# linux-x64 where none is named; its -v3 wants a processor of 2013 or later (AVX2). Linux is compiled ahead of time where a
# compiler for it is at hand, everything else is a single file that brings its own .NET (Directory.Build.props).
set -eu
cd "$(dirname "$0")/../.."
command -v dotnet >/dev/null || { echo "dotnet is missing: install the .NET 10 SDK from https://dotnet.microsoft.com." >&2; exit 3; }

pack() {
  system=${1%-v3}
  folder=out/packed/$1
  rm -rf "$folder"
  set -- -c Release -r "$system" -o "$folder" -p:RunAnalyzers=false --verbosity minimal \
    -p:NuGetLockFilePath="obj/$system.lock.json" -p:RestoreLockedMode=false \
    -p:IlcInstructionSet="$([ "$system" = "$1" ] || echo x86-64-v3)"
  dotnet publish src/SmartBeats.Cli "$@"
  cp -r src/SmartBeats.Console/dist "$folder/console"
  cp LICENSE "$folder/LICENSE.txt"
}

for system in "${@:-linux-x64}"; do
  case $system in
    linux-x64 | linux-x64-v3 | linux-arm64 | win-x64 | osx-arm64) ;;
    *) echo "$system is not packed here: linux-x64, linux-x64-v3, linux-arm64, win-x64 or osx-arm64." >&2; exit 2 ;;
  esac
done
sh src/SmartBeats.Console/build.sh
for system in "${@:-linux-x64}"; do
  pack "$system"
done
