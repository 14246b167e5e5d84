using System.Buffers.Binary;

namespace SmartBeats.Formats.Parquet;

/// <summary>Looks at what a Parquet file says of itself before the package does: its description, and the head of each page.</summary>
internal static class ParquetCheck
{
    private const int TailBytes = 8;
    private const int LargestDescription = 64 << 20;
    private const int LargestPageHead = 1 << 16;

    /// <summary>A page or column unfolds to so many times its bytes at most, or to as much as any may.</summary>
    private const long MostUnfolding = 200, MayUnfoldTo = 16L << 20;

    /// <summary>Goes through the file's description and its pages' heads.</summary>
    /// <param name="file">Can seek; is put back to its beginning.</param>
    /// <exception cref="InvalidDataException">Damaged, encrypted, or with sizes that no such file has.</exception>
    public static void ThrowIfDamaged(Stream file)
    {
        foreach (var column in ReadColumns(file))
        {
            CheckPages(file, column);
        }

        file.Position = 0;
    }

    private static List<Dictionary<int, long>> ReadColumns(Stream file)
    {
        Expect(file.Length > TailBytes);
        var tail = ReadAt(file, file.Length - TailBytes, TailBytes);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        // PARE marks an encrypted description.
        Expect(tail.AsSpan(4).SequenceEqual("PAR1"u8) && length > 0 && length <= Math.Min(LargestDescription, file.Length - TailBytes));
        var columns = new List<Dictionary<int, long>>();
        var firstOfGroup = 0;
        var description = ReadAt(file, file.Length - TailBytes - length, length);
        new ThriftWalker(description, ParquetStructures.All).Walk(ParquetStructures.File, (name, field, number) =>
        {
            if (name == ParquetStructures.Column && field == 0)
            {
                columns.Add([]);
            }

            if (name == ParquetStructures.Column && field > 0)
            {
                columns[^1][field] = number;
            }

            if (name == ParquetStructures.Group && field == 0)
            {
                firstOfGroup = columns.Count;
            }

            if (name == ParquetStructures.Group && field == ParquetStructures.GroupRows)
            {
                // A column has a value a row, or more where they are lists.
                var ofGroup = columns.Skip(firstOfGroup);
                Expect(number >= 0 && ofGroup.All(column => column.GetValueOrDefault(ParquetStructures.Values) >= number));
            }
        });
        return columns;
    }

    private static void CheckPages(Stream file, Dictionary<int, long> column)
    {
        var compressed = column.GetValueOrDefault(ParquetStructures.Compressed, -1);
        var data = column.GetValueOrDefault(ParquetStructures.DataPage, -1);
        var dictionary = column.GetValueOrDefault(ParquetStructures.DictionaryPage, data);
        var at = dictionary > 0 ? Math.Min(dictionary, data) : data;
        Expect(at >= 0 && compressed >= 0 && compressed <= file.Length && at <= file.Length - compressed);
        CheckUnfolding(column.GetValueOrDefault(ParquetStructures.Uncompressed), compressed);
        var values = 0L;
        for (var end = at + compressed; at < end;)
        {
            var head = ReadAt(file, at, (int)Math.Min(LargestPageHead, end - at));
            var sizes = new long[ParquetStructures.PageCompressed + 1];
            var walker = new ThriftWalker(head, ParquetStructures.All);
            walker.Walk(ParquetStructures.Page, (name, field, number) =>
            {
                if (name == ParquetStructures.Page && field is ParquetStructures.PageUncompressed or ParquetStructures.PageCompressed)
                {
                    sizes[field] = number;
                }

                if (name is (ParquetStructures.Data or ParquetStructures.Data2) && field == ParquetStructures.DataValues)
                {
                    values += number;
                }
            });
            CheckUnfolding(sizes[ParquetStructures.PageUncompressed], sizes[ParquetStructures.PageCompressed]);
            at += walker.Position + sizes[ParquetStructures.PageCompressed];
            Expect(at <= end);
        }

        Expect(values == column.GetValueOrDefault(ParquetStructures.Values));
    }

    private static void CheckUnfolding(long uncompressed, long compressed) =>
        Expect(compressed >= 0 && uncompressed >= 0 && (uncompressed <= MayUnfoldTo || uncompressed <= compressed * MostUnfolding));

    private static byte[] ReadAt(Stream file, long at, int count)
    {
        var bytes = new byte[count];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void Expect(bool isAsTheStandardHasIt)
    {
        if (!isAsTheStandardHasIt)
        {
            throw new InvalidDataException("The Parquet file's own description is damaged.");
        }
    }
}
