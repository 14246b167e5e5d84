using SmartBeats.Api.Answers;
using SmartBeats.Editing;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Plans;

/// <summary>
/// <c>GET /cities/{city}/plans/{id}/ground</c>: the plan packed for a page that measures drafts on it itself; with
/// <c>part=response</c> what it measures their response from.
/// </summary>
internal static class PackDraft
{
    private const string Response = "response";

    public static Task<ApiAnswer> AnswerAsync(ApiRequest request) => Reading.FromPlanAsync(request, async (sources, parent) =>
    {
        if (Reading.RefuseStrangers(request, "part") is { } refusal)
        {
            return refusal;
        }

        var part = request.FindQuery("part");
        if (part is not null and not Response)
        {
            return ApiAnswer.WrongFields(new RequestFault("part", $"there is no part \"{part}\"", $"Write {Response}, or leave it out."));
        }

        var (city, plan) = (request.City, parent.Plan.PlanId);
        try
        {
            return part == Response
                ? await SendAsync(request, Keys.PackedResponse.For(city, plan), $"\"{plan}.{Response}\"", () => ResponseOfDrafts.PackAsync(sources, city, parent))
                : await SendAsync(request, Keys.PackedDraft.For(city, plan), $"\"{plan}\"", () => DraftAnswer.PackAsync(sources, city, parent));
        }
        catch (InputException fault) when (fault.Where == "plan")
        {
            return ApiAnswer.Problem(409, $"{fault.What}. {fault.Remedy}");
        }
    });

    /// <summary>The bytes themselves on a laptop; in the cloud the way to them, once they are written.</summary>
    private static async Task<ApiAnswer> SendAsync(ApiRequest request, string key, string tag, Func<Task<byte[]>> packAsync)
    {
        if (request.Home.Links.CreateDownload(key) is not { } link)
        {
            return await Reading.SendPackedAsync(request, tag, PackedDraft.MediaType, packAsync);
        }

        var files = request.Home.Files;
        await using (var kept = await files.OpenAsync(key, request.Cancellation))
        {
            if (kept is null)
            {
                await files.PutAsync(key, await packAsync());
            }
        }

        return ApiAnswer.Empty(302).With("location", link);
    }
}
