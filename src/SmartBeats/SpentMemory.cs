namespace SmartBeats;

/// <summary>Gives memory back to the system where a step over very many rows is over and the next one needs as much.</summary>
public static class SpentMemory
{
    /// <summary>Fewer rows than these take less than the collector would keep ready anyway.</summary>
    private const int ManyRows = 3_000_000;

    /// <summary>Collects and gives back; does nothing after fewer than 3,000,000 rows.</summary>
    /// <param name="rows">How many the step that is over went through.</param>
    public static void GiveBack(long rows)
    {
        if (rows >= ManyRows)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
