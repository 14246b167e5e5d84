using SmartBeats.Districting;
using SmartBeats.Districting.Ranking;

namespace SmartBeats.Requests;

/// <summary>The fields of a request and how each is read from its value.</summary>
internal static class RequestFields
{
    public const int MostBeats = 100_000;

    /// <summary>A day of search (<see cref="Districting.BeatEngine.EffortOfSeconds"/>); shares of it can be counted without overflow.</summary>
    public const long MostEffort = 2_419_200_000_000;

    public static readonly string[] DataWords = ["all", "incidents", "non-incidents"];

    public static readonly string[] GoalWords = ["compact", "tightest", "compromise", "response"];

    /// <summary>What can be written beside the usual files.</summary>
    public static readonly string[] AlsoWords = [Sheets, GeoPackage, Kml, Workbook];

    public const string Sheets = "sheets";

    public const string GeoPackage = "gpkg";

    public const string Kml = "kml";

    public const string Workbook = "xlsx";

    /// <summary>In the order of <see cref="WorkloadKind"/>; weights per priority are an object, not a word.</summary>
    public static readonly string[] WorkloadWords = ["calls", "service-minutes", "time-on-scene"];

    /// <summary>Each field's reader: the request with the value in its place, or unchanged when the value left a fault.</summary>
    public static readonly IReadOnlyDictionary<string, Func<PlanRequest, RequestValue, PlanRequest>> Readers =
        new Dictionary<string, Func<PlanRequest, RequestValue, PlanRequest>>(StringComparer.Ordinal)
        {
            ["city"] = (request, value) =>
                RequestLists.City(value) is { } id ? request with { City = id } : request,
            ["beats"] = (request, value) =>
                value.Whole(1, MostBeats, "Write how many beats there shall be.") is { } beats ? request with { Beats = (int)beats } : request,
            ["workloadPerBeat"] = (request, value) =>
                value.Positive(double.MaxValue, "a number above 0", "Write how many calls or officer-minutes a beat shall have.") is { } target
                    ? request with { WorkloadPerBeat = target }
                    : request,
            ["data"] = (request, value) =>
                value.OneOf(DataWords, "Choose which calls count.") is { } data ? request with { Data = (CallData)data } : request,
            ["priorities"] = (request, value) =>
                RequestLists.Priorities(value) is { } priorities ? request with { Priorities = priorities } : request,
            ["dispositions"] = (request, value) =>
                RequestLists.Dispositions(value) is { } codes ? request with { Dispositions = codes } : request,
            ["natures"] = RequestDetails.ReadNatures,
            ["sources"] = RequestDetails.ReadSources,
            ["withoutPlaces"] = RequestDetails.ReadPlaces,
            ["from"] = (request, value) =>
                RequestTime.Read(value, isEnd: false) is { } from ? request with { From = from } : request,
            ["to"] = (request, value) =>
                RequestTime.Read(value, isEnd: true) is { } to ? request with { To = to } : request,
            ["weekdays"] = (request, value) =>
                RequestLists.Weekdays(value) is { } days ? request with { Weekdays = days } : request,
            ["hours"] = (request, value) =>
                RequestTime.ReadHours(value) is { } hours ? request with { Hours = hours } : request,
            ["workload"] = RequestWorkload.Read,
            ["diversion"] = RequestDetails.ReadDiversion,
            ["tolerance"] = RequestTolerance.Read,
            ["autoTolerance"] = RequestTolerance.ReadAuto,
            ["goal"] = (request, value) =>
                value.OneOf(GoalWords, "Choose what matters most.") is { } goal ? request with { Goal = (Goal)goal } : request,
            ["seed"] = (request, value) =>
                value.Unsigned("Any such number will do; the same one gives the same plan.") is { } seed ? request with { Seed = seed } : request,
            ["effort"] = (request, value) =>
                value.Whole(1, MostEffort, "Leave it out for the default of the city's size.") is { } effort ? request with { Effort = effort } : request,
            ["bridges"] = (request, value) =>
                value.Flag("Write true to let bridges join the map's parts.") is { } bridges ? request with { Bridges = bridges } : request,
            ["response"] = RequestResponse.Read,
            ["shifts"] = (request, value) =>
                RequestTime.ReadShifts(value) is { } shifts ? request with { Shifts = shifts } : request,
            ["shiftBudget"] = RequestTime.ReadBudget,
            ["rank"] = (request, value) =>
                value.Whole(0, PlanRank.MostPlans, "Write among how many random plans to rank the plan; 0 for none.") is { } rank ? request with { Rank = (int)rank } : request,
            ["sectors"] = (request, value) =>
                value.Whole(0, MostBeats, "Write how many sectors the beats shall be grouped into; 0 for none.") is { } sectors ? request with { Sectors = (int)sectors } : request,
            ["backtest"] = RequestBacktest.Read,
            ["weighPeriods"] = RequestPeriods.ReadPeriods,
            ["halfLife"] = RequestPeriods.ReadHalfLife,
            ["for"] = RequestPeriods.ReadFor,
            ["life"] = RequestPeriods.ReadLife,
            ["anew"] = (request, value) =>
                value.Flag("Write true to draw the current beats anew for newer calls.") is { } anew ? request with { Anew = anew } : request,
            ["balance"] = RequestWishes.Balance,
            ["weigh"] = RequestSignals.ReadWeigh,
            ["keepWhole"] = RequestSignals.ReadKeepWhole,
            ["label"] = RequestSignals.ReadLabel,
            ["equalArea"] = RequestWishes.EqualArea,
            ["changeBudget"] = RequestWishes.ChangeBudget,
            ["lockBeats"] = RequestWishes.LockBeats,
            ["withoutBeats"] = RequestWishes.WithoutBeats,
            ["stationWeight"] = RequestWishes.StationWeight,
            ["also"] = (request, value) =>
                RequestLists.Also(value) is { } also ? request with { Also = also } : request,
        };

    /// <summary>All names a request may hold.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Readers.Keys, .. InlineSide.Fields];
}
