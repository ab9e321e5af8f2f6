#!/usr/bin/env bash
# Real processes under real faults, and an audit that believes nobody; see tests/README.md, "Chaos".
# Usage: tests/chaos.sh [seconds] [--seed N] [--clock sandbox|fake|real] [--count FAULT=N]… [--older FILE.dll]
# CHAOS_OLDER=COMMIT builds the service of that commit, starts with it and upgrades one replica after the other.
# The last line holds the figures; the exit code is not 0 when the audit is red.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ -z "${CHAOS_NO_BUILD:-}" ]; then
  for project in src/ElasticAccess.Api tests/ElasticAccess.Chaos; do
    dotnet build "$project" -c Release -v quiet --nologo -clp:NoSummary -p:UseSharedCompilation=false
  done
fi

if [ -n "${CHAOS_OLDER:-}" ]; then
  older=$(mktemp -d -t elasticaccess-older-XXXXXX)
  trap 'rm -rf "$older"' EXIT
  git archive "$CHAOS_OLDER" | tar -xf - -C "$older"
  (cd "$older" && dotnet build src/ElasticAccess.Api -c Release -v quiet --nologo -clp:NoSummary \
    -p:UseSharedCompilation=false -p:NuGetAudit=false)
  dotnet tests/ElasticAccess.Chaos/bin/Release/net10.0/ElasticAccess.Chaos.dll "$@" \
    --older "$older/src/ElasticAccess.Api/bin/Release/net10.0/ElasticAccess.Api.dll"
  exit
fi
exec dotnet tests/ElasticAccess.Chaos/bin/Release/net10.0/ElasticAccess.Chaos.dll "$@"
