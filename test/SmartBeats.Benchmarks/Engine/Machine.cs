using System.Reflection;
using System.Runtime.InteropServices;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>What figures were measured on and with.</summary>
/// <param name="Engine">Version of the library, with the commit where the build knows it.</param>
/// <param name="Metis">As gpmetis names itself; null where it did not run.</param>
internal sealed record Machine(string Processor, int Cores, string System, string DotNet, string Engine, string? Metis)
{
    public static Machine Here(bool withMetis) => new(
        ProcessorName(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        typeof(BeatEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        withMetis ? Benchmarks.Engine.Metis.Version() : null);

    private static string ProcessorName() => !File.Exists("/proc/cpuinfo") ? RuntimeInformation.ProcessArchitecture.ToString()
        : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
}
