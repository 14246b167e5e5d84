#!/usr/bin/env bash
# Shows the uploads that were lost (the dead letters), and with --go gives each to Ingest again and takes its letter away.
#   bash cdk/redrive.sh [--go] [APP]        APP: smartbeats, or dev-smartbeats
# An upload that is given again goes on where it stopped; rows that are there already change nothing.
# Exit 0: shown, or all given again; 1: some could not be; 2: wrong use; 3: the queue could not be asked.
set -euo pipefail

go=no
if [ "${1:-}" = --go ]; then go=yes; shift; fi
app=${1:-smartbeats}
if [ $# -gt 1 ] || ! [[ $app =~ ^[a-z][a-z-]*$ ]]; then
  echo "usage: bash cdk/redrive.sh [--go] [APP], such as dev-smartbeats" >&2
  exit 2
fi
for tool in aws node; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing." >&2; exit 3; }
done
if ! queue=$(aws sqs get-queue-url --queue-name "$app-dead-letters" --query QueueUrl --output text); then
  echo "The queue $app-dead-letters could not be asked: is it this account and region?" >&2
  exit 3
fi

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT

# read_letter FILE: the object and the fault, the event into FILE.event and the receipt into FILE.receipt; fails where it is no letter of Ingest's.
read_letter() {
  node -e '
    const fs = require("fs"), file = process.argv[1];
    const message = JSON.parse(fs.readFileSync(file, "utf8")), letter = JSON.parse(message.Body);
    fs.writeFileSync(file + ".receipt", message.ReceiptHandle);
    const record = letter.requestPayload.Records[0].s3;
    fs.writeFileSync(file + ".event", JSON.stringify(letter.requestPayload));
    const fault = (letter.responsePayload || {}).errorType || (letter.requestContext || {}).condition || "unknown";
    console.log(decodeURIComponent(record.object.key.replace(/\+/g, " ")) + "  " + fault);
  ' "$1" 2>/dev/null
}

# split ANSWER: one file a message, m-0, m-1, ...; says how many.
split() {
  node -e '
    const fs = require("fs"), text = fs.readFileSync(process.argv[1], "utf8").trim();
    const messages = (text ? JSON.parse(text).Messages : null) || [];
    messages.forEach((message, at) => fs.writeFileSync(process.argv[2] + "/m-" + at, JSON.stringify(message)));
    console.log(messages.length);
  ' "$1" "$folder"
}

shown=0 given=0 failed=0
# A letter that was received is hidden for 5 minutes: no letter comes twice.
while true; do
  if ! aws sqs receive-message --queue-url "$queue" --max-number-of-messages 10 --visibility-timeout 300 --wait-time-seconds 2 --output json >"$folder/answer"; then
    echo "The queue could not be read." >&2
    exit 3
  fi
  count=$(split "$folder/answer")
  [ "$count" -gt 0 ] || break
  for ((at = 0; at < count; at++)); do
    letter=$folder/m-$at
    shown=$((shown + 1))
    if ! said=$(read_letter "$letter"); then
      echo "- a letter that is no upload's: look at it with aws sqs receive-message"
      failed=$((failed + 1))
      continue
    fi
    if [ $go = no ]; then echo "- $said"; continue; fi
    if aws lambda invoke --function-name "$app-Ingest" --invocation-type Event --cli-binary-format raw-in-base64-out \
        --payload "file://$letter.event" "$folder/invoked" >/dev/null &&
      aws sqs delete-message --queue-url "$queue" --receipt-handle "$(cat "$letter.receipt")"; then
      echo "- $said: given again"
      given=$((given + 1))
    else
      echo "- $said: NOT given again"
      failed=$((failed + 1))
    fi
  done
done

if [ $go = no ]; then
  echo "$shown lost. With --go they are given to $app-Ingest again; a letter that was looked at is hidden for 5 minutes."
  exit 0
fi
echo "$given given again, $failed not."
[ $failed -eq 0 ]
