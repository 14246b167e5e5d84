namespace SmartBeats.Formats.Parquet;

/// <summary>Walks a structure of Thrift's compact protocol: is each field of the kind that a reader will take it for?</summary>
/// <remarks>
/// The package's reader trusts what a file says of its own structure: one field of another kind than the standard has, and it reads on
/// behind the end for ever. What passes here is read to its end.
/// </remarks>
internal ref struct ThriftWalker(ReadOnlySpan<byte> bytes, IReadOnlyDictionary<string, IReadOnlyDictionary<int, string>> structures)
{
    private const int DeepestNesting = 16;
    private const int Stop = 0, True = 1, False = 2, Byte = 3, Int16 = 4, Int64 = 6, Double = 7, Binary = 8, List = 9, Struct = 12;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where the structure ends that was walked last.</summary>
    public int Position { get; private set; }

    /// <summary>Walks one structure.</summary>
    /// <param name="name">Of the structure; fields it does not name are passed over.</param>
    /// <param name="onNumber">
    /// Told of each whole number by structure and field (negative in a list), and of field 0 where a structure begins.
    /// </param>
    /// <exception cref="InvalidDataException">Cut off, or a field of another kind.</exception>
    public void Walk(string name, Action<string, int, long> onNumber, int depth = 0)
    {
        Expect(depth <= DeepestNesting);
        onNumber(name, 0, 0);
        structures.TryGetValue(name, out var fields);
        var field = 0;
        while (true)
        {
            var header = Take();
            if (header == Stop)
            {
                return;
            }

            var (step, kind) = (header >> 4, header & 0xF);
            field = step == 0 ? (int)TakeSigned() : field + step;
            string? expected = null;
            fields?.TryGetValue(field, out expected);
            WalkValue(name, field, kind, expected, onNumber, depth);
        }
    }

    /// <param name="expected">As <see cref="ParquetStructures"/> writes it; null for a field that nobody reads.</param>
    private void WalkValue(string name, int field, int kind, string? expected, Action<string, int, long> onNumber, int depth)
    {
        Expect(expected is null || IsOfKind(kind, expected[0]));
        switch (kind)
        {
            case True or False:
                break;
            case Byte:
                Take();
                break;
            case >= Int16 and <= Int64:
                onNumber(name, field, TakeSigned());
                break;
            case Double:
                Skip(sizeof(double));
                break;
            case Binary:
                Skip(TakeUnsigned());
                break;
            case List:
                WalkList(name, field, expected, onNumber, depth);
                break;
            case Struct:
                Walk(expected?[1..] ?? "", onNumber, depth + 1);
                break;
            default:
                Expect(false);
                break;
        }
    }

    private void WalkList(string name, int field, string? expected, Action<string, int, long> onNumber, int depth)
    {
        var header = Take();
        var (count, kind) = ((ulong)(header >> 4), header & 0xF);
        count = count == 15 ? TakeUnsigned() : count;
        // Every element takes a byte at least; a list in a list, or of flags, is nowhere in this standard.
        Expect(count <= (ulong)(_bytes.Length - Position) && depth < DeepestNesting && kind is not (List or True or False));
        for (var at = 0UL; at < count; at++)
        {
            WalkValue(name, -field, kind, expected?[1..], onNumber, depth + 1);
        }
    }

    private static bool IsOfKind(int kind, char expected) => expected switch
    {
        't' => kind is True or False,
        'y' => kind == Byte,
        'i' => kind is >= Int16 and <= Int64,
        'd' => kind == Double,
        'b' => kind == Binary,
        '[' => kind == List,
        '{' => kind == Struct,
        _ => false,
    };

    private byte Take()
    {
        Expect(Position < _bytes.Length);
        return _bytes[Position++];
    }

    private void Skip(ulong count)
    {
        Expect(count <= (ulong)(_bytes.Length - Position));
        Position += (int)count;
    }

    private long TakeSigned()
    {
        var zigzag = TakeUnsigned();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    private ulong TakeUnsigned()
    {
        const int MostBytes = 10;
        var value = 0UL;
        for (var at = 0; at < MostBytes; at++)
        {
            var part = Take();
            value |= (ulong)(part & 0x7F) << (7 * at);
            if (part < 0x80)
            {
                return value;
            }
        }

        Expect(false);
        return 0;
    }

    private static void Expect(bool isAsTheStandardHasIt)
    {
        if (!isAsTheStandardHasIt)
        {
            throw new InvalidDataException("The Parquet file's own description is damaged.");
        }
    }
}
