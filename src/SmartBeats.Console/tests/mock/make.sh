#!/bin/sh
# What the mock serves, made by the real command from samples/. Give another map, calls and number of beats for another city.
set -eu
cd "$(dirname "$0")"
root=../../../..
areas=${1:-$root/samples/city.zip} calls=${2:-$root/samples/calls.csv} beats=${3:-12}
command="dotnet run -c Release --project $root/src/SmartBeats.Cli --"
$command design "$areas" "$calls" --beats "$beats" -o out/first
$command design "$areas" "$calls" --beats "$beats" --goal tightest -o out/second
$command evaluate out/first --areas "$areas" --calls "$calls" --json > out/evaluation.json
