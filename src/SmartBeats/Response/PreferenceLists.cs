namespace SmartBeats.Response;

/// <summary>Who is sent first, second, third to each area.</summary>
/// <remarks>
/// Larson's fixed-preference dispatch: the beat's own unit, then by travel time. Times that agree to a millionth of a minute are a tie.
/// Ties go by a scrambled number of area and unit: by unit number alone, low numbers would carry the spill-over of every symmetric city.
/// </remarks>
public static class PreferenceLists
{
    /// <param name="unitToArea">t_nj: minutes per unit and area, see <see cref="UnitTravel"/>.</param>
    /// <returns>Per area, every unit once. Cost: O(areas × units log units).</returns>
    public static int[][] Build(double[][] unitToArea, int[] beatOfArea)
    {
        var keys = new Key[unitToArea.Length];
        var lists = new int[beatOfArea.Length][];
        for (var area = 0; area < lists.Length; area++)
        {
            for (var unit = 0; unit < keys.Length; unit++)
            {
                keys[unit] = KeyOf(unitToArea[unit][area], area, unit, beatOfArea[area]);
            }

            Array.Sort(keys);
            lists[area] = Array.ConvertAll(keys, key => key.Unit);
        }

        return lists;
    }

    internal static Key KeyOf(double minutes, int area, int unit, int beat)
    {
        var scrambled = ((ulong)(uint)area << 32) | (uint)unit;
        return new Key(unit == beat ? -1 : (long)Math.Round(minutes * 1e6), SeededRandom.SplitMix64(ref scrambled), unit);
    }

    internal readonly record struct Key(long Microminutes, ulong Tie, int Unit) : IComparable<Key>
    {
        public int CompareTo(Key other) => Microminutes != other.Microminutes ? Microminutes.CompareTo(other.Microminutes)
            : Tie != other.Tie ? Tie.CompareTo(other.Tie)
            : Unit.CompareTo(other.Unit);
    }
}
