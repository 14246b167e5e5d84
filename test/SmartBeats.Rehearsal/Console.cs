namespace SmartBeats.Rehearsal;

internal static class Console
{
    public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length);
}
