using System.Text;
using SmartBeats.Requests;

namespace SmartBeats.Api.Cities;

/// <summary>What settings may hold.</summary>
internal static class SettingsRules
{
    private const int LongestName = 100;
    private const int MostLabels = 2_000;
    private const int MostPresets = 100;
    private const int LargestMask = 1_000;
    private static readonly string[] _fields = ["disposition", "priority", "nature", "source"];

    /// <summary>Everything that is wrong but the time zone.</summary>
    public static IEnumerable<RequestFault> Check(SettingsDocument settings)
    {
        if (CheckName(string.IsNullOrWhiteSpace(settings.Name) ? "" : settings.Name) is { } nameless)
        {
            yield return nameless;
        }

        if (settings.Measures is not (null or Preferences.Us or Preferences.Metric))
        {
            yield return new RequestFault("measures", "measures is neither \"us\" nor \"metric\"", "Write us for miles, metric for kilometres.");
        }

        if (settings.Language is { } language && (language.Length is < 2 or > 10 || !language.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')))
        {
            yield return new RequestFault("language", "language is no code of a language", "Write such as \"en\" or \"es\".");
        }

        if (settings.Mask is < 0 or > LargestMask)
        {
            yield return new RequestFault("mask", $"mask is not from 0 to {LargestMask}", "Write below how many calls a count is not shown; 0 shows all.");
        }

        foreach (var fault in CheckLabels(settings).Concat(CheckPresets(settings.Presets ?? [])))
        {
            yield return fault;
        }
    }

    /// <summary>What is wrong with a city's name, which stands in files of every kind; null where nothing is.</summary>
    public static RequestFault? CheckName(string name) =>
        name.Length is 0 or > LongestName ? new("name", $"name is missing or longer than {LongestName} characters", "Write the city's name as it is printed.")
        : name.Any(IsHidden) ? new("name", "name has a character that is not printed, such as a line break", "Write the city's name as it is printed.")
        : null;

    /// <summary>Control characters, and those that turn the direction of what follows them.</summary>
    private static bool IsHidden(char letter) => char.IsControl(letter) || letter is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static IEnumerable<RequestFault> CheckLabels(SettingsDocument settings)
    {
        foreach (var (field, labels) in settings.Labels ?? [])
        {
            if (!_fields.Contains(field))
            {
                yield return new RequestFault($"labels.{field}", $"labels has no field \"{field}\"", $"Its fields are {string.Join(", ", _fields)}.");
            }
            else if (labels is null || labels.Count > MostLabels || labels.Any(label => label.Key.Length > LongestName || label.Value is not { Length: <= LongestName } || label.Value.Any(IsHidden)))
            {
                yield return new RequestFault(
                    $"labels.{field}", $"labels.{field} has more than {MostLabels:N0} labels, or one without a printable text of at most {LongestName} characters", "Write codes and what they are called.");
            }
        }
    }

    private static IEnumerable<RequestFault> CheckPresets(IReadOnlyList<Preset> presets)
    {
        if (presets.Count > MostPresets || presets.Any(preset => preset is null || string.IsNullOrWhiteSpace(preset.Name) || preset.Name.Length > LongestName))
        {
            yield return new RequestFault("presets", $"presets are more than {MostPresets}, or one has no name of at most {LongestName} characters", "Name each and keep those in use.");
            yield break;
        }

        if (presets.Select(preset => preset.Name).Distinct(StringComparer.Ordinal).Count() < presets.Count)
        {
            yield return new RequestFault("presets", "two presets have one name", "Give each a name of its own.");
        }

        foreach (var preset in presets)
        {
            if (preset.Request.ValueKind == System.Text.Json.JsonValueKind.Undefined)
            {
                yield return new RequestFault($"presets.{preset.Name}", $"preset \"{preset.Name}\" has no request", "Write {\"name\": …, \"request\": {…}}.");
                continue;
            }

            foreach (var fault in PlanRequestJson.Read(Encoding.UTF8.GetBytes(preset.Request.GetRawText())).Faults)
            {
                yield return fault with { Field = $"presets.{preset.Name}.{fault.Field}" };
            }
        }
    }
}
