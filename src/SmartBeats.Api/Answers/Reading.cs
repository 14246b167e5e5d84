using System.IO.Compression;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Api.Answers;

/// <summary>What the reading routes share: the calls opened and closed again, the plan found, faults in their words.</summary>
internal static class Reading
{
    /// <summary>Answers from a city's maps, plans and calls.</summary>
    public static async Task<ApiAnswer> FromSourcesAsync(ApiRequest request, Func<AnswerSources, Task<ApiAnswer>> answerAsync)
    {
        await using var calls = request.Home.OpenCalls();
        return await answerAsync(new AnswerSources(request.Home.Files, calls, request.Home.Shelves));
    }

    /// <summary>Answers from the plan in the path.</summary>
    public static Task<ApiAnswer> FromPlanAsync(ApiRequest request, Func<AnswerSources, PlanFile, Task<ApiAnswer>> answerAsync) => FromSourcesAsync(
        request,
        async sources => await sources.FindPlanAsync(request.City, request.PlanId) is { } plan
            ? await answerAsync(sources, plan)
            : NoSuchPlan(request, request.PlanId));

    /// <summary>The answer where a plan is not published.</summary>
    public static ApiAnswer NoSuchPlan(ApiRequest request, string planId) => ApiAnswer.NoSuchPlan(request.City, PlanRecords.IsPlanId(planId) ? planId : "of that id");

    /// <summary>A document of the answers' own.</summary>
    public static ApiAnswer Document<T>(T document) => new(200, AnswerJson.Write(document));

    /// <summary>What is wrong with one member of what was sent.</summary>
    public static ApiAnswer WrongField(InputException fault) => ApiAnswer.WrongFields(new RequestFault(fault.Where, fault.What, fault.Remedy));

    /// <summary>Refuses values of the query that nobody reads: a mistyped one would be another question.</summary>
    /// <returns>Null where there are none.</returns>
    public static ApiAnswer? RefuseStrangers(ApiRequest request, params IReadOnlyList<string> known) =>
        request.Query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } stranger
            ? ApiAnswer.WrongFields(new RequestFault(stranger, $"there is no \"{stranger}\" in this query", known.Count == 0 ? "It takes nothing." : $"It takes {string.Join(", ", known)}."))
            : null;

    /// <summary>Large bytes that never change under their tag: packed once for all who ask.</summary>
    /// <param name="tag">In quotes; names the content.</param>
    public static async Task<ApiAnswer> SendPackedAsync(ApiRequest request, string tag, string mediaType, Func<Task<byte[]>> readAsync)
    {
        if (request.FindHeader("if-none-match") is { } held && ConditionalAnswer.Matches(held, tag))
        {
            var unchanged = ApiAnswer.Empty(304);
            unchanged.Headers.Remove("content-type");
            return unchanged.With("etag", tag).With("cache-control", "private, no-cache").With("vary", "accept-encoding");
        }

        if (!AnswerCompression.Takes(request, "br"))
        {
            return new ApiAnswer(200, await readAsync(), mediaType).With("etag", tag);
        }

        var packed = await request.Home.Shelves.KeepBytesAsync(tag, async () => Pack(await readAsync()));
        return new ApiAnswer(200, packed, mediaType).With("etag", AnswerCompression.Tag(tag, "br")).With("content-encoding", "br").With("vary", "accept-encoding");
    }

    private static byte[] Pack(byte[] content)
    {
        using var target = new MemoryStream();
        using (var stream = new BrotliStream(target, new BrotliCompressionOptions { Quality = 5 }, leaveOpen: true))
        {
            stream.Write(content);
        }

        return target.ToArray();
    }
}
