using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartBeats.Calls;

/// <summary>Which event numbers a file has held so far, with a small number each: enough to take an earlier row back out of a count.</summary>
/// <remarks>
/// Keeps a 64-bit hash and a 32-bit tag a number in open addressing, between 53 % and 80 % full, in parts that grow one
/// at a time: at most 22.5 bytes a number, above a fixed 0.7 MB, and as much again for each number met twice. Two of ten
/// million numbers collide with probability 3 in a million; one row would then be taken for a duplicate of the other. Not
/// for two threads at once.
/// </remarks>
public sealed class EventNumberSet
{
    /// <summary>What an all but empty set holds.</summary>
    internal const int FixedBytes = (1 << PartBits) * (24 + ArrayBytes + (FirstCapacity * SlotBytes));

    private const int PartBits = 12;
    private const int FirstCapacity = 8;
    private const int SlotBytes = 12;
    private const int ArrayBytes = 2 * 24; // what two arrays cost beside their elements

    private readonly Part[] _parts = new Part[1 << PartBits];
    private EventNumberSet? _replacedRows; // of each number met twice, how many rows a later one replaces

    /// <summary>Different event numbers seen.</summary>
    public long Count { get; private set; }

    /// <summary>Rows whose event number had been seen before.</summary>
    public long Duplicates { get; private set; }

    internal long BytesHeld => _parts.Sum(part => 24L + (part.Hashes is null ? 0 : ArrayBytes + (part.Hashes.Length * SlotBytes))) + (_replacedRows?.BytesHeld ?? 0);

    /// <summary>Notes a row: its number now has this tag.</summary>
    /// <param name="tag">0 or more. What the row was counted in: an area's index, say, or the place of (area, weight) in a list of the caller's.</param>
    /// <returns>The tag of the last row with this number, or -1 for the first.</returns>
    public int Exchange(string eventNumber, int tag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tag);
        return Exchange(HashOf(eventNumber), tag);
    }

    internal int Exchange(ulong hash, int tag)
    {
        ref var slot = ref Slot(hash, out var before);
        slot = tag;
        if (before >= 0)
        {
            Duplicates++;
            _replacedRows ??= new EventNumberSet();
            _replacedRows.Slot(hash, out var replaced) = Math.Max(replaced, 0) + 1;
        }

        return before;
    }

    /// <summary>On a second walk through the same rows in the same order: whether a later row replaces this one.</summary>
    internal bool TakeReplaced(string eventNumber)
    {
        if (_replacedRows is null)
        {
            return false;
        }

        ref var left = ref _replacedRows.Slot(HashOf(eventNumber), out var replaced);
        left = Math.Max(replaced - 1, 0);
        return replaced > 0;
    }

    private static ulong HashOf(string eventNumber) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(eventNumber.AsSpan()), seed: 0x5EED_CA11);

    /// <summary>The place of a number's tag, made where there is none, and the tag it holds, or -1.</summary>
    private ref int Slot(ulong hash, out int tag)
    {
        hash = hash == 0 ? 1 : hash; // 0 marks a free slot
        ref var part = ref _parts[hash >> (64 - PartBits)];
        if (part.Hashes is null || (part.Count + 1) * 5L > part.Hashes.Length * 4L)
        {
            part = part.Grown();
        }

        var slot = part.Find(hash);
        tag = part.Hashes![slot] == hash ? part.Tags[slot] : -1;
        if (tag < 0)
        {
            part.Hashes[slot] = hash;
            part.Count++;
            Count++;
        }

        return ref part.Tags[slot];
    }

    private struct Part
    {
        public ulong[]? Hashes;
        public int[] Tags;
        public int Count;

        /// <summary>The slot that holds the hash, or the free one it belongs in.</summary>
        public readonly int Find(ulong hash)
        {
            var slot = (int)(((hash & uint.MaxValue) * (ulong)Hashes!.Length) >> 32);
            while (Hashes[slot] != 0 && Hashes[slot] != hash)
            {
                slot = slot + 1 == Hashes.Length ? 0 : slot + 1;
            }

            return slot;
        }

        public readonly Part Grown()
        {
            var capacity = Hashes is null ? FirstCapacity : Hashes.Length * 3 / 2;
            var larger = new Part { Hashes = new ulong[capacity], Tags = new int[capacity], Count = Count };
            for (var i = 0; i < (Hashes?.Length ?? 0); i++)
            {
                if (Hashes![i] != 0)
                {
                    var slot = larger.Find(Hashes[i]);
                    larger.Hashes[slot] = Hashes[i];
                    larger.Tags[slot] = Tags[i];
                }
            }

            return larger;
        }
    }
}
