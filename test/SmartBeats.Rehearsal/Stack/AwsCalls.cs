using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Rehearsal.Gateway;
using SmartBeats.Rehearsal.Signing;

namespace SmartBeats.Rehearsal.Stack;

/// <summary>Calls that no client of ours knows, signed like any other: what sets a scene, and what looks behind it.</summary>
internal sealed class AwsCalls(HttpClient http, Uri endpoint, Credentials credentials)
{
    /// <summary>A call of the JSON protocol.</summary>
    public async Task<JsonObject> TargetAsync(string service, string target, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.0") };
        request.Headers.Add("X-Amz-Target", target);
        return JsonNode.Parse(await SendAsync(service, request))?.AsObject() ?? [];
    }

    /// <summary>A call of the form protocol.</summary>
    public async Task<string> QueryAsync(string service, Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) };
        return await SendAsync(service, request);
    }

    private async Task<string> SendAsync(string service, HttpRequestMessage request)
    {
        var body = await request.Content!.ReadAsByteArrayAsync();
        var date = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.Host = endpoint.Authority;
        request.Headers.Add("X-Amz-Date", date);
        string[] signed = credentials.Token is null ? ["host", "x-amz-date"] : ["host", "x-amz-date", "x-amz-security-token"];
        if (credentials.Token is not null)
        {
            request.Headers.Add("X-Amz-Security-Token", credentials.Token);
        }

        if (request.Headers.Contains("X-Amz-Target"))
        {
            signed = [.. signed, "x-amz-target"];
        }

        var headers = new Microsoft.AspNetCore.Http.HeaderDictionary();
        foreach (var (name, values) in request.Headers)
        {
            headers[name] = string.Join(',', values);
        }

        headers["host"] = endpoint.Authority;
        var claim = new SignatureClaim(credentials.AccessKeyId, $"{date[..8]}/{Account.Region}/{service}/aws4_request", date, signed, "", credentials.Token, false, null);
        var arrival = new Arrival("POST", "/", "", [], headers, body);
        var signature = CanonicalRequest.Sign(CanonicalRequest.Of(arrival, claim, CanonicalRequest.Hash(body)), claim, credentials.SecretKey);
        request.Headers.TryAddWithoutValidation("Authorization", $"{CanonicalRequest.Algorithm} Credential={claim.AccessKeyId}/{claim.Scope}, SignedHeaders={string.Join(';', signed)}, Signature={signature}");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{service}: {(int)answer.StatusCode} {text}");
    }
}
