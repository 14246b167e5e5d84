namespace SmartBeats.Districting;

/// <summary>Runs numbered pieces of work on a few threads. Which thread runs which piece never shows in the outcome.</summary>
internal static class Fan
{
    public static void Out(int count, int threads, Action<int> work)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        var next = -1;
        Parallel.For(0, Math.Min(threads, count), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                work(i);
            }
        });
    }
}
