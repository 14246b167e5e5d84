#!/usr/bin/env bash
# Compares an account's quotas with what the stack needs, before anything is deployed. Reads only.
#   bash cdk/check-account.sh [REGION] [LARGEST-FUNCTION-MB]
# The last line says whether to deploy. Exit 0: enough; 1: something is too small; 2: wrong use; 3: AWS could not be asked.
set -euo pipefail

region=${1:-${AWS_REGION:-${AWS_DEFAULT_REGION:-}}}
megabytes=${2:-3008}
if [ -z "$region" ] || ! [[ $megabytes =~ ^[0-9]+$ ]]; then
  echo "usage: bash cdk/check-account.sh REGION [LARGEST-FUNCTION-MB], such as us-west-2 3008" >&2
  exit 2
fi
command -v aws >/dev/null 2>&1 || { echo "aws is missing: install the AWS command line." >&2; exit 3; }
if ! account=$(aws sts get-caller-identity --query Account --output text 2>/dev/null); then
  echo "No credentials: sign in first (aws sts get-caller-identity says why)." >&2
  exit 3
fi

short=0 unasked=0
# say NAME NEEDED HAS: one line of the table.
say() {
  local verdict=enough
  if ! [[ $3 =~ ^[0-9]+(\.0*)?$ ]]; then
    verdict="could not be asked"; unasked=1
  elif [ "${3%%.*}" -lt "$2" ]; then
    verdict="TOO SMALL"; short=1
  fi
  printf '%-46s %8s %10s  %s\n' "$1" "$2" "${3:--}" "$verdict"
}

# quota SERVICE CODE: what the account has; what every account begins with, where it never asked for more.
quota() {
  aws service-quotas get-service-quota --region "$region" --service-code "$1" --quota-code "$2" --query Quota.Value --output text 2>/dev/null ||
    aws service-quotas get-aws-default-service-quota --region "$region" --service-code "$1" --quota-code "$2" --query Quota.Value --output text 2>/dev/null ||
    true
}

# Used up already: the count of what is there.
count() { aws "$@" --region "$region" --output text 2>/dev/null || true; }

printf 'account %s, %s\n%-46s %8s %10s\n' "$account" "$region" "quota" "needed" "has"
say "Lambda: functions at a time" 10 "$(aws lambda get-account-settings --region "$region" \
  --query AccountLimit.ConcurrentExecutions --output text 2>/dev/null || true)"
vpcs=$(count ec2 describe-vpcs --query 'length(Vpcs)')
[[ $vpcs =~ ^[0-9]+$ ]] && say "VPC: networks (there are $vpcs)" $((vpcs + 1)) "$(quota vpc L-F678F1CE)" || say "VPC: networks" 1 ""
clusters=$(count rds describe-db-clusters --query 'length(DBClusters)')
[[ $clusters =~ ^[0-9]+$ ]] && say "RDS: clusters (there are $clusters)" $((clusters + 1)) "$(quota rds L-952B80B8)" || say "RDS: clusters" 1 ""

# The memory a new account may give a function has no quota that can be read: AWS raises it with use, or on request.
if [ "$megabytes" -gt 3008 ]; then
  echo "Functions of $megabytes MB: a new account may have 3008. Only a deployment tells; leave mostFunctionMegabytes out if it refuses."
fi

# A region without the Data API has no such address.
asked=$(aws rds-data execute-statement --region "$region" --resource-arn "arn:aws:rds:$region:$account:cluster:none" \
  --secret-arn "arn:aws:secretsmanager:$region:$account:secret:none" --sql 'select 1' 2>&1 || true)
if [[ $asked == *"Could not connect to the endpoint"* ]]; then
  echo "RDS Data API: not in $region. Deploy to another region."; short=1
fi

if [ $short -ne 0 ]; then
  echo "Do not deploy yet: ask for more under Service Quotas, or choose another region."
  exit 1
fi
if [ $unasked -ne 0 ]; then
  echo "Not all could be asked: the credentials need servicequotas:GetServiceQuota, lambda:GetAccountSettings, ec2:DescribeVpcs, rds:DescribeDBClusters."
  exit 3
fi
echo "Enough to deploy."
