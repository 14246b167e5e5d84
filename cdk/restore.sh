#!/usr/bin/env bash
# Sets the database back in two steps: a copy of an earlier second beside it, with the counts of both; then the copy in its place.
#   bash cdk/restore.sh copy 2026-03-04T05:06:07Z [APP]      some 20 minutes; changes nothing but that no upload is loaded meanwhile
#   bash cdk/restore.sh swap [APP]                           some 10 minutes; the database of before is kept as APP-before
#   bash cdk/restore.sh drop [APP]                           in the place of swap: deletes the copy
# APP: smartbeats, or dev-smartbeats. Exit 0: done; 1: a step failed, and which; 2: wrong use; 3: AWS could not be asked.
set -euo pipefail

usage() { echo "usage: bash cdk/restore.sh copy TIME [APP] | swap [APP] | drop [APP], with TIME such as 2026-03-04T05:06:07Z" >&2; exit 2; }
step=${1:-}
case $step in
  copy)
    time=${2:-} app=${3:-smartbeats}
    [ $# -le 3 ] && [[ $time =~ ^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$ ]] || usage ;;
  swap | drop) app=${2:-smartbeats}; [ $# -le 2 ] || usage ;;
  *) usage ;;
esac
[[ $app =~ ^[a-z][a-z-]*$ ]] || usage
command -v aws >/dev/null 2>&1 || { echo "aws is missing: install the AWS command line." >&2; exit 3; }
copy=$app-restored pause=${SMARTBEATS_WAIT_SECONDS:-20}

failed() { echo "$1 Nothing after it was done." >&2; exit 1; }
cluster() { aws rds describe-db-clusters --db-cluster-identifier "$1" --query "DBClusters[0].$2" --output text 2>/dev/null; }
instance() { aws rds describe-db-instances --db-instance-identifier "$1" --query 'DBInstances[0].DBInstanceStatus' --output text 2>/dev/null; }

# until_there ASK NAME...: waits, an hour at most, until it is available.
until_there() {
  local tries
  for ((tries = 0; tries < 180; tries++)); do
    [ "$("$@" || true)" = available ] && return 0
    sleep "$pause"
  done
  failed "$2 is not available after an hour."
}

# counts CLUSTER: how many calls each city has in it; a paused one takes some tries to wake up.
counts() {
  local arn secret tries
  arn=$(cluster "$1" DBClusterArn)
  secret=$(aws secretsmanager describe-secret --secret-id "$app-database" --query ARN --output text)
  for ((tries = 0; tries < 10; tries++)); do
    aws rds-data execute-statement --resource-arn "$arn" --secret-arn "$secret" --database smartbeats \
      --sql 'SELECT city, row_count FROM call_sets ORDER BY city' --query 'records[].[[0].stringValue,[1].longValue]' --output text 2>/dev/null && return 0
    sleep "$pause"
  done
  return 1
}

show() {
  echo "calls in $1:"
  counts "$1" | sed 's/^/  /' || failed "The calls of $1 could not be counted."
}

[ "$(cluster "$app" Status || true)" = available ] || { echo "There is no database $app that is available: is it this account and region?" >&2; exit 3; }
case $step in
  copy)
    aws lambda put-function-concurrency --function-name "$app-Ingest" --reserved-concurrent-executions 0 >/dev/null 2>&1 ||
      echo "Uploads could not be held (an account of 10 functions cannot reserve): upload nothing until this is over."
    read -r group closed most sleeps < <(cluster "$app" \
      '[DBSubnetGroup,VpcSecurityGroups[0].VpcSecurityGroupId,ServerlessV2ScalingConfiguration.MaxCapacity,ServerlessV2ScalingConfiguration.SecondsUntilAutoPause]')
    aws rds restore-db-cluster-to-point-in-time --source-db-cluster-identifier "$app" --db-cluster-identifier "$copy" --restore-to-time "$time" \
      --db-subnet-group-name "$group" --vpc-security-group-ids "$closed" \
      --serverless-v2-scaling-configuration "MinCapacity=0,MaxCapacity=$most,SecondsUntilAutoPause=$sleeps" >/dev/null || failed "The copy could not be begun."
    aws rds create-db-instance --db-instance-identifier "$copy-writer" --db-cluster-identifier "$copy" --engine aurora-postgresql \
      --db-instance-class db.serverless >/dev/null || failed "The copy's instance could not be made."
    until_there cluster "$copy" Status
    until_there instance "$copy-writer"
    aws rds enable-http-endpoint --resource-arn "$(cluster "$copy" DBClusterArn)" >/dev/null || failed "The copy's Data API could not be switched on."
    show "$app"
    show "$copy"
    echo "If the copy is what is wanted: bash cdk/restore.sh swap $app. If not: bash cdk/restore.sh drop $app." ;;
  swap)
    [ "$(cluster "$copy" Status || true)" = available ] || failed "There is no copy $copy: make one first."
    rename() { aws rds modify-db-cluster --db-cluster-identifier "$1" --new-db-cluster-identifier "$2" --apply-immediately >/dev/null || failed "$1 could not be renamed to $2."; until_there cluster "$2" Status; }
    rename_instance() { aws rds modify-db-instance --db-instance-identifier "$1" --new-db-instance-identifier "$2" --apply-immediately >/dev/null || failed "$1 could not be renamed to $2."; until_there instance "$2"; }
    rename "$app" "$app-before"
    rename "$copy" "$app"
    rename_instance "$app-writer" "$app-writer-before"
    rename_instance "$copy-writer" "$app-writer"
    aws rds modify-db-cluster --db-cluster-identifier "$app" --deletion-protection --apply-immediately >/dev/null || failed "$app could not be protected against deletion."
    aws lambda delete-function-concurrency --function-name "$app-Ingest" || failed "Uploads could not be let in again."
    show "$app"
    echo "Load what was uploaded since. The database of before is $app-before: delete it when nothing is missed." ;;
  drop)
    aws rds delete-db-instance --db-instance-identifier "$copy-writer" >/dev/null || failed "The copy's instance could not be deleted."
    aws rds delete-db-cluster --db-cluster-identifier "$copy" --skip-final-snapshot >/dev/null || failed "The copy could not be deleted."
    aws lambda delete-function-concurrency --function-name "$app-Ingest" || failed "Uploads could not be let in again."
    echo "The copy is deleted, and uploads are loaded again." ;;
esac
