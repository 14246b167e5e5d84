using System.Text.Json.Nodes;
using System.Xml.Linq;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Access;

/// <summary>Which IAM permissions a request needs, by the services' authorization references.</summary>
/// <param name="account">Of the rehearsal.</param>
internal sealed class RequestedPermissions(string account)
{
    /// <returns>All of them are needed. Empty where the service is none that the stack's functions call: only the administrator may.</returns>
    public IReadOnlyList<Requested> Of(Arrival request, string service, string region) => service switch
    {
        "s3" => [.. S3(request)],
        "sns" => Sns(request),
        "sqs" => Sqs(request, region),
        "states" => States(request),
        "rds-data" => DataApi(request),
        "lambda" => Lambda(request, region),
        _ => [],
    };

    /// <summary>What a missing file needs beside: without it S3 answers 403 instead of 404. A condition on the prefix never holds here, the call has none.</summary>
    public static Requested ToSeeThatAFileIsMissing(Arrival request) => new("s3:ListBucket", $"arn:aws:s3:::{Place(request).Bucket}");

    public static (string Bucket, string Key) Place(Arrival request)
    {
        var parts = request.Path.TrimStart('/').Split('/', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    private static IEnumerable<Requested> S3(Arrival request)
    {
        var (bucket, key) = Place(request);
        var versioned = request.Has("versionId");
        var action = (request.Method, key.Length > 0) switch
        {
            ("GET" or "HEAD", true) when request.Has("uploadId") => "s3:ListMultipartUploadParts",
            ("GET" or "HEAD", true) when request.Has("tagging") || request.Has("acl") || request.Has("attributes") => "s3:GetObjectDetails",
            ("GET" or "HEAD", true) => versioned ? "s3:GetObjectVersion" : "s3:GetObject",
            ("PUT", true) when request.Has("tagging") || request.Has("acl") => "s3:PutObjectDetails",
            ("PUT" or "POST", true) => "s3:PutObject",
            ("DELETE", true) when request.Has("uploadId") => "s3:AbortMultipartUpload",
            ("DELETE", true) => versioned ? "s3:DeleteObjectVersion" : "s3:DeleteObject",
            ("GET", false) when request.Has("versions") => "s3:ListBucketVersions",
            ("GET" or "HEAD", false) when request.Query.All(pair => pair.Key is "list-type" or "prefix" or "delimiter" or "continuation-token" or "start-after" or "max-keys" or "encoding-type" or "fetch-owner" or "x-id" or "marker") => "s3:ListBucket",
            ("POST", false) when request.Has("delete") => "s3:DeleteObject",
            _ => $"s3:{request.Method}Bucket",
        };
        if (action == "s3:DeleteObject" && key.Length == 0)
        {
            return XDocument.Parse(System.Text.Encoding.UTF8.GetString(request.Body)).Descendants().Where(node => node.Name.LocalName == "Key")
                .Select(node => new Requested(action, $"arn:aws:s3:::{bucket}/{node.Value}"));
        }

        var context = new Dictionary<string, string>();
        if (key.Length == 0 && request.Asked("prefix") is { } prefix)
        {
            context["s3:prefix"] = prefix;
        }

        var wanted = new Requested(action, key.Length > 0 ? $"arn:aws:s3:::{bucket}/{key}" : $"arn:aws:s3:::{bucket}", context);
        return request.Header("x-amz-copy-source") is { } source
            ? [wanted, new Requested("s3:GetObject", "arn:aws:s3:::" + Uri.UnescapeDataString(source.TrimStart('/').Split('?')[0]))]
            : [wanted];
    }

    private static Requested[] Sns(Arrival request)
    {
        var form = FormOf(request);
        return [new($"sns:{form.GetValueOrDefault("Action")}", form.GetValueOrDefault("TopicArn") ?? "*")];
    }

    private Requested[] Sqs(Arrival request, string region)
    {
        var queue = ((string?)JsonOf(request)["QueueUrl"])?.Split('/')[^1];
        return [new($"sqs:{request.Header("X-Amz-Target")?.Split('.')[^1]}", $"arn:aws:sqs:{region}:{account}:{queue}")];
    }

    private static Requested[] States(Arrival request)
    {
        var json = JsonOf(request);
        return [new($"states:{request.Header("X-Amz-Target")?.Split('.')[^1]}", (string?)json["executionArn"] ?? (string?)json["stateMachineArn"] ?? "*")];
    }

    private static Requested[] DataApi(Arrival request)
    {
        var json = JsonOf(request);
        var action = request.Path switch
        {
            "/Execute" => "ExecuteStatement",
            "/BatchExecute" => "BatchExecuteStatement",
            _ => request.Path.TrimStart('/'),
        };
        return [new($"rds-data:{action}", (string?)json["resourceArn"] ?? "*"), new("secretsmanager:GetSecretValue", (string?)json["secretArn"] ?? "*")];
    }

    private Requested[] Lambda(Arrival request, string region) => request.Path.Split('/') is ["", "2015-03-31", "functions", var name, "invocations"]
        ? [new("lambda:InvokeFunction", ArnOf(Uri.UnescapeDataString(name), region, request.Asked("Qualifier")))]
        : [];

    private string ArnOf(string function, string region, string? qualifier) =>
        (function.StartsWith("arn:", StringComparison.Ordinal) ? function : $"arn:aws:lambda:{region}:{account}:function:{function}")
        + (qualifier is null ? "" : ":" + qualifier);

    public static IReadOnlyDictionary<string, string> FormOf(Arrival request) =>
        Arrival.Parse(System.Text.Encoding.UTF8.GetString(request.Body)).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.First().Value);

    private static JsonObject JsonOf(Arrival request)
    {
        try
        {
            return JsonNode.Parse(request.Body)?.AsObject() ?? [];
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
