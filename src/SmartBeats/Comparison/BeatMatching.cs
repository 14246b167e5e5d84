namespace SmartBeats.Comparison;

/// <summary>Which beat of one plan is which beat of another: the pairing under which the least moves.</summary>
/// <remarks>
/// The assignment problem on what the beats have in common, by the Hungarian method with potentials (Kuhn 1955, Naval
/// Research Logistics 2; Munkres 1957). Whole numbers throughout, so the result is exact. Cost: O(n²m) for n ≤ m beats.
/// </remarks>
internal static class BeatMatching
{
    /// <param name="common">What beat i of the first plan and beat j of the second have in common, at least 0 and below 2^60 in sum.</param>
    /// <returns>Per beat of the first plan its counterpart, -1 for none (the second plan has fewer beats, or they have nothing in common).</returns>
    public static int[] Match(long[,] common)
    {
        var (rows, columns) = (common.GetLength(0), common.GetLength(1));
        var turned = rows > columns;
        var n = Math.Min(rows, columns);
        var m = Math.Max(rows, columns);
        var matchOfColumn = Assign(n, m, (i, j) => turned ? -common[j, i] : -common[i, j]);
        var matched = new int[rows];
        Array.Fill(matched, -1);
        for (var j = 0; j < m; j++)
        {
            var i = matchOfColumn[j];
            if (i >= 0 && (turned ? common[j, i] : common[i, j]) > 0)
            {
                matched[turned ? j : i] = turned ? i : j;
            }
        }

        return matched;
    }

    /// <summary>Per column its row, -1 for none; every row has a column, at the least total cost.</summary>
    private static int[] Assign(int n, int m, Func<int, int, long> cost)
    {
        // Row and column 0 are a start that is no real row or column.
        var (rowPotential, columnPotential) = (new long[n + 1], new long[m + 1]);
        var rowOf = new int[m + 1];
        var cameFrom = new int[m + 1];
        for (var row = 1; row <= n; row++)
        {
            rowOf[0] = row;
            var column = 0;
            var slack = new long[m + 1];
            Array.Fill(slack, long.MaxValue);
            var done = new bool[m + 1];
            do
            {
                done[column] = true;
                var (current, next, least) = (rowOf[column], 0, long.MaxValue);
                for (var j = 1; j <= m; j++)
                {
                    if (done[j])
                    {
                        continue;
                    }

                    var reduced = cost(current - 1, j - 1) - rowPotential[current] - columnPotential[j];
                    if (reduced < slack[j])
                    {
                        (slack[j], cameFrom[j]) = (reduced, column);
                    }

                    if (slack[j] < least)
                    {
                        (least, next) = (slack[j], j);
                    }
                }

                for (var j = 0; j <= m; j++)
                {
                    if (done[j])
                    {
                        rowPotential[rowOf[j]] += least;
                        columnPotential[j] -= least;
                    }
                    else if (slack[j] != long.MaxValue)
                    {
                        slack[j] -= least;
                    }
                }

                column = next;
            }
            while (rowOf[column] != 0);

            while (column != 0)
            {
                rowOf[column] = rowOf[cameFrom[column]];
                column = cameFrom[column];
            }
        }

        return [.. rowOf.Skip(1).Select(row => row - 1)];
    }
}
