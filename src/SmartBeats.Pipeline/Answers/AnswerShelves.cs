using SmartBeats.Editing.Answering;
using SmartBeats.Geography;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What took a while to read and is asked for again and again: the last few maps and plans of a process.</summary>
/// <remarks>All of it is named by what it was made from (versions, ids, hashes), and so never out of date. Safe for several callers at a time.</remarks>
public sealed class AnswerShelves
{
    private readonly Shelf<byte[]> _bytes = new(16);

    internal Shelf<CityMap> Maps { get; } = new(3);

    internal Shelf<AreaIndex> Indexes { get; } = new(3);

    internal Shelf<AreaAdjacency> Adjacencies { get; } = new(6);

    internal Shelf<PlanFile?> Plans { get; } = new(12);

    /// <summary>Plans made ready to be measured under a hand.</summary>
    internal Shelf<PlanGround> Grounds { get; } = new(3);

    /// <summary>Plans made ready to measure what drafts mean for callers.</summary>
    internal Shelf<DraftResponse> Responses { get; } = new(3);

    /// <summary>Answers that count calls, by all they depend on.</summary>
    internal Shelf<object> Counted { get; } = new(24);

    /// <summary>Bytes that are dear to make, such as packed ones.</summary>
    /// <param name="name">Names the content: other bytes, another name.</param>
    public Task<byte[]> KeepBytesAsync(string name, Func<Task<byte[]>> make) => _bytes.KeepAsync(name, make);
}

/// <summary>The last few things that were asked for. A thing is made once; who asks meanwhile waits for it.</summary>
/// <param name="most">Kept at most.</param>
internal sealed class Shelf<T>(int most)
{
    private readonly Lock _lock = new();
    private readonly List<(string Key, Task<T> Thing)> _kept = [];

    /// <param name="make">Not ended by a caller who has gone: others may be waiting. What it throws is kept by nobody.</param>
    public async Task<T> KeepAsync(string key, Func<Task<T>> make)
    {
        Task<T> thing;
        lock (_lock)
        {
            var at = _kept.FindIndex(kept => kept.Key == key);
            thing = at >= 0 ? _kept[at].Thing : Task.Run(make);
            _kept.RemoveAll(kept => kept.Key == key);
            _kept.Insert(0, (key, thing));
            _kept.RemoveRange(Math.Min(most, _kept.Count), Math.Max(0, _kept.Count - most));
        }

        try
        {
            return await thing;
        }
        catch
        {
            lock (_lock)
            {
                _kept.RemoveAll(kept => kept.Thing == thing);
            }

            throw;
        }
    }
}
