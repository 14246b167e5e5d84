using SmartBeats.Calls.Mapping;

namespace SmartBeats.Calls.Files;

/// <summary>Where the mapping of a file that is not in the plain contract comes from.</summary>
/// <remarks>What a person says counts before what is kept, and that before what the file itself tells.</remarks>
public sealed record MappingSources
{
    /// <summary>Mappings kept by header; null for none.</summary>
    public MappingBook? Book { get; init; }

    /// <summary>What a person says; null for nothing. Said of a file in the plain contract it makes that file mapped, too.</summary>
    public MappingChanges? Changes { get; init; }

    /// <summary>Whether a mapping is confirmed by a person before it is applied, also one without doubts: nobody watches the load.</summary>
    public bool AsksFirst { get; init; }
}

/// <summary>What one file of a load was read by, or would be once its doubts are settled.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Mapping">Null where it is in the plain contract.</param>
/// <param name="Proposal">Null where the mapping was kept, or none was needed.</param>
public sealed record MappedFile(string Name, CallMapping? Mapping, MappingProposal? Proposal)
{
    /// <summary>Whether the reading ended because a person has to say how the file is read.</summary>
    public bool IsOpen { get; init; }
}
