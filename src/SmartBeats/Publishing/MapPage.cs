using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SmartBeats.Publishing;

/// <summary>The words of a page, as plain text.</summary>
/// <param name="Findings">Lists of sentences, each under its title; empty ones are left out.</param>
internal sealed record PageText(
    string Title, string Scope, string FindingsTitle, IReadOnlyList<(string? Title, IReadOnlyList<string> Sentences)> Findings, string Footer)
{
    /// <summary>What is said of a plan, as published or as read back.</summary>
    public static PageText Create(PlanFile file)
    {
        var plan = file.Plan;
        var findings = new PlanFindings(file);
        return new PageText(
            findings.Title,
            $"{findings.Headline} {findings.Size} {findings.Scope}",
            "What to know about this plan",
            [
                (null, [.. ((IEnumerable<string>)[
                    .. findings.Shares, findings.Balance, findings.Extremes, findings.Tolerance, findings.Beyond, findings.Bound, .. findings.Outlook, findings.Compactness, findings.Distance, findings.Pieces, findings.Forced, findings.Rank])
                    .Where(sentence => sentence.Length > 0)]),
                (EditWords.Title, EditWords.Describe(file)),
                ("What became of the wishes", WishWords.Describe(plan)),
                ("What patrols and callers will notice", findings.Response),
                ("Sectors of whole beats", [.. plan.Sectors?.Describe(plan, file.Unit) ?? []]),
                ("A map for each shift", [.. OtherPlans.DescribeShifts(plan, file.Unit)]),
                ("Other plans to choose from", [.. OtherPlans.DescribeGoals(plan)]),
                ("Notes", plan.Notes),
                ("What the response figures assume", findings.Assumptions),
            ],
            $"SmartBeats, engine version {plan.EngineVersion}. Plan {plan.PlanId}, seed {plan.Request.Seed}, map {plan.MapVersion}, calls {plan.CallsVersion}.");
    }
}

/// <summary>Assembles <c>map.html</c>: one file, opens offline, asks no one for anything.</summary>
/// <remarks>
/// The page's own policy lets only the script and the style written here run, by their hashes: even if a name from a
/// city's file were ever written as markup, nothing in it would be executed. Names are escaped all the same.
/// </remarks>
internal static partial class MapPage
{
    private const int MostOpen = 6;

    private static readonly string[] Styles = ["map.css", "print.css"];

    private static readonly string[] Scripts = ["shapes.js", "view.js", "context.js", "resolution.js", "paint.js", "pointer.js", "table.js", "legend.js", "page.js"];

    public static byte[] Write(PlanMaterial material, MapScene scene, MapPlan[] plans) => Write(PageText.Create(PlanFile.Create(material)), scene, plans);

    public static byte[] Write(PageText text, MapScene scene, MapPlan[] plans)
    {
        var style = string.Concat(Styles.Select(Resource));
        var script = string.Concat(Scripts.Select(Resource));
        var findings = new StringBuilder();
        foreach (var (title, sentences) in text.Findings)
        {
            AddList(findings, title, sentences);
        }

        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = WebUtility.HtmlEncode(text.Title),
            ["scope"] = WebUtility.HtmlEncode(text.Scope),
            ["findings-title"] = WebUtility.HtmlEncode(text.FindingsTitle),
            ["findings"] = findings.ToString(),
            ["footer"] = WebUtility.HtmlEncode(text.Footer),
            ["style"] = style,
            ["script"] = script,
            ["style-hash"] = Hash(style),
            ["script-hash"] = Hash(script),
            ["data"] = MapData.Write(scene, plans),
        };
        var page = Placeholder().Replace(Resource("map.html"), match => parts[match.Groups[1].Value]);
        return Encoding.UTF8.GetBytes(page);
    }

    // A long list is folded under its title, so that the short ones before and after it are found.
    private static void AddList(StringBuilder html, string? title, IEnumerable<string> sentences)
    {
        var items = sentences.Select(sentence => $"<li>{WebUtility.HtmlEncode(sentence)}</li>").ToArray();
        if (title is not null && items.Length > MostOpen)
        {
            html.Append($"<details><summary>{WebUtility.HtmlEncode(title)} ({items.Length})</summary><ul>").AppendJoin("", items).Append("</ul></details>");
        }
        else if (items.Length > 0)
        {
            html.Append(title is null ? "" : $"<h3>{WebUtility.HtmlEncode(title)}</h3>").Append("<ul>").AppendJoin("", items).Append("</ul>");
        }
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(Sha256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream = typeof(MapPage).Assembly.GetManifestResourceStream("map/" + name)
            ?? throw new InvalidOperationException($"The part {name} of the page is not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Whatever line ends the checkout has: the page's bytes, and its hashes, are the same everywhere.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\{([a-z-]+)\}\}")]
    private static partial Regex Placeholder();
}
