#!/usr/bin/env bash
# Makes src/schema.ts from the document that the built service serves (v1.1).
#   generate.sh            writes it
#   generate.sh --check    fails when the document has changed and it was not made anew; checks all types; charges tokens
# Needs node 18 or newer with npm, and `dotnet build -c Release src/ElasticAccess.Api`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

service=../ElasticAccess.Api/bin/${CONFIGURATION:-Release}/net10.0/ElasticAccess.Api.dll
[ -f "$service" ] || { echo "The service is not built: dotnet build -c Release src/ElasticAccess.Api" >&2; exit 1; }
service=$(realpath "$service")

# npm keeps a copy of the lock file in what it installed.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi

work=$(mktemp -d)
pid=
finish() {
  [ -z "$pid" ] || { kill "$pid" 2>/dev/null && wait "$pid"; } || true
  rm -rf "$work"
}
trap finish EXIT

port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
export ELASTIC_ACCESS_URL=http://127.0.0.1:$port
ELASTIC_ACCESS_KEY=ea_admin_$(node -e 'console.log(require("crypto").randomBytes(24).toString("hex"))')
export ELASTIC_ACCESS_KEY

# As in production, so that what the document shows does not depend on a developer's settings.
(cd "$work" && exec env ASPNETCORE_ENVIRONMENT=Production ElasticAccess__Sandbox=false ElasticAccess__Swagger=true \
  ElasticAccess__Bootstrap__ApiKey="$ELASTIC_ACCESS_KEY" ConnectionStrings__ElasticAccess="Data Source=$work/service.db" \
  dotnet "$service" --urls "$ELASTIC_ACCESS_URL" >"$work/log" 2>&1) &
pid=$!
for _ in $(seq 120); do
  curl -sf "$ELASTIC_ACCESS_URL/health/ready" >/dev/null && break
  kill -0 "$pid" 2>/dev/null || { echo "The service did not start:" >&2; tail -5 "$work/log" >&2; exit 1; }
  sleep 0.5
done
curl -sSf "$ELASTIC_ACCESS_URL/swagger/v1.1/swagger.json" -o "$work/openapi.json"

npx openapi-typescript "$work/openapi.json" -o "$work/schema.ts" >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
if [ "${1:-}" != --check ]; then
  cp "$work/schema.ts" src/schema.ts
  echo "src/schema.ts is made from the document of this build."
  exit
fi

if ! diff -u src/schema.ts "$work/schema.ts" >"$work/diff"; then
  echo "The document has changed and the TypeScript client was not made anew: run generate.sh. The first differences:" >&2
  head -20 "$work/diff" >&2
  exit 1
fi
rm -rf dist
npm test
