using System.CommandLine;
using SmartBeats.Calls;
using SmartBeats.Calls.Mapping;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Cli.Inspecting;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats inspect FILE</c>: what a file is, what is wrong with it, what would be loaded. Loads nothing.</summary>
internal sealed class InspectVerb
{
    private readonly Argument<FileInfo> _file = new("FILE")
    {
        Description = "Any file: a map, calls, a plan.json, a request, or the wrong one; "
            + "also a pattern or folder of calls, or - for standard input.",
    };

    private readonly Option<FileInfo?> _areas = new("--areas")
    {
        Description = "With calls: the city's map, to count how many calls lie outside, and to find the coordinate system of places.",
    };

    private readonly Option<bool> _save = new("--save")
    {
        Description = "With calls: keep how the file's columns are read in mapping.json beside it; "
            + "asks what is open where somebody is at the terminal.",
    };

    private readonly MapOptions _map = new();
    private readonly CallFileOptions _callFile = new();
    private readonly Option<bool> _json = CommonOptions.Json("Print JSON.");
    private readonly Option<bool> _quiet = CommonOptions.Quiet("Print nothing but errors; the exit code says whether the file would be loaded.");
    private readonly CityOptions _city = new();

    public static Command Create()
    {
        var verb = new InspectVerb();
        var command = new Command("inspect", "Say what a file is, what is wrong with it and what would be loaded. Exit code 2 where it would not.")
        {
            verb._file,
            verb._areas,
            verb._save,
        };
        verb._map.AddTo(command);
        verb._callFile.AddTo(command);
        verb._city.AddTo(command);
        command.Options.Add(verb._json);
        command.Options.Add(verb._quiet);
        command.SetAction((parsed, cancellation) => Task.FromResult(verb.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var file = FindFile(parsed.GetValue(_file)!);
        var areas = parsed.GetValue(_areas);
        var settings = _city.TryRead(parsed, areas is null ? [file] : [file, areas]);
        var mapOptions = _map.Read(parsed, settings?.IdField);
        var beside = areas is null ? null : ReadMap(areas, mapOptions);
        var given = GivenCalls.Find(file);
        var options = _callFile.Read(parsed, given.Files);
        var inspection = Inspect(options);
        if (parsed.GetValue(_save) && inspection.Asks && MappingQuestions.CanAsk)
        {
            var questions = inspection.Mappings!.SelectMany(mapping => mapping.Questions);
            var answered = MappingQuestions.Ask(questions, options.Mapping!.Changes ?? new MappingChanges());
            inspection = answered is null ? inspection : Inspect(options with { Mapping = options.Mapping with { Changes = answered } });
        }

        if (!parsed.GetValue(_quiet))
        {
            Print(inspection, parsed.GetValue(_json));
        }

        if (parsed.GetValue(_save) && !Save(given, inspection))
        {
            return ExitCode.BadInput;
        }

        return inspection.Loads || inspection.Asks ? ExitCode.Ok : ExitCode.BadInput;

        Inspection Inspect(CallReadOptions reading) =>
            new FileInspector(settings?.City, mapOptions, reading, beside).Inspect(file, given, cancellation);
    }

    /// <summary>The file meant: a plan's folder is its plan, any other folder holds calls.</summary>
    /// <exception cref="InputException">The folder is a workspace, or holds no file of calls.</exception>
    private static FileInfo FindFile(FileInfo given)
    {
        if (!Directory.Exists(given.FullName))
        {
            return given;
        }

        if (File.Exists(Path.Combine(given.FullName, "workspace.json")))
        {
            throw new InputException(given.ToString(), "is a workspace", $"See what was made in it: smartbeats history --workspace {given}");
        }

        var plan = new FileInfo(Path.Combine(given.ToString(), "plan.json"));
        return plan.Exists ? plan : given;
    }

    private static void Print(Inspection inspection, bool json)
    {
        if (json)
        {
            Console.Out.Write(inspection.ToJson());
            return;
        }

        foreach (var line in InspectionText.Lines(inspection))
        {
            Sentences.Print(line);
        }
    }

    /// <summary>Keeps what was settled; false, and a word why, where there is nothing to keep.</summary>
    private static bool Save(GivenCalls given, Inspection inspection)
    {
        var mappings = inspection.Mappings?.Select(mapping => mapping.Mapping).OfType<CallMapping>().ToList() ?? [];
        if (!inspection.Loads || inspection.Kind != "calls")
        {
            var why = inspection.Asks ? "answer the questions above by the flags they name" : "the file would not be loaded";
            Screen.Warn($"smartbeats: no mapping was kept: {why}.");
            return false;
        }

        if (mappings.Count == 0)
        {
            Screen.Warn($"smartbeats: no mapping was kept: the file is in the plain contract and needs none.");
            return true;
        }

        Screen.Warn($"Kept in {KeptMappings.Save(given.Files[0], mappings)}: files with this header beside it load without a question.");
        return true;
    }

    private static CityMap ReadMap(FileInfo file, CityMapOptions options)
    {
        using var stream = file.OpenRead();
        return CityMapReader.Read(file.Name, stream, options);
    }
}
