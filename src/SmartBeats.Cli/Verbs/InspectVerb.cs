using System.CommandLine;
using SmartBeats.Cli.Inspecting;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats inspect FILE</c>: what a file is, what is wrong with it, what would be loaded. Loads nothing.</summary>
internal sealed class InspectVerb
{
    private readonly Argument<FileInfo> _file = new("FILE") { Description = "Any file: a map, calls, a plan.json, a request, or the wrong one." };
    private readonly Option<FileInfo?> _areas = new("--areas") { Description = "With calls: the city's map, to count how many calls lie outside." };
    private readonly MapOptions _map = new();
    private readonly CallFileOptions _callFile = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly CityOptions _city = new();

    public static Command Create()
    {
        var verb = new InspectVerb();
        var command = new Command("inspect", "Say what a file is, what is wrong with it and what would be loaded. Exit code 2 where it would not.") { verb._file, verb._areas };
        verb._map.AddTo(command);
        verb._callFile.AddTo(command);
        verb._city.AddTo(command);
        command.Options.Add(verb._json);
        command.SetAction((parsed, cancellation) => Task.FromResult(verb.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetValue(_file)!;
        var areas = parsed.GetValue(_areas);
        var settings = _city.TryRead(parsed, areas is null ? [file] : [file, areas]);
        var mapOptions = _map.Read(parsed, settings?.IdField);
        var beside = areas is null ? null : ReadMap(areas, mapOptions);
        var inspection = new FileInspector(settings?.City, mapOptions, _callFile.Read(parsed), beside).Inspect(file, cancellation);
        if (parsed.GetValue(_json))
        {
            Console.Out.Write(inspection.ToJson());
        }
        else
        {
            foreach (var line in InspectionText.Lines(inspection))
            {
                Console.Out.WriteLine(line);
            }
        }

        return inspection.Loads ? ExitCode.Ok : ExitCode.BadInput;
    }

    private static CityMap ReadMap(FileInfo file, CityMapOptions options)
    {
        using var stream = file.OpenRead();
        return CityMapReader.Read(file.Name, stream, options);
    }
}
