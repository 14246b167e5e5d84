#!/bin/sh
# Makes the files of a release in out/release: a package for "dotnet tool install", an archive for each system, and beside
# them what is in them (CycloneDX) and their SHA-256 sums.
#   sh src/SmartBeats.Cli/release.sh [tool] [linux-x64] [linux-arm64] [win-x64] [osx-arm64]
# All of them where none is named. Archives hold the folders that pack.sh packs; what is packed already is taken with --packed.
set -eu
cd "$(dirname "$0")/../.."
command -v python3 >/dev/null || { echo "python3 is missing: it writes the list of what is shipped." >&2; exit 3; }
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
is_packed=no
if [ "${1:-}" = --packed ]; then
  is_packed=yes
  shift
fi
[ $# -gt 0 ] || set -- tool linux-x64 linux-arm64 win-x64 osx-arm64
release=out/release
mkdir -p "$release"

for what in "$@"; do
  case $what in
    tool)
      [ $is_packed = yes ] && [ -d src/SmartBeats.Console/dist ] || sh src/SmartBeats.Console/build.sh
      dotnet pack src/SmartBeats.Cli -c Release -o "$release" -p:PackConsole=true -p:RunAnalyzers=false --verbosity quiet
      ;;
    linux-x64 | linux-arm64 | win-x64 | osx-arm64)
      [ $is_packed = yes ] && [ -d "out/packed/$what" ] || sh src/SmartBeats.Cli/pack.sh "$what"
      name=smartbeats-$version-$what
      rm -rf "out/$name"
      cp -r "out/packed/$what" "out/$name"
      # An archive of the same files is the same bytes: names in order, and one time for all.
      case $what in
        win-x64) (cd out && python3 ../src/SmartBeats.Cli/archive.py "$name" "release/$name.zip") ;;
        *) tar -C out --sort=name --mtime=@315532800 --owner=0 --group=0 --numeric-owner -cf - "$name" | gzip -9n > "$release/$name.tar.gz" ;;
      esac
      rm -rf "out/$name"
      ;;
    *)
      echo "$what is not released: tool, linux-x64, linux-arm64, win-x64 or osx-arm64." >&2
      exit 2
      ;;
  esac
done

python3 src/SmartBeats.Cli/sbom.py "$version" > "$release/smartbeats-$version.cdx.json"
(cd "$release" && ls | grep -v SHA256SUMS | LC_ALL=C sort | xargs sha256sum > SHA256SUMS && cat SHA256SUMS)
