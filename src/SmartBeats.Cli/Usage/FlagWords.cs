using System.CommandLine;
using System.Text;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Usage;

/// <summary>Faults of a request's fields in the words of whoever typed flags: <c>--hours</c>, where a request file says <c>hours</c>.</summary>
internal static class FlagWords
{
    /// <summary>Fields whose flag is not their name with hyphens.</summary>
    private static readonly Dictionary<string, string> _others = new(StringComparer.Ordinal)
    {
        ["withoutPlaces"] = "--without-place",
        ["bridges"] = "--no-bridges",
        ["response"] = "--evaluate",
        ["response.speedKmh"] = "--speed-kmh",
        ["response.law"] = "--travel-law",
        ["response.minutes"] = "--service-minutes",
        ["response.officers"] = "--officers",
        ["response.otherShare"] = "--other-share",
    };

    /// <summary>The request, or its faults, each under the flag that it was given by.</summary>
    /// <param name="reading">As it was read from flags over a file.</param>
    /// <param name="where">What a field's fault is said of that no flag gave.</param>
    /// <exception cref="InputException">There are faults.</exception>
    public static PlanRequest OrThrow(ParseResult parsed, RequestReading reading, string where)
    {
        if (reading.Request is not null)
        {
            return reading.Request;
        }

        List<(Option? Flag, RequestFault Fault)> faults = [.. reading.Faults.Select(fault => (Find(parsed, Member(fault)), fault))];
        if (faults.All(fault => fault.Flag is null))
        {
            return reading.OrThrowWithSides(where);
        }

        var said = faults.Select(fault => (Where: fault.Flag?.Name ?? where, What: fault.Flag is null ? fault.Fault.What : InFlags(parsed, WithoutField(fault.Fault)), Remedy: Remedy(fault.Flag, fault.Fault.Remedy))).ToList();
        throw said is [var only]
            ? new InputException(only.Where, only.What, only.Remedy)
            : new InputException(
                "flags",
                $"{said.Count} things are wrong: {string.Join("; ", said.Select(fault => $"{fault.Where} {fault.What}"))}",
                string.Join(' ', said.Select(fault => fault.Remedy).Distinct()));
    }

    /// <summary>The same fault, under the flag that gave the field it names; itself where none did.</summary>
    public static InputException Rename(ParseResult parsed, InputException fault) =>
        Find(parsed, fault.Where) is { } flag ? new InputException(flag.Name, InFlags(parsed, fault.What), Remedy(flag, fault.Remedy), fault) : fault;

    /// <summary>The flag of a field, where it was given on the command line.</summary>
    private static Option? Find(ParseResult parsed, string field)
    {
        var name = _others.GetValueOrDefault(field) ?? ToFlag(field.Split('[')[0]);
        var flag = parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == name);
        return flag is not null && parsed.GetResult(flag) is { Implicit: false } ? flag : null;
    }

    private static string ToFlag(string field)
    {
        var flag = new StringBuilder("--");
        foreach (var letter in field)
        {
            _ = char.IsAsciiLetterUpper(letter) ? flag.Append('-').Append(char.ToLowerInvariant(letter)) : flag.Append(letter);
        }

        return flag.ToString();
    }

    /// <summary>The field, or the member of it that the fault begins with: <c>response.speedKmh</c>.</summary>
    private static string Member(RequestFault fault) =>
        fault.What.Split(' ')[0] is var first && first.StartsWith(fault.Field + ".", StringComparison.Ordinal) ? first : fault.Field;

    private static string WithoutField(RequestFault fault) =>
        fault.What.StartsWith(Member(fault) + " ", StringComparison.Ordinal) ? fault.What[(Member(fault).Length + 1)..] : fault.What;

    /// <summary>Other fields that a fault speaks of, by the flags that gave them; a word of one piece may mean itself and stays.</summary>
    private static string InFlags(ParseResult parsed, string what) => string.Join(' ', what.Split(' ').Select(word =>
        word.Any(char.IsAsciiLetterUpper) && Find(parsed, word.TrimEnd(',', '.')) is { } flag ? word.Replace(word.TrimEnd(',', '.'), flag.Name, StringComparison.Ordinal) : word));

    /// <summary>A remedy in JSON helps nobody at a prompt: the flag's own description then says how it is written.</summary>
    private static string Remedy(Option? flag, string remedy) =>
        flag is null || !(remedy.Contains('{') || remedy.Contains('[')) ? remedy : $"Write it so: {flag.Description}";
}
