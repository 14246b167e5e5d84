using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using SmartBeats.Editing;
using SmartBeats.Editing.Answering;
using SmartBeats.Editing.Help;

namespace SmartBeats.Browser;

/// <summary>What the page's worker may ask: one plan is open at a time.</summary>
[SupportedOSPlatform("browser")]
public static partial class DraftDesk
{
    private static PlanDraft? _draft;
    private static EditFigures? _before;
    private static DraftResponse? _response;

    public static void Main()
    {
        // Nothing runs until the worker asks.
    }

    /// <summary>Opens a plan; the one that was open is left.</summary>
    /// <param name="packed">See <see cref="PackedDraft"/>.</param>
    /// <returns>What its request keeps as it is, in JSON: see <see cref="DraftLocks"/>.</returns>
    [JSExport]
    internal static string Open(byte[] packed)
    {
        (_draft, _before) = PackedDraft.Read(packed);
        _response = null;
        _draft.Measure();
        return DraftLocks.Of(_draft).ToJson();
    }

    /// <summary>Everything a plan of these beats would say of them, as the API's answer has it.</summary>
    /// <param name="names">Of all beats there were, the plan's own first.</param>
    /// <param name="beatOfArea">Per area its beat, by its place in <paramref name="names"/>.</param>
    /// <returns>One object in JSON; see <see cref="DraftFigures"/>.</returns>
    [JSExport]
    internal static string Measure(string[] names, int[] beatOfArea)
    {
        _draft = Take(names, beatOfArea);
        return DraftFigures.Measure(_draft, _before!).ToJson();
    }

    /// <summary>Moves that mend, balance or tidy the draft; the draft stays as it is.</summary>
    /// <param name="names">As in <see cref="Measure"/>.</param>
    /// <param name="beatOfArea">As in <see cref="Measure"/>.</param>
    /// <param name="order">In JSON; see <see cref="HelpOrder"/>.</param>
    /// <returns>In JSON; see <see cref="HelpProposal"/>.</returns>
    [JSExport]
    internal static string Help(string[] names, int[] beatOfArea, string order) =>
        PlanHelp.Propose(Take(names, beatOfArea), _before!, HelpOrder.ReadJson(order)).ToJson();

    /// <summary>Makes ready to measure response, for who asks for it.</summary>
    /// <param name="packed">Of the open plan; see <see cref="PackedResponse"/>.</param>
    [JSExport]
    internal static void OpenResponse(byte[] packed) => _response = PackedResponse.Read(packed);

    /// <summary>What beats mean for callers, beside the plan's.</summary>
    /// <param name="names">As in <see cref="Measure"/>.</param>
    /// <param name="beatOfArea">As in <see cref="Measure"/>.</param>
    /// <returns>In JSON; see <see cref="DraftResponseFigures"/>.</returns>
    [JSExport]
    internal static string MeasureResponse(string[] names, int[] beatOfArea) => DraftResponseFigures.Measure(
        _response ?? throw new InvalidOperationException("The plan's response is not open."), Take(names, beatOfArea).FindBeats()).ToJson();

    private static PlanDraft Take(string[] names, int[] beatOfArea) =>
        (_draft ?? throw new InvalidOperationException("No plan is open.")).With(names, beatOfArea);
}
