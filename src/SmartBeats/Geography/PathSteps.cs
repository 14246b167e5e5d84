namespace SmartBeats.Geography;

/// <summary>A path of whole numbers, x and y by turns, as its first point and the steps from it: short where it is written as text.</summary>
internal static class PathSteps
{
    public static int[] FromPath(int[] path) => [.. path.Select((part, at) => at < 2 ? part : part - path[at - 2])];

    public static int[] ToPath(int[] steps)
    {
        var path = (int[])steps.Clone();
        for (var at = 2; at < path.Length; at++)
        {
            path[at] += path[at - 2];
        }

        return path;
    }
}
