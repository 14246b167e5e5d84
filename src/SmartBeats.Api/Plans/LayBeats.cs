using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Requests;

namespace SmartBeats.Api.Plans;

/// <summary><c>POST /cities/{city}/plans/{id}/moves</c>: the moves that make other beats of the plan, for a person to go on from them.</summary>
/// <remarks>Keeps nothing.</remarks>
internal static class LayBeats
{
    private const string Remedy =
        "Send {\"plan\": \"its id\"}, {\"adopted\": true}, or the beats as a file: {\"name\": \"beats.geojson\", \"text\": \"...\"}, base64 in the place of text where it is none.";

    public static Task<ApiAnswer> AnswerAsync(ApiRequest request) => Reading.FromPlanAsync(request, async (sources, parent) =>
    {
        if (Reading.RefuseStrangers(request) is { } refusal)
        {
            return refusal;
        }

        if (request.Body.Length > request.Home.Limits.BodyBytes)
        {
            var what = $"the body has more than {request.Home.Limits.BodyBytes:N0} bytes";
            return ApiAnswer.WrongFields(new RequestFault("", what, "Send an assignment (area_id,beat) in the place of shapes, or load the beats with the command."));
        }

        try
        {
            var fields = new OrderFields(request.ReadObject() ?? []).AllowOnly("plan", "adopted", "name", "text", "base64");
            var (plan, isAdopted, hasFile) = (fields.FindText("plan"), fields.FindFlag("adopted"), fields.Find("text") is not null || fields.Find("base64") is not null);
            if ((plan is null ? 0 : 1) + (isAdopted ? 1 : 0) + (hasFile ? 1 : 0) != 1)
            {
                throw new InputException("plan", "no beats are named, or more than one set of them", Remedy);
            }

            return Reading.Document(
                plan is not null ? await LaidBeats.FromPlanAsync(sources, request.City, parent, plan)
                : isAdopted ? await LaidBeats.FromAdoptedAsync(sources, request.City, parent, request.Cancellation)
                : await LaidBeats.FromFileAsync(sources, request.City, parent, fields.FindText("name") ?? "beats", SentContent.Read(fields, Remedy)));
        }
        catch (InputException fault)
        {
            return Reading.WrongField(fault);
        }
    });
}
