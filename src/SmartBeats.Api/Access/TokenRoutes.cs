using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Access;

/// <summary><c>/cities/{city}/tokens</c>: tokens for programs, issued, listed and revoked by the city's administrators.</summary>
/// <remarks>A token is of one city: who administers it sees and ends all that open it. A token file of several cities is listed in each, and loses the one it is revoked in.</remarks>
internal static class TokenRoutes
{
    private const string Tokens = "/cities/{city}/tokens";
    private const int UsualDays = 90;
    private const int MostDays = 366;
    private const int LongestText = 100;
    private const int AtATime = 16;

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", Tokens, ListAsync),
        new("POST", Tokens, IssueAsync),
        new("DELETE", Tokens + "/{key}", RevokeAsync),
    ];

    private static async Task<ApiAnswer> ListAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request, "limit", "after") is { } stranger)
        {
            return stranger;
        }

        var (page, refusal) = Page.Read(request);
        if (page is null)
        {
            return refusal!;
        }

        var (listed, next) = page.Cut(await FindAllAsync(request), token => token.Hash);
        var answer = new JsonObject { ["tokens"] = new JsonArray([.. await Task.WhenAll(listed.Select(token => DescribeAsync(request, token.Hash, token.File)))]) };
        if (next is not null)
        {
            answer["next"] = next;
        }

        return ApiAnswer.Json(200, answer);
    }

    private static async Task<ApiAnswer> IssueAsync(ApiRequest request)
    {
        try
        {
            var now = request.Home.Time.GetUtcNow();
            var file = Read(request, now);
            var token = CallerFiles.CreateToken();
            var hash = CallerFiles.HashOf(token);
            await request.Home.Files.PutAsync(Keys.Caller.For(hash), file, ApiJson.Default.CallerFile, request.Cancellation);
            var described = await DescribeAsync(request, hash, file);
            var withoutIt = ApiAnswer.Json(201, described.DeepClone().AsObject()).Body;
            described.Insert(0, "token", token);
            return ApiAnswer.Json(201, described) with { Repeated = withoutIt, Made = TokenKeys.Of(hash) };
        }
        catch (InputException fault)
        {
            return Reading.WrongField(fault);
        }
    }

    private static CallerFile Read(ApiRequest request, DateTimeOffset now)
    {
        var fields = new OrderFields(request.ReadObject() ?? throw new InputException("", "the body is no JSON object", "Send such as {\"name\": \"Records desk\", \"role\": \"viewer\"}."))
            .AllowOnly("name", "role", "owner", "days");
        var role = fields.FindText("role");
        if (Roles.Parse(role) == Role.None)
        {
            throw new InputException("role", role is null ? "role is missing" : $"there is no such role{NearMiss.Hint(role, Roles.Given)}", $"Write one of {string.Join(", ", Roles.Given)}.");
        }

        var days = fields.FindWhole("days") ?? UsualDays;
        if (days is < 1 or > MostDays)
        {
            throw new InputException("days", $"days is not from 1 to {MostDays}", "Say how many days the token opens.");
        }

        return new CallerFile(
            [request.City],
            ReadName(fields, "name") ?? throw new InputException("name", "name is missing", "Say what the token is for."),
            role,
            ReadName(fields, "owner") ?? request.Caller!.Name,
            PlanRecords.Print(now),
            request.Caller!.Name,
            PlanRecords.Print(now.AddDays(days)));
    }

    private static string? ReadName(OrderFields fields, string name) => fields.FindText(name)?.Trim() switch
    {
        null or "" => null,
        { Length: <= LongestText } text when !text.Any(char.IsControl) => text,
        _ => throw new InputException(name, $"{name} has more than {LongestText} characters, or a line break", "Shorten it."),
    };

    private static async Task<ApiAnswer> RevokeAsync(ApiRequest request)
    {
        var key = request.Values["key"];
        if (!TokenKeys.IsKey(key) || (await FindAllAsync(request)).FirstOrDefault(token => TokenKeys.Of(token.Hash) == key) is not { File: { } file, Hash: var hash })
        {
            return ApiAnswer.NothingHere("The city has no such token. GET on the path without the key lists those it has.");
        }

        var files = request.Home.Files;
        string[] left = [.. file.Cities!.Where(city => city != request.City)];
        if (left.Length > 0)
        {
            await files.PutAsync(Keys.Caller.For(hash), file with { Cities = left }, ApiJson.Default.CallerFile, request.Cancellation);
            return ApiAnswer.Empty(204);
        }

        await files.DeleteAsync(Keys.Caller.For(hash), request.Cancellation);
        await files.DeleteAsync(Keys.CallerUse.For(hash), request.Cancellation);
        return ApiAnswer.Empty(204);
    }

    /// <summary>Tokens that open the city. All there are is read: they are tens, not thousands.</summary>
    private static async Task<IReadOnlyList<(string Hash, CallerFile File)>> FindAllAsync(ApiRequest request)
    {
        var keys = (await request.Home.Files.ListAsync(Keys.Caller.Begin(), request.Cancellation)).Where(Keys.Caller.Matches).ToArray();
        var files = new CallerFile?[keys.Length];
        await Parallel.ForAsync(0, keys.Length, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = request.Cancellation }, async (at, cancellation) =>
            files[at] = await CallerFiles.FindAsync(request.Home.Files, keys[at], request.Home.LogDamaged, cancellation));
        return [.. keys.Zip(files).Where(pair => pair.Second?.Cities?.Contains(request.City) == true).Select(pair => (Path.GetFileNameWithoutExtension(pair.First), pair.Second!))];
    }

    private static async Task<JsonObject> DescribeAsync(ApiRequest request, string hash, CallerFile file)
    {
        var described = new JsonObject { ["key"] = TokenKeys.Of(hash), ["name"] = file.Name ?? "", ["role"] = Roles.NameOf(file.FindRole()) };
        Add("owner", file.Owner);
        Add("issued", file.Issued);
        Add("issuedBy", file.IssuedBy);
        Add("expires", file.Expires);
        described["expired"] = CallerFiles.HasExpired(file, request.Home.Time.GetUtcNow());
        Add("lastUsed", await FindLastUseAsync(request, hash));
        return described;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                described[name] = value;
            }
        }
    }

    private static async Task<string?> FindLastUseAsync(ApiRequest request, string hash)
    {
        try
        {
            return (await request.Home.Files.FindAsync(Keys.CallerUse.For(hash), ApiJson.Default.CallerUse, request.Cancellation))?.Day;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
