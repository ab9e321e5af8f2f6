#!/usr/bin/env bash
# The one test command: builds everything, checks the form, runs every test on both stores.
# The last line is always `N passed, N failed`; the exit code is 0 only when nothing failed.
# A step beside the tests (build, format, compiling ahead, chaos) that fails counts as one failure; a skipped test counts as
# failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A build server left behind would keep our output open, and a caller that reads it waiting.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What counts what it could compile better is work that no test process lives long enough to see returned.
export DOTNET_TieredPGO=0

configuration=Release
passed=0
failed=0
results=$(mktemp -d)

finish() {
  rm -rf "$results"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# step NAME COMMAND...: says what it does and how long it took; a failure is counted and reported to the caller.
step() {
  local name=$1 began=$SECONDS
  shift
  echo "== $name"
  if "$@"; then
    echo "== $name: $((SECONDS - began)) s"
  else
    echo "== $name: FAILED"
    failed=$((failed + 1))
    return 1
  fi
}

# The order of tests/ElasticAccess.TestSupport/Postgres/PostgresSearch.cs.
has_postgres() {
  [ -n "${ELASTICACCESS_TEST_POSTGRES:-}" ] && return
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  command -v initdb >/dev/null && command -v postgres >/dev/null && return
  command -v docker >/dev/null && docker info >/dev/null 2>&1
}

find_postgres() {
  has_postgres && return
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "No PostgreSQL found: installing Debian's."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q && apt-get install -yq --no-install-recommends postgresql && has_postgres && return
  fi
  echo "No PostgreSQL found: install its server programs (Debian: apt-get install postgresql), start docker," \
    "or set ELASTICACCESS_TEST_POSTGRES to the connection string of a superuser."
  return 1
}

# Node 18 or newer with npm, for the TypeScript client.
has_node() {
  command -v npm >/dev/null && command -v node >/dev/null \
    && node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)'
}

find_node() {
  has_node && return
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "No node with npm found: installing Debian's."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q && apt-get install -yq --no-install-recommends nodejs npm && has_node && return
  fi
  echo "No node with npm found: install node 18 or newer (Debian: apt-get install nodejs npm)."
  return 1
}

# For the tests of the console.
has_chromium() {
  [ -x "${ELASTICACCESS_TEST_CHROMIUM:-/usr/bin/chromium}" ]
}

find_chromium() {
  has_chromium && return
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "No Chromium found: installing Debian's."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q && apt-get install -yq --no-install-recommends chromium fonts-dejavu-core && has_chromium && return
  fi
  echo "No Chromium found: install it (Debian: apt-get install chromium), or set ELASTICACCESS_TEST_CHROMIUM."
  return 1
}

# Fails when the document has changed and the client was not made anew, when a type does not hold, when it cannot charge.
typescript() {
  find_node && CONFIGURATION=$configuration src/ElasticAccess.Client.TypeScript/generate.sh --check
}

restore() {
  # First the project that fetches the one package which dotnet ef needs beside the solution's own.
  dotnet tool restore && dotnet restore src/ElasticAccess.Data.Design && dotnet restore
}

build() {
  # One compiler for all projects; it goes when they are built.
  local code=0
  dotnet build --no-restore -c "$configuration" -warnaserror || code=$?
  dotnet build-server shutdown --vbcscompiler
  return "$code"
}

# counter NAME FILE: one number of the summary in a trx file, 0 when it is not there.
counter() {
  local value
  value=$(grep -o '<Counters [^>]*' "$2" 2>/dev/null | grep -o " $1=\"[0-9]*" | grep -o '[0-9]*$')
  echo "${value:-0}"
}

run_tests() {
  local name trx code total good
  name=$(basename "$1" .csproj)
  trx="$results/$name.trx"
  echo "== $name"
  dotnet test "$1" --no-build -c "$configuration" --results-directory "$results" --logger "trx;LogFileName=$name.trx"
  code=$?
  total=$(counter total "$trx")
  good=$(counter passed "$trx")
  passed=$((passed + good))
  failed=$((failed + total - good))
  if [ "$total" -eq 0 ]; then
    echo "$name: no test ran."
    failed=$((failed + 1))
  elif [ "$code" -ne 0 ] && [ "$total" -eq "$good" ]; then
    echo "$name: ended with exit code $code although every test passed."
    failed=$((failed + 1))
  elif [ "$total" -ne "$good" ]; then
    echo "$name: $((total - good)) of $total failed or were skipped."
  fi
}

# check NAME COMMAND...: a step that is itself a test.
check() {
  step "$@" && passed=$((passed + 1))
}

step "PostgreSQL" find_postgres || finish
step "node" find_node || finish
step "Chromium" find_chromium || finish
step "restore" restore || finish
step "build" build || finish
step "format" dotnet format whitespace --verify-no-changes --no-restore
step "compile ahead" tests/compile-ahead.sh
for project in tests/*.Tests/*.csproj; do
  run_tests "$project"
done
check "TypeScript client" typescript
export CHAOS_NO_BUILD=1
check "chaos" tests/chaos.sh 30
check "control of the chaos audit" tests/controls.sh --rotate
finish
