using System.Net.Http.Headers;
using System.Text;
using Amazon.S3.Model;
using SmartBeats.Api;
using SmartBeats.Api.Tests;
using SmartBeats.Api.Tests.Homes;

namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>The contract as programs meet it: the published executable behind API Gateway, plans made by the state machine.</summary>
[Collection(RehearsalCollection.Name)]
public sealed class PublishedContractTests(RunningRehearsal running) : ContractTests
{
    private protected override async Task<IContractHome> StartAsync() => await PublishedHome.StartAsync(running);
}

/// <summary>The deployed stack with the invented city in it, for one test at a time as if it had just been loaded.</summary>
internal sealed class PublishedHome(RunningRehearsal running) : IContractHome
{
    private readonly Department _people = running.People(Cities.Contract);

    public HomeKind Kind => HomeKind.Cloud;

    public string City => Cities.Contract;

    public bool IsBehindGateway => true;

    private Rehearsal Rehearsal => running.Rehearsal;

    public static async Task<PublishedHome> StartAsync(RunningRehearsal running)
    {
        var home = new PublishedHome(running);
        var loaded = await running.OnceAsync(Cities.Contract, async () =>
        {
            await home._people.LoadAsync(SampleGeneration.Read("city.zip"), "city.zip", SampleGeneration.Read("calls.csv"));
            await Department.UntilAsync(async () => (await home.SendAsync("GET", "/cities")).Text.Contains("firstDay", StringComparison.Ordinal), "the days of the calls");
            return await home.ListAsync();
        });
        await home.ReturnToAsync(loaded);
        return home;
    }

    public Task<HomeAnswer> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendRawAsync(method, path, body, [.. headers, ("authorization", "Bearer " + Cities.Token(City))]);

    public Task<HomeAnswer> SendAsAsync(string token, string method, string path, string? body = null) =>
        SendRawAsync(method, path, body, [("authorization", "Bearer " + token)]);

    public Task<HomeAnswer> SendAsNobodyAsync(string method, string path) => SendRawAsync(method, path, null, []);

    public Task KeepAsync(string key, byte[] content) => _people.PutAsync(key, content);

    public async Task WaitForPlanAsync(string planId)
    {
        var end = await _people.FollowAsync(planId);
        ((string?)end["status"]).ShouldBe("published", end.ToJsonString() + await _people.HistoryAsync(planId));
        await _people.EndAsync(planId);
    }

    /// <summary>Ends what the test has left running.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var execution in (await _people.ExecutionsAsync("")).Where(one => (string?)one["status"] == "RUNNING"))
        {
            await Rehearsal.Calls.TargetAsync("states", "AWSStepFunctions.StopExecution", new() { ["executionArn"] = (string)execution["executionArn"]! });
        }
    }

    /// <summary>Files of the city's by key, with their content where a test may change it.</summary>
    private async Task<IReadOnlyDictionary<string, byte[]>> ListAsync()
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var key in await KeysAsync())
        {
            files[key] = await _people.ReadAsync(key);
        }

        return files;
    }

    private async Task ReturnToAsync(IReadOnlyDictionary<string, byte[]> loaded)
    {
        foreach (var key in (await KeysAsync()).Where(key => !loaded.ContainsKey(key)))
        {
            await Rehearsal.S3.DeleteObjectAsync(Rehearsal.BucketName, key);
        }

        foreach (var (key, content) in loaded.Where(file => file.Key.StartsWith("cities/", StringComparison.Ordinal) && file.Key.EndsWith(".json", StringComparison.Ordinal)))
        {
            await _people.PutAsync(key, content);
        }
    }

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        List<string> keys = [];
        var request = new ListObjectsV2Request { BucketName = Rehearsal.BucketName };
        ListObjectsV2Response listed;
        do
        {
            listed = await Rehearsal.S3.ListObjectsV2Async(request);
            keys.AddRange((listed.S3Objects ?? []).Select(one => one.Key).Where(key => key.Split('/').Contains(City)));
            request.ContinuationToken = listed.NextContinuationToken;
        }
        while (listed.IsTruncated == true);

        return keys;
    }

    private async Task<HomeAnswer> SendRawAsync(string method, string path, string? body, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Rehearsal.Api.Address, path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Rehearsal.Http.SendAsync(request);
        var received = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        return new HomeAnswer((int)response.StatusCode, received, await response.Content.ReadAsByteArrayAsync());
    }
}
