using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartBeats.Calls;

/// <summary>Which event numbers a file has held so far, with a small number each: enough to take an earlier row back out of a count.</summary>
/// <remarks>
/// Keeps a 64-bit hash and a 32-bit tag a number in open addressing, between 56 % and 75 % full, in parts that grow one
/// at a time: at most 21.4 bytes a number, above a fixed 0.7 MB, and as much again for each number met twice. Two of ten
/// million numbers collide with probability 3 in a million; one row would then be taken for a duplicate of the other. Not
/// for two threads at once.
/// </remarks>
public sealed class EventNumberSet
{
    /// <summary>What an all but empty set holds.</summary>
    internal const int FixedBytes = (1 << PartBits) * (16 + ArrayBytes + (FirstCapacity * SlotBytes));

    private const int PartBits = 12;
    private const int FirstCapacity = 9;
    private const int SlotBytes = 12;
    private const int ArrayBytes = 24; // what an array costs beside its elements

    private readonly Part[] _parts = new Part[1 << PartBits];
    private EventNumberSet? _replacedRows; // of each number met twice, how many rows a later one replaces

    /// <summary>Different event numbers seen.</summary>
    public long Count { get; private set; }

    /// <summary>Rows whose event number had been seen before.</summary>
    public long Duplicates { get; private set; }

    internal long BytesHeld => _parts.Sum(part => 16L + (part.Slots is null ? 0 : ArrayBytes + (part.Slots.Length * SlotBytes))) + (_replacedRows?.BytesHeld ?? 0);

    /// <summary>Notes a row: its number now has this tag.</summary>
    /// <param name="tag">0 or more. What the row was counted in: an area's index, say, or the place of (area, weight) in a list of the caller's.</param>
    /// <returns>The tag of the last row with this number, or -1 for the first.</returns>
    public int Exchange(string eventNumber, int tag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tag);
        return Exchange(HashOf(eventNumber), tag);
    }

    /// <summary>Notes a row for a caller who keeps the last row of a number in the first one's place: the tag is noted where the number is new.</summary>
    /// <param name="tag">0 or more.</param>
    /// <returns>The tag the number had before, which it keeps; -1 for a new number.</returns>
    public int FindOrAdd(string eventNumber, int tag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tag);
        var hash = HashOf(eventNumber);
        ref var slot = ref TagOf(hash, out var before);
        if (before < 0)
        {
            slot = tag;
        }
        else
        {
            NoteReplaced(hash);
        }

        return before;
    }

    internal int Exchange(ulong hash, int tag)
    {
        ref var slot = ref TagOf(hash, out var before);
        slot = tag;
        if (before >= 0)
        {
            NoteReplaced(hash);
        }

        return before;
    }

    private void NoteReplaced(ulong hash)
    {
        Duplicates++;
        _replacedRows ??= new EventNumberSet();
        _replacedRows.TagOf(hash, out var replaced) = Math.Max(replaced, 0) + 1;
    }

    /// <summary>On a second walk through the same rows in the same order: whether a later row replaces this one.</summary>
    internal bool TakeReplaced(string eventNumber)
    {
        if (_replacedRows is null)
        {
            return false;
        }

        ref var left = ref _replacedRows.TagOf(HashOf(eventNumber), out var replaced);
        left = Math.Max(replaced - 1, 0);
        return replaced > 0;
    }

    private static ulong HashOf(string eventNumber) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(eventNumber.AsSpan()), seed: 0x5EED_CA11);

    /// <summary>The place of a number's tag, made where there is none, and the tag it holds, or -1.</summary>
    private ref int TagOf(ulong hash, out int tag)
    {
        hash = hash == 0 ? 1 : hash; // 0 marks a free slot
        ref var part = ref _parts[hash >> (64 - PartBits)];
        if (part.Slots is null || (part.Count + 1) * 4L > part.Slots.Length * 3L)
        {
            part = part.Grown();
        }

        ref var slot = ref part.Find(hash);
        tag = slot.Hash == hash ? slot.Tag : -1;
        if (tag < 0)
        {
            slot.Hash = hash;
            part.Count++;
            Count++;
        }

        return ref slot.Tag;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Slot
    {
        public ulong Hash;
        public int Tag;
    }

    private struct Part
    {
        public Slot[]? Slots;
        public int Count;

        /// <summary>The slot that holds the hash, or the free one it belongs in.</summary>
        public readonly ref Slot Find(ulong hash)
        {
            var slots = Slots!;
            var at = (int)(((hash & uint.MaxValue) * (ulong)slots.Length) >> 32);
            while (slots[at].Hash != 0 && slots[at].Hash != hash)
            {
                at = at + 1 == slots.Length ? 0 : at + 1;
            }

            return ref slots[at];
        }

        public readonly Part Grown()
        {
            var larger = new Part { Slots = new Slot[Slots is null ? FirstCapacity : Slots.Length * 4 / 3], Count = Count };
            foreach (ref readonly var slot in Slots.AsSpan())
            {
                if (slot.Hash != 0)
                {
                    larger.Find(slot.Hash) = slot;
                }
            }

            return larger;
        }
    }
}
