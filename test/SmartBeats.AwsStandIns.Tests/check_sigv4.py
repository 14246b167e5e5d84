"""Signs a recorded request anew with botocore; prints the signature it should carry."""
import json
import sys

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

recorded = json.load(sys.stdin)
headers = recorded["Headers"]
fields = dict(part.strip().split("=", 1) for part in headers["authorization"].split(" ", 1)[1].split(","))
_, date, region, service, _ = fields["Credential"].split("/")
signer = SigV4Auth(Credentials(sys.argv[1], sys.argv[2], sys.argv[3]), service, region)
request = AWSRequest(
    method=recorded["Method"],
    url="http://" + headers["host"] + recorded["Path"],
    data=recorded["Body"].encode(),
    headers={name: headers[name] for name in fields["SignedHeaders"].split(";")},
)
request.context["timestamp"] = headers["x-amz-date"]
canonical = signer.canonical_request(request)
print(json.dumps({
    "Signature": signer.signature(signer.string_to_sign(request, canonical), request),
    "Sent": fields["Signature"],
    "Region": region,
    "Service": service,
    "SignedHeaders": fields["SignedHeaders"],
}))
