using Amazon.CDK;
using SmartBeats.Cdk;

// Run by the cdk command (cdk.json); by hand: dotnet run --project cdk/SmartBeats.Cdk -- -o FOLDER [--functions FOLDER]
// with the settings of the nearest cdk.json, or of CDK_CONTEXT_JSON
string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

try
{
    var settings = StackSettings.Load();
    var app = new App(new AppProps { Outdir = Option("-o"), AnalyticsReporting = false });
    _ = new SmartBeatsStack(app, settings.App, settings with { FunctionsFolder = Option("--functions") ?? settings.FunctionsFolder });
    app.Synth();
    return 0;
}
catch (SettingsException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
