using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using SmartBeats.Editing;

namespace SmartBeats.Browser;

/// <summary>What the page's worker may ask: one plan is open at a time.</summary>
[SupportedOSPlatform("browser")]
public static partial class DraftDesk
{
    private static PlanDraft? _draft;
    private static EditFigures? _before;

    public static void Main()
    {
        // Nothing runs until the worker asks.
    }

    /// <summary>Opens a plan; the one that was open is left.</summary>
    /// <param name="packed">See <see cref="PackedDraft"/>.</param>
    [JSExport]
    internal static void Open(byte[] packed)
    {
        (_draft, _before) = PackedDraft.Read(packed);
        _draft.Measure();
    }

    /// <summary>Everything a plan of these beats would say of them, as the API's answer has it.</summary>
    /// <param name="names">Of all beats there were, the plan's own first.</param>
    /// <param name="beatOfArea">Per area its beat, by its place in <paramref name="names"/>.</param>
    /// <returns>One object in JSON; see <see cref="DraftFigures"/>.</returns>
    [JSExport]
    internal static string Measure(string[] names, int[] beatOfArea)
    {
        if (_draft is null || _before is null)
        {
            throw new InvalidOperationException("No plan is open.");
        }

        _draft = _draft.With(names, beatOfArea);
        return DraftFigures.Measure(_draft, _before).ToJson();
    }
}
