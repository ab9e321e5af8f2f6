#!/usr/bin/env bash
# Real processes under real faults, and an audit that believes nobody; see tests/README.md, "Chaos".
# Usage: tests/chaos.sh [seconds] [--seed N] [--clock sandbox|fake|real] [--count FAULT=N]…
# The last line holds the figures; the exit code is not 0 when the audit is red.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ -z "${CHAOS_NO_BUILD:-}" ]; then
  for project in src/ElasticAccess.Api tests/ElasticAccess.Chaos; do
    dotnet build "$project" -c Release -v quiet --nologo -clp:NoSummary -p:UseSharedCompilation=false
  done
fi
exec dotnet tests/ElasticAccess.Chaos/bin/Release/net10.0/ElasticAccess.Chaos.dll "$@"
