using System.Globalization;

namespace SmartBeats.Calls.Mapping;

/// <summary>Finds the fields beside place and time: numbers of calls, codes, texts, minutes.</summary>
internal sealed class CodeProposer(ProposalDraft draft)
{
    /// <summary>A column whose values tell calls apart; null to make numbers of the rows' content.</summary>
    public string? FindEventNumber(long rows)
    {
        var said = draft.FindSaid("event_number");
        var named = said is [var own, ..] ? own : null;
        if (said is null)
        {
            named = draft.Columns.FirstOrDefault(column => column.Name.Equals("event_number", StringComparison.OrdinalIgnoreCase) && column.Scientific == 0)
                ?? draft.FindColumn(ColumnNames.EventNumber, column => column.DistinctShare >= 0.5 && column.Blank * 100 <= rows && column.Scientific == 0 && column.WktPoints == 0 && column.Times.Both == 0);
        }

        if (named is not null)
        {
            draft.AddEvidence("event_number", named.DistinctShare < 1 ? "its values tell rows apart, some of them stand twice" : "its values tell rows apart", named.Name);
            if (named.DistinctShare < 0.99)
            {
                var share = (1 - named.DistinctShare).ToString("P0", CultureInfo.InvariantCulture);
                draft.Notes.Add($"{share} of the rows repeat a number of {named.Name}: of rows with one number the last counts.");
            }

            return named.Name;
        }

        if (said is null && draft.FindColumn(ColumnNames.EventNumber, column => column.Scientific > 0) is { } broken)
        {
            draft.Notes.Add($"A spreadsheet has cut the numbers of {broken.Name} to the form 1.2E+10: they cannot be used. Export the column as text.");
        }

        draft.Notes.Add("No column tells calls apart: event numbers are made of the rows' content, and two rows alike in all columns are one call.");
        return null;
    }

    public CodeMapping? ProposePriority()
    {
        static bool Accepts(ColumnProfile column) => column.HasFewCodes && column.Codes.Keys.Any(code => CodeTables.FindPriority(code) is not null);

        if (draft.FindSaid("priority") is { } said)
        {
            return said.Count == 0 ? null : Propose("priority", said[0], CodeTables.FindPriority);
        }

        var column = draft.FindColumn(ColumnNames.Priority, Accepts) ?? draft.FindColumn(ColumnNames.InitialPriority, Accepts);
        return column is null ? null : Propose("priority", column, CodeTables.FindPriority);
    }

    public CodeMapping? ProposeIncident()
    {
        if (draft.FindSaid("is_incident") is { } said)
        {
            return said.Count == 0 ? null : Propose("is_incident", said[0], CodeTables.FindFlag);
        }

        var column = draft.FindColumn(ColumnNames.Incident, column => column.HasFewCodes && column.Codes.Keys.All(code => CodeTables.FindFlag(code) is not null));
        return column is null ? null : Propose("is_incident", column, CodeTables.FindFlag);
    }

    public CodeMapping? ProposeSource()
    {
        if (draft.FindSaid("source") is { } said)
        {
            var tellsSelf = said.Count > 0 && said[0].Codes.Keys.Any(code => CodeTables.FindSelfInitiated(code) is not null);
            return said.Count == 0 ? null : Propose("source", said[0], tellsSelf ? CodeTables.FindSelfInitiated : CodeTables.FindSource);
        }

        var self = draft.FindColumn(ColumnNames.SelfInitiated, column => column.HasFewCodes && column.Codes.Keys.Any(code => CodeTables.FindSelfInitiated(code) is not null));
        if (self is not null)
        {
            return Propose("source", self, CodeTables.FindSelfInitiated);
        }

        var source = draft.FindColumn(ColumnNames.Source, column => column.HasFewCodes && column.Codes.Keys.Any(code => CodeTables.FindSource(code) is not null));
        return source is null ? null : Propose("source", source, CodeTables.FindSource);
    }

    /// <summary>A column of texts that repeat.</summary>
    public string? FindText(string field, string[] patterns)
    {
        if (FindSaidName(field) is { IsSaid: true } said)
        {
            return said.Column;
        }

        // A column of whole sentences, different in every row, is a comment and no code.
        var column = draft.FindColumn(patterns, column => column.WktPoints + column.Pairs + column.Times.Both == 0 && (column.HasFewCodes || column.DistinctShare < 0.5));
        if (column is null)
        {
            return null;
        }

        draft.AddEvidence(field, "its name says so", column.Name);
        return column.Name;
    }

    public string? FindMinutes()
    {
        if (FindSaidName("service_minutes") is { IsSaid: true } said)
        {
            return said.Column;
        }

        var column = draft.FindColumn(ColumnNames.Minutes, column => column.IsMostly(column.Numbers) && column.Smallest >= 0 && column.Largest <= 1_000_000 && column.CommaNumbers == 0);
        if (column is null)
        {
            return null;
        }

        draft.AddEvidence("service_minutes", "its name and its numbers say so", column.Name);
        draft.Notes.Add($"Minutes of {column.Name} are taken as those of all officers together; --service-minutes-are each multiplies them by the units.");
        return column.Name;
    }

    public string? FindUnits()
    {
        if (FindSaidName("units") is { IsSaid: true } said)
        {
            return said.Column;
        }

        var column = draft.FindColumn(ColumnNames.Units, column => column.IsMostly(column.Numbers) && column.Fractions == 0 && column.Smallest >= 0 && column.Largest <= 10_000);
        if (column is not null)
        {
            draft.AddEvidence("units", "its name and its numbers say so", column.Name);
        }

        return column?.Name;
    }

    /// <summary>A column of the contract that is mistyped would be lost without a word: asked for, where nothing else was found for its field.</summary>
    public void AskForNearMisses(CallMapping mapping)
    {
        foreach (var (field, isFound) in new[]
        {
            ("event_number", mapping.EventNumber is not null), ("priority", mapping.Priority is not null), ("is_incident", mapping.Incident is not null),
            ("disposition", mapping.Disposition is not null), ("service_minutes", mapping.ServiceMinutes is not null), ("units", mapping.Units is not null),
        })
        {
            var near = isFound || draft.Said.ContainsKey(field) ? null : draft.Columns.FirstOrDefault(column => IsMistyped(column.Name, field));
            if (near is not null)
            {
                draft.AddDoubt(
                    field,
                    $"{near.Name} may be {field}",
                    $"Say --map {field}={near.Name}, or --map {field}= to leave it out.",
                    new MappingChoice($"it is {near.Name}", new MappingChanges { Fields = [$"{field}={near.Name}"] }),
                    new MappingChoice("leave it out", new MappingChanges { Fields = [$"{field}="] }));
            }
        }
    }

    private static bool IsMistyped(string name, string field) =>
        name.Length > 4 && !name.Equals(field, StringComparison.OrdinalIgnoreCase) && NearMiss.Distance(ColumnNames.Squeeze(name), ColumnNames.Squeeze(field)) == 1;

    /// <summary>Whether a person said which column a field comes from, and which: null for none.</summary>
    private (bool IsSaid, string? Column) FindSaidName(string field)
    {
        if (draft.FindSaid(field) is not { } said)
        {
            return (false, null);
        }

        if (said.Count == 0)
        {
            return (true, null);
        }

        draft.AddEvidence(field, "as you say", said[0].Name);
        return (true, said[0].Name);
    }

    private CodeMapping Propose(string field, ColumnProfile column, Func<string, string?> find)
    {
        var codes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var unknown = new List<string>();
        var lost = 0L;
        foreach (var (code, count) in column.Codes.OrderBy(code => code.Key, StringComparer.Ordinal))
        {
            if (find(code) is { } meaning)
            {
                codes[code] = meaning;
            }
            else
            {
                unknown.Add(code);
                lost += count;
            }
        }

        var isPlain = codes.All(code => code.Key == code.Value);
        draft.AddEvidence(field, isPlain ? "its name and its values say so" : $"its name says so; {codes.Count} codes are known by their words", column.Name);
        if (unknown.Count > 0)
        {
            draft.Notes.Add(
                $"{ColumnProfile.Show(lost)} rows have a code of {column.Name} without a meaning ({unknown.Count} codes): they have no {field} "
                + "until mapping.json gives one.");
        }

        return new CodeMapping(column.Name, codes);
    }
}
