using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3.Model;
using SmartBeats.Rehearsal.Events;

namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>An answer of the API.</summary>
internal sealed record Reply(int Status, JsonObject Json, HttpResponseHeaders Headers);

/// <summary>A city's people: whoever has the city's token, drops files, asks for plans and reads the mail.</summary>
internal sealed class Department(Rehearsal rehearsal, string city)
{
    /// <summary>Only a guard against waiting for ever: nothing here is measured.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    public Rehearsal Rehearsal => rehearsal;

    public string City => city;

    public string Plans => $"/cities/{city}/plans";

    public IReadOnlyList<Mail> Mails => [.. rehearsal.Mailbox.Mails.Where(mail => mail.Topic == Lambda.Names.Topic(city))];

    public async Task<Reply> AskAsync(HttpMethod method, string path, string? json = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(rehearsal.Api.Address, path));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (token ?? Cities.Token(city)));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var answer = await rehearsal.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Reply((int)answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(), answer.Headers);
    }

    /// <summary>Drops a file into the city's folder the way the API invites to: a pre-signed PUT.</summary>
    public async Task UploadAsync(string fileName, byte[] content)
    {
        var invited = await AskAsync(HttpMethod.Post, $"/cities/{city}/uploads", new JsonObject { ["fileName"] = fileName, ["bytes"] = content.Length }.ToJsonString());
        invited.Status.ShouldBe(201, invited.Json.ToJsonString());
        using var put = new ByteArrayContent(content);
        put.Headers.ContentType = MediaTypeHeaderValue.Parse((string)invited.Json["headers"]!["content-type"]!);
        foreach (var (name, value) in invited.Json["headers"]!.AsObject().Where(header => header.Key.StartsWith("x-amz-", StringComparison.Ordinal)))
        {
            put.Headers.Add(name, (string)value!);
        }

        using var answer = await rehearsal.Http.PutAsync(new Uri((string)invited.Json["url"]!), put);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Drops a file with a client of S3, as somebody with a console would.</summary>
    public Task DropAsync(string fileName, byte[] content) => PutAsync($"incoming/{city}/{fileName}", content);

    public Task PutAsync(string key, byte[] content) => rehearsal.S3.PutObjectAsync(new PutObjectRequest
    {
        BucketName = rehearsal.BucketName,
        Key = key,
        InputStream = new MemoryStream(content),
        UseChunkEncoding = false,
    });

    /// <summary>Uploads map and calls, and waits until both are loaded.</summary>
    public async Task LoadAsync(byte[] map, string mapName, byte[] calls, string callsName = "calls.csv")
    {
        await UploadAsync(mapName, map);
        await MailAsync("is the new map of");
        await UploadAsync(callsName, calls);
        await MailAsync("was loaded for");
    }

    /// <summary>Waits for a mail whose subject has these words.</summary>
    public async Task<Mail> MailAsync(string words)
    {
        Mail? found = null;
        await UntilAsync(() => Task.FromResult((found = Mails.FirstOrDefault(mail => mail.Subject.Contains(words, StringComparison.Ordinal))) is not null), $"a mail about \"{words}\"");
        return found!;
    }

    /// <returns>The plan's id.</returns>
    public async Task<string> StartAsync(string request)
    {
        var started = await AskAsync(HttpMethod.Post, Plans, request);
        started.Status.ShouldBe(202, started.Json.ToJsonString());
        return (string)started.Json["planId"]!;
    }

    /// <summary>Follows a plan until it is published, failed, cancelled or moved.</summary>
    /// <param name="seen">Told of each answer on the way.</param>
    public async Task<JsonObject> FollowAsync(string planId, Action<JsonObject>? seen = null)
    {
        JsonObject status = [];
        await UntilAsync(
            async () =>
            {
                status = (await AskAsync(HttpMethod.Get, $"{Plans}/{planId}")).Json;
                seen?.Invoke(status);
                return (string?)status["status"] is not ("queued" or "running");
            },
            $"the end of plan {planId}");
        return status;
    }

    /// <summary>Asks for a plan and waits until it is published and its execution is over, mail included.</summary>
    /// <returns>The plan's files by name.</returns>
    public async Task<(string PlanId, IReadOnlyDictionary<string, byte[]> Files)> GenerateAsync(string request)
    {
        var planId = await StartAsync(request);
        var status = await FollowAsync(planId);
        ((string?)status["status"]).ShouldBe("published", status.ToJsonString() + await HistoryAsync(planId));
        await EndAsync(planId);
        return (planId, await FilesAsync($"plans/{city}/{planId}/"));
    }

    /// <summary>Waits until no execution of the plan runs any more.</summary>
    public Task EndAsync(string planId) => UntilAsync(
        async () => (await ExecutionsAsync(planId)).All(execution => (string?)execution["status"] != "RUNNING"), $"the last execution of plan {planId}");

    public async Task<IReadOnlyList<JsonObject>> ExecutionsAsync(string planId)
    {
        var listed = await rehearsal.Calls.TargetAsync("states", "AWSStepFunctions.ListExecutions", new() { ["stateMachineArn"] = rehearsal.Stack.Template.Arn(rehearsal.Stack.StateMachine) });
        return [.. listed["executions"]!.AsArray().Select(one => one!.AsObject()).Where(one => ((string)one["name"]!).Contains(planId, StringComparison.Ordinal))];
    }

    /// <summary>The last events of a plan's last execution: why it failed.</summary>
    public async Task<string> HistoryAsync(string planId)
    {
        var executions = await ExecutionsAsync(planId);
        if (executions.Count == 0)
        {
            return " (no execution)";
        }

        var history = await rehearsal.Calls.TargetAsync("states", "AWSStepFunctions.GetExecutionHistory", new() { ["executionArn"] = (string)executions[0]["executionArn"]!, ["reverseOrder"] = true });
        return "\n" + string.Join('\n', history["events"]!.AsArray().Take(8).Select(one => one!.ToJsonString()));
    }

    public async Task<IReadOnlyDictionary<string, byte[]>> FilesAsync(string folder)
    {
        var listed = await rehearsal.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = rehearsal.BucketName, Prefix = folder });
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in listed.S3Objects ?? [])
        {
            files[file.Key[folder.Length..]] = await ReadAsync(file.Key);
        }

        return files;
    }

    public async Task<byte[]> ReadAsync(string key)
    {
        using var answer = await rehearsal.S3.GetObjectAsync(rehearsal.BucketName, key);
        using var content = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (!await isSo())
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited {_patience.TotalMinutes:0} minutes for {what}.");
            }

            await Task.Delay(150);
        }
    }
}
