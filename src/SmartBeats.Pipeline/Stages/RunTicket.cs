using System.Text.Json.Serialization;

namespace SmartBeats.Pipeline.Stages;

/// <summary>What every stage of a run is handed: pointers, never data. A kilobyte at most.</summary>
/// <param name="RunId">Names the folder of the run's intermediate files; letters, digits and hyphens.</param>
/// <param name="PlanId">Names the plan: the same request on the same data has the same id.</param>
/// <param name="MapVersion">The map the run was started on.</param>
/// <param name="CallsVersion">The calls the run was started on; checked again when the workload is merged.</param>
public sealed record RunTicket(string City, string RunId, string PlanId, string MapVersion, string CallsVersion)
{
    /// <summary>Changes whenever the engine would answer the same request on the same data differently.</summary>
    public const string EngineVersion = "6";

    private readonly IReadOnlyList<SideFile> _sides = [];

    /// <summary>Hash of the map's columns the run was started on; null for a map without.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Columns { get; init; }

    /// <summary>Barriers, links, current beats, locks and stations the plan is made with, in order of role; their content lies at <see cref="Run.Keys.Side"/>.</summary>
    public IReadOnlyList<SideFile> Sides
    {
        get => _sides;
        // A ticket written without the member reads as one without side files.
        init => _sides = value is null ? [] : value;
    }
}
