using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Cli.Usage;
using SmartBeats.Districting;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary>Every field of a request as a flag, over a request file where one is given. One parser judges both.</summary>
internal sealed class RequestOptions
{
    private readonly Option<FileInfo?> _file = new("--request") { Description = "A request as a JSON file; flags given beside it win." };
    private readonly Option<string?> _beats = new("--beats", "-b") { Description = "How many beats: exactly that many." };
    private readonly Option<string?> _workloadPerBeat = new("--workload-per-beat") { Description = "Calls (or minutes) a beat, in the place of --beats." };
    private readonly Option<string?> _data = new("--data") { Description = "all, incidents or non-incidents." };
    private readonly Option<string?> _priorities = new("--priorities") { Description = "Only these, e.g. 1,2,3." };
    private readonly Option<string?> _dispositions = new("--dispositions") { Description = "Only these codes, e.g. 1,6." };
    private readonly Option<string[]> _withoutPlaces = new("--without-place") { Description = "Leaves out the calls of one place, longitude and latitude as plan.json names it: -112.1234,33.5678; may be given again." };
    private readonly Option<string?> _diversion = new("--diversion") { Description = "Shares of natures that are handled without a unit and weigh that much less: \"NOISE COMPLAINT\"=0.5." };
    private readonly Option<string?> _from = new("--from") { Description = "First moment that counts, the city's local time: 2019-01-01T00:00." };
    private readonly Option<string?> _to = new("--to") { Description = "Last moment that counts; written to the minute it means that minute's end." };
    private readonly Option<string?> _weekdays = new("--weekdays") { Description = "Only these, e.g. mon,tue,fri." };
    private readonly Option<string?> _hours = new("--hours") { Description = "Only this shift, e.g. 6-14; 22-6 crosses midnight." };
    private readonly Option<string?> _workload = new("--workload") { Description = "calls, service-minutes, time-on-scene, or weights per priority: 1=3,2=2." };
    private readonly Option<string?> _weighPeriods = new("--weigh-periods") { Description = "Only calls of these months, by weight: 2017-05..2017-08=1,2018-01..2018-04=1." };
    private readonly Option<string?> _halfLife = new("--half-life") { Description = "A call so much older than --to counts half: 3m, 13w or 90d." };
    private readonly Option<string?> _for = new("--for") { Description = "The season the beats are for, such as 2018-05..2018-08: the same months of earlier years and the four before count." };
    private readonly Option<string?> _life = new("--life") { Description = "How long the beats are for, which what is foretold of them covers: 13w, 6m or 1y, the default." };
    private readonly Option<string?> _tolerance = new("--tolerance") { Description = "Largest accepted deviation from the mean: 0.01 or 1%, the default; auto for the widest that hardly shows on later calls." };
    private readonly Option<string?> _goal = new("--goal") { Description = "compact (default), tightest, compromise or response." };
    private readonly Option<string?> _seed = new("--seed") { Description = "Another seed searches other ways; 1 where not said." };
    private readonly Option<string?> _effort = new("--effort") { Description = "Work budget of the engine, counted in moves." };
    private readonly Option<string?> _time = new("--time") { Description = "In the place of --effort: about so many seconds of search on two processors, by a fixed rate, never by the clock." };
    private readonly Option<string?> _sectors = new("--sectors") { Description = "Groups the beats into so many sectors, each in one piece, of whole beats." };
    private readonly Option<bool> _noBridges = new("--no-bridges") { Description = "Never join separate parts of the map." };

    private readonly Option<bool> _evaluate = new("--evaluate") { Description = "Say how busy units are and how soon calls are answered." };
    private readonly Option<string?> _shifts = new("--shifts") { Description = "A map for each shift, e.g. 6-14,14-22,22-6." };
    private readonly Option<string?> _shiftBudget = new("--shift-budget") { Description = "Largest share of the workload that may change beat between shifts; 0.1 where not said." };
    private readonly Option<string?> _rank = new("--rank") { Description = "Ranks the plan among this many random legal ones, e.g. 1000." };
    private readonly Option<string?> _backtest = new("--backtest")
    {
        Description = "Says how such plans have held: drawn on earlier calls, judged on later ones; origins=3,seeds=3 for the usual, "
            + "forwardOnly=true without the control.",
    };

    private readonly Option<string?> _also = new("--also") { Description = "Further files: gpkg, a GeoPackage with styles for QGIS; kml, for globes and phones; xlsx, an Excel workbook of the tables; sheets, a sheet to print for each beat." };
    private readonly CallTraitOptions _traits = new();
    private readonly ResponseOptions _response = new();
    private readonly WishOptions _wishes = new();

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[]
        {
            _beats, _workloadPerBeat, _tolerance, _goal, _seed, _effort, _time, _sectors, _data, _priorities, _dispositions, _withoutPlaces,
            _from, _to, _weekdays, _hours, _weighPeriods, _halfLife, _for, _life, _workload, _diversion, _noBridges, _file, _evaluate, _shifts, _shiftBudget, _rank,
            _backtest, _also,
        })
        {
            verb.Options.Add(option);
        }

        _traits.AddTo(verb);
        _wishes.AddTo(verb);
        _response.AddTo(verb);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="start">Fields that file and flags stand over; null for none.</param>
    /// <returns>The request, and what its file holds in the place of files beside it.</returns>
    /// <exception cref="InputException">Names every wrong field at once.</exception>
    public (PlanRequest Request, IReadOnlyList<InlineSide> Sides) Read(ParseResult parsed, JsonObject? start = null)
    {
        var file = parsed.GetValue(_file);
        var request = start ?? [];
        foreach (var (field, value) in file is null ? [] : ReadFile(file))
        {
            request[field] = value?.DeepClone();
        }

        if (start is not null && parsed.GetValue(_workloadPerBeat) is not null)
        {
            request.Remove("beats");
        }

        Set(request, "beats", NumberOrText(parsed.GetValue(_beats)));
        Set(request, "workloadPerBeat", NumberOrText(parsed.GetValue(_workloadPerBeat)));
        Set(request, "tolerance", NumberOrText(ShareText.ToFraction(_tolerance.Name, parsed.GetValue(_tolerance))));
        Set(request, "goal", parsed.GetValue(_goal));
        Set(request, "seed", NumberOrText(parsed.GetValue(_seed)));
        Set(request, "effort", NumberOrText(parsed.GetValue(_effort)));
        Set(request, "effort", EffortOfTime(parsed));
        Set(request, "data", parsed.GetValue(_data));
        Set(request, "priorities", List(parsed.GetValue(_priorities), NumberOrText));
        Set(request, "dispositions", List(parsed.GetValue(_dispositions), text => JsonValue.Create(text)));
        foreach (var (field, text) in _traits.Read(parsed))
        {
            Set(request, field, new JsonArray([.. ListText.Split(text)!.Select(item => JsonValue.Create(item))]));
        }

        Set(request, "withoutPlaces", Places(parsed.GetValue(_withoutPlaces)));
        Set(request, "from", parsed.GetValue(_from));
        Set(request, "to", parsed.GetValue(_to));
        Set(request, "weekdays", List(parsed.GetValue(_weekdays), NumberOrText));
        Set(request, "hours", parsed.GetValue(_hours));
        Set(request, "weighPeriods", Weights(parsed.GetValue(_weighPeriods)));
        Set(request, "halfLife", parsed.GetValue(_halfLife));
        Set(request, "for", parsed.GetValue(_for));
        Set(request, "life", parsed.GetValue(_life));
        Set(request, "workload", Weights(parsed.GetValue(_workload)));
        Set(request, "diversion", Weights(parsed.GetValue(_diversion)));
        Set(request, "shifts", List(parsed.GetValue(_shifts), text => JsonValue.Create(text)));
        Set(request, "shiftBudget", NumberOrText(ShareText.ToFraction(_shiftBudget.Name, parsed.GetValue(_shiftBudget))));
        Set(request, "also", List(parsed.GetValue(_also), text => JsonValue.Create(text)));
        Set(request, "backtest", Parts(parsed.GetValue(_backtest)));
        Set(request, "rank", NumberOrText(parsed.GetValue(_rank)));
        Set(request, "sectors", NumberOrText(parsed.GetValue(_sectors)));

        foreach (var (field, value) in _wishes.Read(parsed))
        {
            Set(request, field, value);
        }

        Set(request, "response", _response.Read(parsed));
        if (parsed.GetValue(_evaluate) && !request.ContainsKey("response"))
        {
            request["response"] = true;
        }

        if (parsed.GetValue(_noBridges))
        {
            request["bridges"] = false;
        }

        var reading = PlanRequestJson.Read(Encoding.UTF8.GetBytes(request.ToJsonString()));
        return (FlagWords.OrThrow(parsed, reading, file?.Name ?? "request"), reading.Sides);
    }

    /// <exception cref="InputException">The time is no number in its range, or an effort is given beside it.</exception>
    private JsonValue? EffortOfTime(ParseResult parsed)
    {
        if (parsed.GetValue(_time) is not { } text)
        {
            return null;
        }

        if (parsed.GetValue(_effort) is not null)
        {
            throw new InputException("--time, --effort", "both say how long to search", "Give one of them.");
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.001 and <= BeatEngine.MostSeconds
            ? JsonValue.Create(BeatEngine.EffortOfSeconds(seconds))
            : throw new InputException("--time", $"\"{text}\" is no number of seconds from 0.001 to 86,400", "Give seconds of search, such as 10.");
    }

    private static JsonObject ReadFile(FileInfo file)
    {
        // Parsed once as it stands, so that a fault is named by the file's own words.
        var text = File.ReadAllText(file.FullName);
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new InputException(file.Name, "it holds no JSON object", "Write a request like {\"beats\": 25}.");
        }
        catch (JsonException e)
        {
            throw new InputException($"{file.Name}:{(e.LineNumber ?? 0) + 1}", "it is not JSON", "Write a request like {\"beats\": 25}.", e);
        }
    }

    private static void Set(JsonObject request, string field, JsonNode? value)
    {
        if (value is not null)
        {
            request[field] = value;
        }
    }

    private static JsonArray? Places(string[]? places) =>
        places is not { Length: > 0 } ? null : new JsonArray([.. places.Select(place => List(place, NumberOrText))]);

    internal static JsonArray? List(string? text, Func<string, JsonNode?> item) =>
        text is null ? null : new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item)]);

    // What is no number goes on as it was typed: the request's own parser says what is wrong with it.
    internal static JsonNode? NumberOrText(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : text;

    /// <summary><c>origins=3,forwardOnly=true</c> as an object, and <c>true</c> as itself.</summary>
    private static JsonNode? Parts(string? text) => Weights(text) switch
    {
        JsonObject parts => new JsonObject(parts.Select(part => KeyValuePair.Create(part.Key, ToFlag(part.Value)))),
        var whole => ToFlag(whole),
    };

    private static JsonNode? ToFlag(JsonNode? value) =>
        value is JsonValue && value.ToString() is "true" or "false" ? JsonValue.Create(value.ToString() == "true") : value?.DeepClone();

    /// <summary><c>a=1,b=2</c> as an object; anything else as it was typed.</summary>
    internal static JsonNode? Weights(string? text)
    {
        if (text is null || !text.Contains('=', StringComparison.Ordinal))
        {
            return text is null ? null : JsonValue.Create(text);
        }

        var weights = new JsonObject();
        foreach (var pair in ListText.Split(text)!)
        {
            var at = pair.LastIndexOf('=');
            var (name, weight) = at < 0 ? (pair, "") : (pair[..at].Trim(), pair[(at + 1)..].Trim());
            weights[name] = NumberOrText(weight);
        }

        return weights;
    }
}
