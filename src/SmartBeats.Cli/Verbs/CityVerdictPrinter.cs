using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary>Says after calls have changed whether the patrolled beats still hold.</summary>
internal static class CityVerdictPrinter
{
    public static async Task UpdateAsync(Workspace workspace, City city, Screen screen, CancellationToken cancellation)
    {
        if (await CityMonitor.UpdateAsync(workspace.Files, workspace.Calls, city.Id, cancellation: cancellation) is not { } verdict)
        {
            return;
        }

        screen.Result($"{city.Name}: {verdict.Beats.Name}, patrolled {verdict.Beats.DescribeTime()}:");
        foreach (var sentence in verdict.Sentences)
        {
            screen.Result($"{city.Name}: {sentence}");
        }
    }
}
