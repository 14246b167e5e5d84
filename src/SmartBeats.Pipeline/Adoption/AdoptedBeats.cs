using System.Text.Json.Serialization;
using NodaTime.Text;
using SmartBeats.Demand;

namespace SmartBeats.Pipeline.Adoption;

/// <summary>Beats that are patrolled from a day on, until others are.</summary>
/// <param name="From">First day, as yyyy-MM-dd.</param>
/// <param name="Name">What they are called: the plan's id, or the file they came from.</param>
/// <param name="Recorded">When that was said, in UTC.</param>
public sealed record AdoptedBeats(string From, string Name, string Recorded)
{
    /// <summary>What stands for the adopted beats where a plan or a file of beats is named.</summary>
    public const string Today = "today";

    /// <summary>Id of the plan; null where they are no plan of this city's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PlanId { get; init; }

    /// <summary>Content hash of the beats where they are no plan: kept like a request's current beats.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BeatsHash { get; init; }

    /// <summary>Version of the map they were given areas on; null for a plan, which says so itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MapVersion { get; init; }

    /// <summary>Who said so; null where nobody is known by name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? By { get; init; }

    /// <summary>Last day, the day before the next; null for those that nothing has followed. Read, never written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? To { get; init; }

    /// <summary>First day in days since 1970-01-01.</summary>
    [JsonIgnore]
    public int FirstDay => DayRange.ToDay(LocalDatePattern.Iso.Parse(From).GetValueOrThrow());

    /// <summary>The same for reading: <c>since 2025-01-06</c> or <c>2025-01-06 to 2025-06-30</c>.</summary>
    public string DescribeTime() => To is null ? $"since {From}" : $"{From} to {To}";
}

/// <summary>The beats a city patrols and has patrolled.</summary>
/// <param name="Adopted">The earliest first.</param>
public sealed record AdoptedList(IReadOnlyList<AdoptedBeats> Adopted);
