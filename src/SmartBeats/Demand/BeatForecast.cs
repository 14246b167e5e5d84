namespace SmartBeats.Demand;

/// <summary>How far from its share a beat will be in a life to come, foretold from what it carried in every stretch of its past.</summary>
/// <remarks>
/// Ordinary kriging (Matheron 1963) over the drift's curve: the linear forecast with the smallest error of all that expect a beat
/// that has always been so far off to stay so far off. A stretch counts the more, the nearer it is to the life and the more calls
/// it holds. It tells what of a deviation stays, where the bare deviation would take chance and what soon dies away for a change.
/// </remarks>
internal static class BeatForecast
{
    /// <summary>Mean over the beats of the square of what each is expected to be off by.</summary>
    /// <param name="past">What the beats carried, at least one week with calls.</param>
    /// <param name="measured">How beats change.</param>
    /// <param name="life">Weeks to come, at least 1.</param>
    /// <param name="gap">Weeks between the past and them.</param>
    public static double FindMeanSquare(BeatWeeks past, DriftEstimate measured, int life, int gap)
    {
        var blocks = WeekBlock.Cut(past);
        var weights = WeighBlocks(blocks, measured, past, life, gap);
        var sum = 0.0;
        for (var beat = 0; beat < past.Beats; beat++)
        {
            var off = 0.0;
            for (var block = 0; block < blocks.Count; block++)
            {
                off += weights[block] * (blocks[block].Loads[beat] / blocks[block].Total * past.Beats - 1);
            }

            sum += off * off;
        }

        return sum / past.Beats;
    }

    /// <summary>What each block counts in the forecast: they add up to 1, single ones may be below 0.</summary>
    internal static double[] WeighBlocks(IReadOnlyList<WeekBlock> blocks, DriftEstimate measured, BeatWeeks past, int life, int gap)
    {
        var count = blocks.Count;
        (int, double)[] coming = [.. Enumerable.Range(past.Loads.Length + gap, life).Select(week => (week, 1.0 / life))];

        // The last row and column hold the weights to a sum of 1.
        var system = new double[count + 1, count + 2];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                system[i, j] = measured.Variance * DriftLaw.Covary(blocks[i].Weeks, blocks[j].Weeks);
            }

            system[i, i] += measured.Dispersion * past.Beats / blocks[i].Total;
            system[i, count] = system[count, i] = 1;
            system[i, count + 1] = measured.Variance * DriftLaw.Covary(blocks[i].Weeks, coming);
        }

        system[count, count + 1] = 1;
        return Solve(system)[..count];
    }

    /// <summary>Gauss's elimination with row pivots; the right side is the last column.</summary>
    private static double[] Solve(double[,] system)
    {
        var size = system.GetLength(0);
        for (var step = 0; step < size; step++)
        {
            var pivot = Enumerable.Range(step, size - step).MaxBy(row => Math.Abs(system[row, step]));
            for (var column = step; column <= size; column++)
            {
                (system[step, column], system[pivot, column]) = (system[pivot, column], system[step, column]);
            }

            for (var row = step + 1; row < size; row++)
            {
                var factor = system[row, step] / system[step, step];
                for (var column = step; column <= size; column++)
                {
                    system[row, column] -= factor * system[step, column];
                }
            }
        }

        var solution = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            var rest = system[row, size];
            for (var column = row + 1; column < size; column++)
            {
                rest -= system[row, column] * solution[column];
            }

            solution[row] = rest / system[row, row];
        }

        return solution;
    }
}
