using SmartBeats.Api.Answers;
using SmartBeats.Editing;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Plans;

/// <summary><c>GET /cities/{city}/plans/{id}/ground</c>: the plan packed for a page that measures drafts on it itself.</summary>
internal static class PackDraft
{
    public static Task<ApiAnswer> AnswerAsync(ApiRequest request) => Reading.FromPlanAsync(request, async (sources, parent) =>
    {
        if (Reading.RefuseStrangers(request) is { } refusal)
        {
            return refusal;
        }

        var (files, key) = (request.Home.Files, Keys.PackedDraft.For(request.City, parent.Plan.PlanId));
        try
        {
            if (request.Home.Links.CreateDownload(key) is not { } link)
            {
                return await Reading.SendPackedAsync(
                    request, $"\"{parent.Plan.PlanId}\"", PackedDraft.MediaType, () => DraftAnswer.PackAsync(sources, request.City, parent));
            }

            await using (var kept = await files.OpenAsync(key, request.Cancellation))
            {
                if (kept is null)
                {
                    await files.PutAsync(key, await DraftAnswer.PackAsync(sources, request.City, parent));
                }
            }

            return ApiAnswer.Empty(302).With("location", link);
        }
        catch (InputException fault) when (fault.Where == "plan")
        {
            return ApiAnswer.Problem(409, $"{fault.What}. {fault.Remedy}");
        }
    });
}
