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

    /// <summary>The local day of a call, counted from 1970-01-01; a whole number in both databases.</summary>
    public const string Day = $"((local_seconds - {SecondOfDay}) / 86400)";

    private const long SecondsPerDay = 86_400;
    private const string Sent = "(CASE WHEN units > 10 THEN 10 WHEN units > 1 THEN units ELSE 1 END)";
    private const string MinutesPerOfficer = $"((service_minute_hundredths + 50 * {Sent}) / (100 * {Sent}))";
    private const string SecondOfDay = "((local_seconds % 86400 + 86400) % 86400)";
    private readonly StringBuilder _where;
    private readonly Dictionary<string, object> _parameters;
    private readonly PlanRequest _request;
    private readonly char _mark;

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
        Weight = periods.Count == 0 ? WeightOf(request) : $"SUM({RowWeightOf(request)} * {PeriodWeightOf(periods)})";
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
            _ => "disposition <> ''",
        };
        return $"""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM calls WHERE city = {mark}city AND {known})
            OR NOT EXISTS (SELECT 1 FROM calls WHERE city = {mark}city) THEN 1 ELSE 0 END
            """;
    }

    /// <summary>The condition, without the word WHERE.</summary>
    public string Where => _where.ToString();

    /// <summary>An aggregate: the workload of a group of calls, in units.</summary>
    public string Weight { get; }

    /// <summary>An aggregate: what a group of calls weighs under a workload, periods not weighed.</summary>
    public string WeighAs(WorkloadKind workload) => WeightOf(_request with { Workload = workload });

    /// <summary>Values by name, without the mark.</summary>
    public IReadOnlyDictionary<string, object> Parameters => _parameters;

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

    /// <summary>What one call weighs, in units of the workload alone.</summary>
    private static string RowWeightOf(PlanRequest request) => request.Workload switch
    {
        WorkloadKind.ServiceMinutes => "COALESCE(service_minute_hundredths, 0)",
        WorkloadKind.PriorityWeights when request.PriorityWeights.Count == 0 => "1000",
        WorkloadKind.PriorityWeights => "(CASE priority "
            + string.Concat(request.PriorityWeights.Select(w => $"WHEN {Number(w.Key)} THEN {Number((long)(w.Value * 1000m))} "))
            + "ELSE 1000 END)",
        _ => "1",
    };

    private static string WeightOf(PlanRequest request) => request.Workload switch
    {
        WorkloadKind.Calls => "COUNT(*)",
        WorkloadKind.ServiceMinutes => "SUM(COALESCE(service_minute_hundredths, 0))",
        WorkloadKind.PriorityWeights when request.PriorityWeights.Count == 0 => "1000 * COUNT(*)",
        WorkloadKind.PriorityWeights => "SUM(CASE priority "
            + string.Concat(request.PriorityWeights.Select(w => $"WHEN {Number(w.Key)} THEN {Number((long)(w.Value * 1000m))} "))
            + "ELSE 1000 END)",
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
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
