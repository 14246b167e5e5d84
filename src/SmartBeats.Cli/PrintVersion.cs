using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Cli;

/// <summary><c>--version</c>: the program's, and that of its engine, which every plan names.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool Terminating => true;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"{FindVersion()}, engine version {RunTicket.EngineVersion}");
        return ExitCode.Ok;
    }

    /// <summary>The program's version.</summary>
    internal static string FindVersion()
    {
        var version = typeof(PrintVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return version.Split('+')[0];
    }
}
