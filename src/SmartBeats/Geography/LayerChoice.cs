namespace SmartBeats.Geography;

/// <summary>What a layer's shapes are.</summary>
/// <param name="AreAreas">Whether they are polygons.</param>
/// <param name="Words">As messages name them.</param>
internal readonly record struct LayerShapes(bool AreAreas, string Words);

/// <summary>Which layer of a file is meant: the one asked for, or the only one that fits; never guessed.</summary>
internal static class LayerChoice
{
    /// <summary>The place of the chosen layer among the file's.</summary>
    /// <param name="fileName">As messages name it.</param>
    /// <param name="names">Of its layers; at least one.</param>
    /// <param name="options">Hold the layer asked for.</param>
    /// <param name="use">What its shapes are for.</param>
    /// <param name="look">Finds out what the shapes of a layer are; asked only where names do not settle it.</param>
    /// <param name="separate">How one of several layers is given by itself.</param>
    /// <exception cref="InputException">No such layer, none of areas, or several.</exception>
    public static int Choose(
        string fileName, IReadOnlyList<string> names, CityMapOptions options, ShapeUse use, Func<int, LayerShapes> look, string separate)
    {
        var all = Enumerable.Range(0, names.Count);
        int[] named = [.. all.Where(at => options.Layer is null || IsSame(names[at], options.Layer))];
        if (named.Length == 0)
        {
            var near = Wording.NearMiss(options.Layer!, names);
            throw new InputException(
                fileName,
                $"holds no layer \"{options.Layer}\"",
                $"{(near is null ? "" : $"Did you mean \"{near}\"? ")}Its layers are {Wording.Some(names)}.");
        }

        if (named.Length == 1)
        {
            return named[0];
        }

        return use == ShapeUse.Paths
            ? ChooseToDraw(fileName, names, named, options, separate)
            : ChooseAreas(fileName, names, named, look);
    }

    /// <summary>Says which of several layers was read.</summary>
    public static string DescribeChoice(string fileName, int layers, string chosen) =>
        $"{fileName} holds {layers} layers; {chosen} was read.";

    /// <summary>A layer to draw is told from others by its name.</summary>
    private static int ChooseToDraw(string fileName, IReadOnlyList<string> names, int[] named, CityMapOptions options, string separate)
    {
        foreach (var usual in options.UsualNames)
        {
            if (Array.FindAll(named, at => IsSame(names[at], usual)) is [var only])
            {
                return only;
            }
        }

        throw new InputException(fileName, $"holds {named.Length} layers: {Wording.Some([.. named.Select(at => names[at])])}", separate);
    }

    private static int ChooseAreas(string fileName, IReadOnlyList<string> names, int[] named, Func<int, LayerShapes> look)
    {
        var shapes = named.Select(look).ToArray();
        int[] areas = [.. named.Where((_, at) => shapes[at].AreAreas)];
        return areas.Length switch
        {
            0 => throw new InputException(
                fileName,
                $"holds no layer of areas: {Wording.Some([.. named.Select((layer, at) => $"{names[layer]} ({shapes[at].Words})")])}",
                "Give the layer whose shapes are the city's areas (polygons)."),
            1 => areas[0],
            _ => throw new InputException(
                fileName,
                $"holds {areas.Length} layers of areas: {Wording.Some([.. areas.Select(at => names[at])])}",
                $"Say which one is the city's map: --layer {names[areas[0]]}."),
        };
    }

    private static bool IsSame(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
