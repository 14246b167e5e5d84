using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What a verb about patrols prints, and its numbers.</summary>
/// <param name="Sentences">As the verb prints them.</param>
/// <param name="Assumptions">What the figures rest on.</param>
/// <param name="Numbers">The figures themselves.</param>
public sealed record DutyAnswer(IReadOnlyList<string> Sentences, IReadOnlyList<string> Assumptions, JsonObject Numbers)
{
    /// <summary>The files that the verb writes, as texts.</summary>
    public IReadOnlyList<DutyFile> Files { get; init; } = [];
}

/// <summary>A file as text.</summary>
public sealed record DutyFile(string Name, string MediaType, string Text)
{
    /// <param name="content">UTF-8, with or without a byte order mark.</param>
    public static DutyFile Create(string name, string mediaType, byte[] content) => new(name, mediaType, Encoding.UTF8.GetString(content).TrimStart('\uFEFF'));
}

/// <summary>Calls as patrols feel them, joined to a plan's map.</summary>
/// <param name="Calls">In the order of their source.</param>
/// <param name="Covered">What time all the city's calls cover, whether they count or not.</param>
public sealed record DutyCalls(PatrolCall[] Calls, CallPeriod Covered)
{
    /// <summary>Those of them whose stamps, unit or beat tell how they were answered.</summary>
    public IReadOnlyList<MeasuredCall> Measured { get; init; } = [];

    /// <summary>Reads them from where the city's calls are kept.</summary>
    /// <param name="request">Which calls count.</param>
    /// <exception cref="InputException">There are none, or none has a field the request asks for.</exception>
    public static async Task<DutyCalls> ReadAsync(AnswerSources sources, string city, Plan plan, PlanRequest request, CancellationToken cancellation = default)
    {
        await ValidateRequest.ThrowIfAbsentAsync(sources.Calls, city, request, cancellation);
        var index = await sources.ReadIndexAsync(city, plan.MapVersion);
        var (calls, measured) = (new List<PatrolCall>(), new List<MeasuredCall>());
        await foreach (var batch in sources.Calls.ReadCallsAsync(city, request, CallPart.Everything, cancellation))
        {
            foreach (var call in batch)
            {
                var area = index.Find(call.Longitude, call.Latitude);
                calls.Add(PatrolCall.Of(call, area));
                if (MeasuredCall.FromCall(call, area) is { TellsSomething: true } told)
                {
                    measured.Add(told);
                }
            }
        }

        return calls.Count > 0
            ? new DutyCalls([.. calls], CoveredTime.Find(await sources.Calls.ReadDaysAsync(city, cancellation))) { Measured = measured }
            : throw new InputException("calls", $"{city} has no calls that count here", "Load calls, or count them all.");
    }
}
