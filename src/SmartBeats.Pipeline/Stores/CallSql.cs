using System.Globalization;
using System.Text;
using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stores;

/// <summary>A request's filters and workload as SQL that SQLite and PostgreSQL read alike, over a table of calls.</summary>
/// <remarks>The same calls pass, and weigh the same, as under <see cref="Calls.CallFilter"/>; a test holds the two against each other.</remarks>
public sealed class CallSql
{
    /// <summary>Columns of a <see cref="Response.ServiceTally"/>, grouped and ordered by the first two; whole minutes, and 1441 for all beyond a day.</summary>
    public const string ServiceColumns = $"""
        priority,
        CASE WHEN {MinutesPerOfficer} > 1441 THEN 1441 ELSE {MinutesPerOfficer} END AS minutes,
        COUNT(*), COUNT(units), CAST(SUM(CASE WHEN units < 1 THEN 1 WHEN units > 10 THEN 10 ELSE COALESCE(units, 0) END) AS bigint), MIN(local_seconds), MAX(local_seconds)
        """;

    /// <summary>Columns of <see cref="CallDetails"/>; source is 1 for an officer, 0 for a citizen, 2 where unknown, and NULL with all others where a call has no details.</summary>
    public const string DetailColumns = "nature, source, unit, beat, received_utc, dispatched_utc, arrived_utc, cleared_utc";

    /// <summary>1 where a call has plausible stamps of arrival and clearing; else 0. As <see cref="CallTimes.FindOnScene"/>.</summary>
    public const string IsTimed = "(CASE WHEN cleared_utc - arrived_utc BETWEEN 0 AND 86400 THEN 1 ELSE 0 END)";

    /// <summary>An aggregate: calls of a group on weekdays from 8 to 17.</summary>
    public const string OfficeCalls = $"COUNT(CASE WHEN {SecondOfDay} >= 28800 AND {SecondOfDay} < 61200 AND (({Day} + 3) % 7 + 7) % 7 < 5 THEN 1 END)";

    /// <summary>The local day of a call, counted from 1970-01-01; a whole number in both databases.</summary>
    public const string Day = $"((local_seconds - {SecondOfDay}) / 86400)";

    /// <summary>Columns of a <see cref="Response.Measured.StampTally"/> after its day.</summary>
    public const string StampColumns = $"""
        COUNT(*), COUNT(dispatched_utc), COUNT(arrived_utc), COUNT(cleared_utc),
        SUM(CASE WHEN dispatched_utc - {Received} NOT BETWEEN 0 AND 86400 OR arrived_utc - dispatched_utc NOT BETWEEN 0 AND 86400
            OR arrived_utc - {Received} NOT BETWEEN 0 AND 86400 OR cleared_utc - arrived_utc NOT BETWEEN 0 AND 86400 THEN 1 ELSE 0 END)
        """;

    private const string Received = "COALESCE(received_utc, utc_seconds)";
    private const long SecondsPerDay = 86_400;
    private const string Sent = "(CASE WHEN units > 10 THEN 10 WHEN units > 1 THEN units ELSE 1 END)";
    private const string MinutesPerOfficer = $"((service_minute_hundredths + 50 * {Sent}) / (100 * {Sent}))";
    private const string OfficerSeconds =
        $"(CASE WHEN {IsTimed} = 1 THEN (cleared_utc - arrived_utc) * (CASE WHEN units > 1 THEN units ELSE 1 END) ELSE 0 END)";

    private const string SecondOfDay = "((local_seconds % 86400 + 86400) % 86400)";
    private readonly StringBuilder _where;
    private readonly Dictionary<string, object> _parameters;
    private readonly PlanRequest _request;
    private readonly char _mark;
    private readonly string? _kept;

    /// <param name="mark">What a parameter's name begins with: <c>@</c> in SQLite, <c>:</c> in the RDS Data API.</param>
    public CallSql(string city, PlanRequest request, char mark = '@')
    {
        (_mark, _request) = (mark, request);
        _where = new StringBuilder($"city = {mark}city");
        _parameters = new Dictionary<string, object> { ["city"] = city };
        if (request.Data != CallData.All)
        {
            _where.Append(request.Data == CallData.Incidents ? " AND is_incident = 1" : " AND is_incident = 0");
        }

        if (request.Priorities.Count > 0)
        {
            _where.Append(" AND priority IN (").AppendJoin(',', request.Priorities.Select(Number)).Append(')');
        }

        if (request.Dispositions.Count > 0)
        {
            var names = request.Dispositions.Select((code, i) => Parameter($"disposition{i}", code));
            _where.Append(" AND disposition IN (").AppendJoin(',', names).Append(')');
        }

        AppendDetails(request);
        if (request.From is { } from)
        {
            _where.Append(" AND local_seconds >= ").Append(Parameter("from", LocalSeconds(from)));
        }

        if (request.To is { } to)
        {
            _where.Append(" AND local_seconds <= ").Append(Parameter("to", LocalSeconds(to)));
        }

        AppendHours(request);
        var periods = PeriodWeights.FromRequest(request);
        AppendPeriods(periods);
        _kept = DescribeKept(request);
        Weight = periods.Count == 0 ? WeightOf(request) : $"SUM({RowWeightOf(request)} * {PeriodWeightOf(periods)})";
        var countsOnScene = RequestCriterion.Of(request).Any(criterion => criterion.Kind == WorkloadKind.TimeOnScene);
        WithoutMinutes = countsOnScene ? $"COUNT(*) - SUM({IsTimed})" : "COUNT(*) - COUNT(service_minute_hundredths)";
        WeightOnScene = countsOnScene ? WeighAs(WorkloadKind.TimeOnScene) : "0";
    }

    /// <summary>A statement whose one value is 1 where some call of the city has a field, or the city has no calls; else 0.</summary>
    /// <param name="field">Looked for; the first call that has it ends the search.</param>
    /// <param name="mark">What a parameter's name begins with.</param>
    public static string FindField(CallField field, char mark = '@')
    {
        var known = field switch
        {
            CallField.Priority => "priority > 0",
            CallField.Incident => string.Create(CultureInfo.InvariantCulture, $"is_incident <> {Call.Unknown}"),
            CallField.Nature => "nature <> ''",
            CallField.Source => string.Create(CultureInfo.InvariantCulture, $"source <> {Call.Unknown}"),
            _ => "disposition <> ''",
        };
        return $"""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM calls WHERE city = {mark}city AND {known})
            OR NOT EXISTS (SELECT 1 FROM calls WHERE city = {mark}city) THEN 1 ELSE 0 END
            """;
    }

    /// <summary>A statement: the city's natures, the most frequent first.</summary>
    /// <param name="mark">What a parameter's name begins with.</param>
    public static string FindNatures(char mark = '@') => string.Create(
        CultureInfo.InvariantCulture, $"SELECT nature FROM calls WHERE city = {mark}city AND nature <> '' GROUP BY nature ORDER BY COUNT(*) DESC, nature LIMIT {CallSummary.MostNatures}");

    /// <summary>The condition, without the word WHERE.</summary>
    public string Where => _where.ToString();

    /// <summary>An aggregate: the workload of a group of calls, in units.</summary>
    public string Weight { get; }

    /// <summary>An aggregate: calls of a group that lack the minutes the request counts.</summary>
    public string WithoutMinutes { get; }

    /// <summary>An aggregate: officers' time on scene of a group, where the request counts it; else 0.</summary>
    public string WeightOnScene { get; }

    /// <summary>An aggregate: what a group of calls weighs under a workload, periods not weighed.</summary>
    public string WeighAs(WorkloadKind workload) => WeightOf(_request with { Workload = workload });

    /// <summary>Values by name, without the mark.</summary>
    public IReadOnlyDictionary<string, object> Parameters => _parameters;

    private void AppendDetails(PlanRequest request)
    {
        for (var i = 0; i < request.WithoutPlaces.Count; i++)
        {
            var (west, east, south, north) = request.WithoutPlaces[i].Box;
            _where.Append(" AND NOT (longitude BETWEEN ").Append(Parameter($"west{i}", west)).Append(" AND ").Append(Parameter($"east{i}", east))
                .Append(" AND latitude BETWEEN ").Append(Parameter($"south{i}", south)).Append(" AND ").Append(Parameter($"north{i}", north)).Append(')');
        }

        if (request.Natures.Count > 0)
        {
            var names = request.Natures.Select((nature, i) => Parameter($"nature{i}", nature));
            _where.Append(" AND COALESCE(nature, '') IN (").AppendJoin(',', names).Append(')');
        }

        if (request.Sources.Count > 0)
        {
            var codes = request.Sources.Select(source => source switch { CallOrigin.Citizen => 0, CallOrigin.Officer => 1, _ => Call.Unknown });
            _where.Append(" AND COALESCE(source, ").Append(Number(Call.Unknown)).Append(") IN (").AppendJoin(',', codes.Select(Number)).Append(')');
        }
    }

    /// <summary>Thousandths of a call that take a unit, by its nature; null where all do.</summary>
    private string? DescribeKept(PlanRequest request) => request.Diversion.Count == 0 ? null : "(CASE nature "
        + string.Concat(request.Diversion.Select((share, i) =>
            $"WHEN {Parameter($"diverted{i}", share.Key)} THEN {Number((long)((1 - share.Value) * CallFilter.DiversionUnits))} "))
        + $"ELSE {Number(CallFilter.DiversionUnits)} END)";

    private void AppendHours(PlanRequest request)
    {
        var crossesMidnight = request.Hours is { } h && h.From > h.To;
        if (request.Hours is { } hours)
        {
            var begins = $"{SecondOfDay} >= {Number(hours.From * 3600)}";
            var ends = $"{SecondOfDay} < {Number(hours.To * 3600)}";
            _where.Append(crossesMidnight ? $" AND ({begins} OR {ends})" : $" AND {begins} AND {ends}");
        }

        if (request.Weekdays.Count > 0)
        {
            // A shift belongs to the day it began on: 22 to 6 on Friday takes Saturday's first six hours.
            var began = crossesMidnight
                ? $"(local_seconds - CASE WHEN {SecondOfDay} < {Number(request.Hours!.To * 3600)} THEN 86400 ELSE 0 END)"
                : "local_seconds";
            // 1970-01-01 was a Thursday: day 0 has to become 4.
            var weekday = $"((({began} - {SecondOfDay}) / 86400 + 3) % 7 + 7) % 7 + 1";
            _where.Append(" AND ").Append(weekday).Append(" IN (")
                .AppendJoin(',', request.Weekdays.Select(day => Number((int)day))).Append(')');
        }
    }

    private void AppendPeriods(IReadOnlyList<WeightedPeriod> periods)
    {
        if (periods.Count > 0)
        {
            var within = periods.Select(period => $"local_seconds >= {Number(period.Days.First * SecondsPerDay)} AND local_seconds < {Number((period.Days.Last + 1) * SecondsPerDay)}");
            _where.Append(" AND (").AppendJoin(" OR ", within).Append(')');
        }
    }

    /// <summary>Thousandths by when a call came; periods ascend, and calls in none of them are left out by the condition.</summary>
    private static string PeriodWeightOf(IReadOnlyList<WeightedPeriod> periods) => "(CASE "
        + string.Concat(periods.Select(period => $"WHEN local_seconds < {Number((period.Days.Last + 1) * SecondsPerDay)} THEN {Number((long)(period.Weight * PeriodWeights.UnitsPerOne))} "))
        + "ELSE 0 END)";

    /// <summary>What one call weighs, when it came not counted.</summary>
    private string RowWeightOf(PlanRequest request) => _kept is null ? KindWeightOf(request) : $"CAST({KindWeightOf(request)} AS bigint) * {_kept}";

    private static string KindWeightOf(PlanRequest request) => request.Workload switch
    {
        WorkloadKind.TimeOnScene => OfficerSeconds,
        WorkloadKind.ServiceMinutes => "COALESCE(service_minute_hundredths, 0)",
        WorkloadKind.PriorityWeights when request.PriorityWeights.Count == 0 => "1000",
        WorkloadKind.PriorityWeights => "(CASE priority "
            + string.Concat(request.PriorityWeights.Select(w => $"WHEN {Number(w.Key)} THEN {Number((long)(w.Value * 1000m))} "))
            + "ELSE 1000 END)",
        _ => "1",
    };

    private string WeightOf(PlanRequest request) => request.Workload switch
    {
        WorkloadKind.Calls when _kept is null => "COUNT(*)",
        WorkloadKind.PriorityWeights when _kept is null && request.PriorityWeights.Count == 0 => "1000 * COUNT(*)",
        _ => $"SUM({RowWeightOf(request)})",
    };

    private string Parameter(string name, object value)
    {
        _parameters[name] = value;
        return _mark + name;
    }

    private static long LocalSeconds(LocalDateTime time) => time.InUtc().ToInstant().ToUnixTimeSeconds();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
