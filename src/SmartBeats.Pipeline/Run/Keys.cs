using System.Globalization;

namespace SmartBeats.Pipeline.Run;

/// <summary>Where files lie in the object store.</summary>
/// <remarks>A run's folder is named by its run id; what is decided and told about it, by its execution, whose name the first round's id is.</remarks>
public static class Keys
{
    public static FileKey City { get; } = new("cities/{city}/city.json");

    /// <summary>How the city's calls files are read that are not in the plain contract, by their headers.</summary>
    public static FileKey Mappings { get; } = new("cities/{city}/mapping.json");

    /// <summary>How a page shows the city: units, language, words for codes, kept requests.</summary>
    public static FileKey Preferences { get; } = new("cities/{city}/settings.json");

    /// <summary>Roads, water or places that are drawn under the beats.</summary>
    public static FileKey Context { get; } = new("cities/{city}/context/{kind}.json");

    /// <summary>A signal of the city; its content lies among the side files.</summary>
    public static FileKey Signal { get; } = new("cities/{city}/signals/{name}.json");

    /// <summary>Streets with address ranges, on which calls without coordinates are placed.</summary>
    public static FileKey Streets { get; } = new("cities/{city}/streets.json");

    /// <summary>That beats are patrolled from a day on.</summary>
    public static FileKey Adopted { get; } = new("cities/{city}/adopted/{from}.json");

    /// <summary>Whether the patrolled beats still hold, as of the last load.</summary>
    public static FileKey Monitor { get; } = new("cities/{city}/monitor.json");

    /// <summary>That a month's e-mail on the patrolled beats was taken in hand, and by whom: whoever writes it first sends it.</summary>
    public static FileKey Monthly { get; } = new("cities/{city}/monthly/{month}.json");

    /// <summary>How many calls there are of which days, by the calls' version.</summary>
    public static FileKey CallSpan { get; } = new("cities/{city}/calls.json");

    /// <summary>One version of a draft on a plan.</summary>
    public static FileKey Draft { get; } = new("cities/{city}/drafts/{draft}/{number}.json");

    /// <summary>What somebody said of a plan.</summary>
    public static FileKey Comment { get; } = new("cities/{city}/comments/{plan}/{number}.json");

    /// <summary>Which map version is the city's current one.</summary>
    public static FileKey CurrentMap { get; } = new("cities/{city}/map.json");

    public static FileKey Areas { get; } = new("cities/{city}/maps/{map}/areas.geojson");

    /// <summary>The areas' attributes by their content: maps of one version may differ in them.</summary>
    public static FileKey MapColumns { get; } = new("cities/{city}/maps/{map}/columns/{hash}.json");

    /// <summary>The same areas as a page reads them, written by whoever asks first.</summary>
    public static FileKey PackedMap { get; } = new("cities/{city}/maps/{map}/packed.bin");

    /// <summary>What is known of one version of a map, current or not.</summary>
    public static FileKey MapRecord { get; } = new("cities/{city}/maps/{map}/map.json");

    /// <summary>That a plan was asked for.</summary>
    public static FileKey PlanRecord { get; } = new("cities/{city}/plans/{plan}.json");

    /// <summary>A short link to a plan's file, beside the plan's record.</summary>
    public static FileKey PlanLink { get; } = new("cities/{city}/links/{plan}/{token}.json");

    /// <summary>A run of this machine: what it makes and how it ended; those under way are taken up after a stop.</summary>
    public static FileKey LocalRun { get; } = new("cities/{city}/runs/{plan}.json");

    /// <summary>A side file by its content: never changed once written.</summary>
    public static FileKey Side { get; } = new("sides/{city}/{hash}.json");

    public static FileKey RunFile { get; } = new("runs/{run}/{name}");

    public static FileKey Request { get; } = new("runs/{run}/request.json");

    public static FileKey Part { get; } = new("runs/{run}/calls/{part}.json");

    /// <summary>The same part by area and day.</summary>
    public static FileKey PartDays { get; } = new("runs/{run}/calls/{part}-days.json");

    public static FileKey Workload { get; } = new("runs/{run}/workload.json");

    public static FileKey Adjacency { get; } = new("runs/{run}/adjacency.json");

    public static FileKey Problem { get; } = new("runs/{run}/problem.json");

    public static FileKey Seeded { get; } = new("runs/{run}/seeded/{start}.json");

    public static FileKey Balanced { get; } = new("runs/{run}/balanced/{start}.json");

    public static FileKey Chosen { get; } = new("runs/{run}/chosen.json");

    public static FileKey Evaluated { get; } = new("runs/{run}/evaluated.json");

    public static FileKey Ranked { get; } = new("runs/{run}/ranked.json");

    /// <summary>How plans of the request held on later calls.</summary>
    public static FileKey Backtested { get; } = new("runs/{run}/backtested.json");

    /// <summary>Whether the run was published or cancelled: whoever writes it has decided.</summary>
    public static FileKey Outcome { get; } = new("runs/{execution}/outcome.json");

    public static FileKey RunNotice { get; } = new("runs/{execution}/notice.json");

    public static FileKey RunNotified { get; } = new("runs/{execution}/notified.json");

    public static FileKey PlanFile { get; } = new("plans/{city}/{plan}/{name}");

    /// <summary>A plan as a page measures it, written by whoever asks first. Another layout is another name.</summary>
    public static FileKey PackedDraft { get; } = new("plans/{city}/{plan}/draft-3.bin");

    /// <summary>What response of a plan's drafts is measured from, likewise.</summary>
    public static FileKey PackedResponse { get; } = new("plans/{city}/{plan}/response-1.bin");

    /// <summary>The file that makes a plan published.</summary>
    public static FileKey PlanJson { get; } = new("plans/{city}/{plan}/plan.json");

    public static FileKey Summary { get; } = new("plans/{city}/{plan}/summary.txt");

    /// <summary>A sheet to print for each beat: of a plan made without them, written by whoever asks first.</summary>
    public static FileKey Sheets { get; } = new("plans/{city}/{plan}/sheets.html");

    /// <summary>What reading an uploaded file came to: <c>report.json</c>, and <c>rejected.csv</c> where rows were rejected.</summary>
    public static FileKey Report { get; } = new("reports/{city}/{upload}/{name}");

    /// <summary>Of an upload's report what holds nothing of its rows.</summary>
    public static FileKey ReportJson { get; } = new("reports/{city}/{upload}/report.json");

    public static FileKey Link { get; } = new("links/{token}.json");

    /// <summary>One small file a started run, by city and day.</summary>
    public static FileKey Counter { get; } = new("counters/{city}/{day}/{execution}.json");

    /// <summary>What was answered under an <c>Idempotency-Key</c>.</summary>
    public static FileKey GivenAnswer { get; } = new("answers/{hash}.json");

    public static FileKey Caller { get; } = new("callers/{hash}.json");

    /// <summary>The day a caller's token was last used.</summary>
    public static FileKey CallerUse { get; } = new("uses/{hash}.json");

    /// <summary>Who did what: one entry a file, never written twice. The name begins with the time, so that names sort as the entries came.</summary>
    public static FileKey Audit { get; } = new("audit/{city}/{day}/{name}.json");

    /// <summary>What is known of one upload: what it is, how far it is, what came of it.</summary>
    public static FileKey UploadRecord { get; } = new("uploads/{city}/{upload}.json");

    /// <summary>That an upload waits for the mapping of its header; holds what its home needs to go on with it.</summary>
    public static FileKey Waiting { get; } = new("waiting/{city}/{fingerprint}/{upload}.json");

    public static FileKey Upload { get; } = new("incoming/{city}/{name}");

    /// <summary>A note that a long load goes on.</summary>
    public static FileKey Continuation { get; } = new("incoming/{city}/.continue/{note}.json");
}

/// <summary>Where files of one kind lie: <c>runs/{run}/calls/{part}.json</c>.</summary>
public sealed record FileKey(string Pattern)
{
    private readonly string[] _pieces = Pattern.Split('{', '}');

    /// <summary>Whether it lies in a run's own folder.</summary>
    public bool IsOfRun => Pattern.StartsWith(Keys.RunFile._pieces[0] + "{run}/", StringComparison.Ordinal);

    /// <summary>All of them, as a right names them: a star in the place of each blank.</summary>
    public string Resource => string.Concat(_pieces.Select((piece, at) => at % 2 == 0 ? piece : "*"));

    /// <summary>The key's first folder, as a right to list names it: <c>runs/*</c>.</summary>
    public string Folder => Pattern[..(Pattern.IndexOf('/', StringComparison.Ordinal) + 1)] + "*";

    /// <summary>The key of one file.</summary>
    /// <param name="values">What stands in the blanks, in order.</param>
    public string For(params string[] values) => values.Length == _pieces.Length / 2
        ? Begin(values)
        : throw new ArgumentException($"{Pattern} has {_pieces.Length / 2} blanks, and {values.Length} values were given.", nameof(values));

    /// <summary>The key of one of several numbered files of a run.</summary>
    public string For(string run, int number) => For(run, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the keys begin with up to the first blank that no value is given for.</summary>
    public string Begin(params string[] values) =>
        string.Concat(_pieces.Take(2 * values.Length + 1).Select((piece, at) => at % 2 == 0 ? piece : values[at / 2]));

    /// <summary>Whether a key is of this kind.</summary>
    /// <param name="key">Of a file.</param>
    public bool Matches(string key)
    {
        var at = 0;
        for (var piece = 0; piece < _pieces.Length; piece += 2)
        {
            var isLast = piece == _pieces.Length - 1;
            var found = piece == 0 ? 0 : key.IndexOf(_pieces[piece], at, StringComparison.Ordinal);
            if (isLast && piece > 0)
            {
                found = key.Length - _pieces[piece].Length;
            }

            // A blank holds at least one character, and no slash.
            if (found < at || !key.AsSpan(found).StartsWith(_pieces[piece]) || (piece > 0 && (found == at || key.AsSpan(at, found - at).Contains('/'))))
            {
                return false;
            }

            at = found + _pieces[piece].Length;
        }

        return at == key.Length;
    }
}
