#!/usr/bin/env bash
# Proves that the audit of the chaos run can fail: breaks the service in a copy of the tree, one way at a time, and
# demands that the audit finds it. Each file of tests/ElasticAccess.Chaos/Controls says what it breaks, which findings
# must name it, and how the run is made.
# Usage: tests/controls.sh [--rotate | NAME…]   without names: all; --rotate: the one of the day
# One line a control; the exit code is not 0 when one was not caught or a patch does not apply any more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

root=$PWD
folder=$root/tests/ElasticAccess.Chaos/Controls
chaos=$root/tests/ElasticAccess.Chaos/bin/Release/net10.0/ElasticAccess.Chaos.dll

all=()
for file in "$folder"/*.patch; do
  all+=("$(basename "$file" .patch)")
done
case "${1:-}" in
  "") names=("${all[@]}") ;;
  --rotate) names=("${all[$(($(date +%-j) % ${#all[@]}))]}") ;;
  *) names=("$@") ;;
esac

if [ -z "${CHAOS_NO_BUILD:-}" ]; then
  for project in src/ElasticAccess.Api tests/ElasticAccess.Chaos; do
    dotnet build "$project" -c Release -v quiet --nologo -clp:NoSummary -p:UseSharedCompilation=false
  done
fi

copy=$(mktemp -d -t elasticaccess-controls-XXXXXX)
output=$copy/output
running=
finish() {
  if [ -n "$running" ]; then
    kill "$running" 2>/dev/null && wait "$running" || true
  fi
  rm -rf "$copy"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Working files as they are, not as they were committed.
mkdir "$copy/tree"
tar --exclude bin --exclude obj --exclude data -cf - src ./*.props ./*.json .editorconfig | tar -xf - -C "$copy/tree"

# said NAME LINE: what a control's file says after "LINE: ".
said() {
  sed -n "s/^$2: *//p" "$folder/$1.patch"
}

# prove NAME: 0 when the audit found what was broken.
prove() {
  local name=$1 patch=$folder/$1.patch caught
  if grep -q '^diff --git' "$patch"; then
    (cd "$copy/tree" && git apply --check "$patch" && git apply "$patch") || {
      echo "control $name: the patch does not apply any more"
      return 1
    }
  fi
  # The form of a broken program is nobody's concern.
  (cd "$copy/tree" && dotnet build src/ElasticAccess.Api -c Release -v quiet -p:UseSharedCompilation=false \
    -p:TreatWarningsAsErrors=false -p:EnforceCodeStyleInBuild=false -p:NuGetAudit=false >"$output" 2>&1) || {
    grep -m 5 error "$output" || tail -5 "$output"
    echo "control $name: does not build"
    revert "$patch"
    return 1
  }
  local arguments=() attempt found=
  eval "arguments=($(said "$name" chaos))"
  # What is broken shows itself only when a fault strikes at the wrong moment, and those are drawn.
  for attempt in 1 2 3; do
    dotnet "$chaos" "${arguments[@]}" --keep never \
      --service "$copy/tree/src/ElasticAccess.Api/bin/Release/net10.0/ElasticAccess.Api.dll" >"$output" 2>&1 &
    running=$!
    wait "$running" || true
    running=
    caught=$(sed -n 's/^caught by //p' "$output")
    if grep -q '^chaos RED' "$output" && grep -qE "(^|, )($(said "$name" expect)) [0-9]+" <<<"$caught"; then
      found=yes
      break
    fi
  done
  revert "$patch"
  if [ -n "$found" ]; then
    echo "control $name: caught by $caught, at attempt $attempt"
  else
    grep -m 1 -A 2 Unhandled "$output" || tail -5 "$output"
    echo "control $name: NOT CAUGHT in $attempt runs, must be found as $(said "$name" expect)"
    return 1
  fi
}

revert() {
  if grep -q '^diff --git' "$1"; then
    (cd "$copy/tree" && git apply -R "$1")
  fi
}

missed=0
for file in "$folder"/*.patch; do
  if grep -q '^diff --git' "$file" && ! (cd "$copy/tree" && git apply --check "$file"); then
    echo "control $(basename "$file" .patch): the patch does not apply any more"
    missed=$((missed + 1))
  fi
done
for name in "${names[@]}"; do
  if [ ! -f "$folder/$name.patch" ]; then
    echo "control $name: there is none; there are ${all[*]}"
    missed=$((missed + 1))
    continue
  fi
  prove "$name" || missed=$((missed + 1))
done
echo "${#names[@]} controls tried, $missed faults"
[ "$missed" -eq 0 ]
