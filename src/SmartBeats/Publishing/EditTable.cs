using System.Text.Json;

namespace SmartBeats.Publishing;

/// <summary>What <c>table.json</c> says of the hand that made a plan; <see cref="EditWords"/> has the sentences.</summary>
internal static class EditTable
{
    /// <summary>Nothing for a plan that nobody edited.</summary>
    public static void Write(Utf8JsonWriter json, Plan plan)
    {
        if (plan.Edit is not { } edit)
        {
            return;
        }

        json.WriteStartObject("edit");
        json.WriteString("parent", edit.Parent);
        if (edit.Author is { } author)
        {
            json.WriteString("author", author);
        }

        json.WriteNumber("moves", edit.Moves.Count);
        json.WriteNumber("areas", edit.Change.Areas);
        json.WriteNumber("workloadShare", edit.Change.WorkloadShare);
        json.WriteEndObject();
    }
}
