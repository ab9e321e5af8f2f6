#!/usr/bin/env bash
# Compiles the built service, its libraries and our test assemblies to machine code, in place, as the image's are: most
# of what a short test costs is the just-in-time compiler. The next build that changes one puts its own there again.
# Only for Linux on x64; elsewhere everything stays as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ "$(uname -sm)" = "Linux x86_64" ] || { echo "Not on this kind of machine."; exit; }
version=$(grep -o 'Crossgen2[^>]*Version="\[[0-9.]*' tests/ElasticAccess.TestSupport/*.csproj | grep -o '[0-9.]*$')
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
compiler=${packages%/}/microsoft.netcore.app.crossgen2.linux-x64/$version/tools/crossgen2
runtimes=$(dotnet --list-runtimes | grep -E '^Microsoft\.(NETCore|AspNetCore)\.App 10\.' | sed -E 's/^([^ ]*) ([^ ]*) \[(.*)\]$/\3\/\2/')
folders=(src/ElasticAccess.Api/bin/Release/net10.0 tests/*/bin/Release/net10.0)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# compile FILE: once for all folders that hold the same, into the file named by its content.
compile() {
  local references=(-r "$(dirname "$1")/*.dll") runtime
  for runtime in $runtimes; do
    references+=(-r "$runtime/*.dll")
  done
  "$compiler" "$1" -o "$made/$2" "${references[@]}" --targetos linux --targetarch x64 -O >"$made/$2.log" 2>&1 \
    || { cat "$made/$2.log"; return 1; }
}

# Ours, and whatever the service brings along; the charts are drawn on few pages.
ours() {
  (cd src/ElasticAccess.Api/bin/Release/net10.0 && ls -- *.dll | grep -v -E '^(Radzen|Microsoft\.Extensions\.AI|System\.)')
  find tests -path '*/bin/Release/net10.0/ElasticAccess.*.dll' -printf '%f\n'
}

names=$(ours | sort -u)
files=$(for folder in "${folders[@]}"; do for name in $names; do
  [ ! -f "$folder/$name" ] || echo "$folder/$name"
done; done)
sums=$(xargs -r sha256sum <<<"$files")
export compiler runtimes made
export -f compile
sort -u -k1,1 <<<"$sums" | awk '{ print $2, $1 }' | xargs -P "$(nproc)" -L 1 bash -c 'compile "$@"' compile
while read -r sum file; do
  cp "$made/$sum" "$file"
done <<<"$sums"
echo "$(sort -u -k1,1 <<<"$sums" | wc -l) assemblies in $(wc -l <<<"$sums") places."
