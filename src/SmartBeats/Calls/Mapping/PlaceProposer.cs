namespace SmartBeats.Calls.Mapping;

/// <summary>Finds where the place of a call stands: degrees before feet, both before an area's id, that before an address.</summary>
internal sealed class PlaceProposer(ProposalDraft draft)
{
    private const string WaysOut = "Name it with --map place=COLUMN or --map place=LONGITUDE,LATITUDE.";

    public PlaceMapping? Propose()
    {
        if (draft.FindSaid("place") is { Count: > 0 } said)
        {
            return ReadSaid(said);
        }

        var found = FindDegrees() ?? FindProjected() ?? FindAreaId(draft.Columns) ?? FindAddress();
        if (found is null)
        {
            draft.AddDoubt("place", "no column holds a place", WaysOut);
        }

        return found;
    }

    /// <summary>Of the columns a person names: their form and system, their values say.</summary>
    private PlaceMapping ReadSaid(IReadOnlyList<ColumnProfile> said)
    {
        string[] names = [.. said.Select(column => column.Name)];
        if (said.Count == 2)
        {
            var pair = FindOrder(said[0], said[1], isDegrees: true) ?? FindOrder(said[0], said[1], isDegrees: false) ?? new PlaceMapping(PlaceForm.TwoColumns, names);
            if (Math.Max(GetSize(said[0]), GetSize(said[1])) <= 180)
            {
                draft.AddEvidence("place", "as you say; their numbers are degrees", [.. pair.Columns]);
                return pair;
            }

            return WithSystem(pair, 0, [.. ReadPairs(pair)]);
        }

        var column = said[0];
        if (column.Pairs > column.WktPoints)
        {
            draft.AddEvidence("place", "as you say", names);
            return new PlaceMapping(column.LargestFirst > 90 ? PlaceForm.LongitudeLatitude : PlaceForm.LatitudeLongitude, names);
        }

        if (column.WktPoints == 0 && FindAreaId([column]) is { } area)
        {
            return area;
        }

        if (AreDegrees(column))
        {
            draft.AddEvidence("place", "as you say", names);
            return new PlaceMapping(PlaceForm.Wkt, names);
        }

        return WithSystem(new PlaceMapping(PlaceForm.Wkt, names), column.Srid, [.. ReadPoints(column.Name)]);
    }

    private PlaceMapping? FindDegrees()
    {
        var wkt = draft.Columns.FirstOrDefault(column => column.IsMostly(column.WktPoints) && AreDegrees(column));
        if (wkt is not null)
        {
            draft.AddEvidence("place", "its values are POINT(longitude latitude)", wkt.Name);
            return new PlaceMapping(PlaceForm.Wkt, [wkt.Name]);
        }

        if (FindPair(isDegrees: true) is { } pair)
        {
            draft.AddEvidence("place", "their numbers are degrees", [.. pair.Columns]);
            return pair;
        }

        var text = draft.Columns.FirstOrDefault(column => column.IsMostly(column.Pairs) && AreDegrees(column));
        if (text is null)
        {
            return null;
        }

        // Only a longitude is larger than 90; a pair in which neither number is keeps the order of portals, latitude first.
        var form = text.LargestFirst > 90 ? PlaceForm.LongitudeLatitude : PlaceForm.LatitudeLongitude;
        var order = form == PlaceForm.LatitudeLongitude ? "(latitude, longitude)" : "(longitude, latitude)";
        draft.AddEvidence("place", $"its values are {order}", text.Name);
        return new PlaceMapping(form, [text.Name]);
    }

    private PlaceMapping? FindProjected()
    {
        var wkt = draft.Columns.FirstOrDefault(column => column.IsMostly(column.WktPoints));
        if (wkt is not null)
        {
            return WithSystem(new PlaceMapping(PlaceForm.Wkt, [wkt.Name]), wkt.Srid, [.. ReadPoints(wkt.Name)]);
        }

        return FindPair(isDegrees: false) is { } pair ? WithSystem(pair, 0, [.. ReadPairs(pair)]) : null;
    }

    private IEnumerable<(double X, double Y)> ReadPoints(string column) =>
        draft.ReadSample(column, column).Select(row => ReadPoint(row.First)).OfType<(double X, double Y)>();

    private IEnumerable<(double X, double Y)> ReadPairs(PlaceMapping pair) =>
        draft.ReadSample(pair.Columns[0], pair.Columns[1]).Select(row => ReadNumbers(row, pair.DecimalComma)).OfType<(double X, double Y)>();

    private PlaceMapping WithSystem(PlaceMapping place, int srid, IReadOnlyList<(double X, double Y)> sample)
    {
        if (srid > 0)
        {
            draft.AddEvidence("place", $"its values name the coordinate system EPSG:{srid}", [.. place.Columns]);
            return place with { System = $"EPSG:{srid}" };
        }

        var guess = SystemGuess.Find(sample, draft.Surroundings.Box);
        if (guess.System is { } system)
        {
            draft.AddEvidence("place", guess.Reason, [.. place.Columns]);
            return place with { System = system };
        }

        draft.AddEvidence("place", "their numbers are coordinates, not degrees", [.. place.Columns]);
        draft.AddDoubt(
            "place",
            $"the coordinates of {string.Join(" and ", place.Columns)} are not degrees{guess.Reason}",
            "Name their system with --place-system EPSG:NUMBER (the department's GIS knows it; a US state plane is EPSG:2223 or the like).",
            guess.Fitting.Select(system => new MappingChoice(system.Name, new MappingChanges { PlaceSystem = $"EPSG:{system.Code}" })));
        return place;
    }

    /// <summary>The best pair of columns by their names; both of degrees, or both of lengths.</summary>
    private PlaceMapping? FindPair(bool isDegrees)
    {
        var best = 0;
        PlaceMapping? found = null;
        foreach (var x in draft.Columns)
        {
            var across = ColumnNames.Score(x.Name, ColumnNames.Longitude);
            if (across == 0 || !x.IsMostly(x.Numbers))
            {
                continue;
            }

            foreach (var y in draft.Columns)
            {
                var up = ColumnNames.Score(y.Name, ColumnNames.Latitude);
                // Both lists name their columns in the same order, so two that belong together score alike.
                var score = up == 0 ? 0 : (2 * (across + up)) - (3 * Math.Abs(across - up));
                if (up == 0 || y == x || !y.IsMostly(y.Numbers) || (score <= best && found is not null) || FindOrder(x, y, isDegrees) is not { } order)
                {
                    continue;
                }

                (best, found) = (score, order);
            }
        }

        return found;
    }

    private static PlaceMapping? FindOrder(ColumnProfile x, ColumnProfile y, bool isDegrees)
    {
        var hasComma = x.CommaNumbers + y.CommaNumbers > 0;
        var (width, height) = (GetSize(x), GetSize(y));
        if (!isDegrees)
        {
            return width > 180 || height > 180 ? new PlaceMapping(PlaceForm.TwoColumns, [x.Name, y.Name], null, hasComma) : null;
        }

        if (x.Fractions + y.Fractions == 0 || width > 180 || height > 180)
        {
            return null;
        }

        if (height > 90)
        {
            // The names say x and y, the values that they are exchanged: only a longitude is larger than 90.
            return width <= 90 ? new PlaceMapping(PlaceForm.TwoColumns, [y.Name, x.Name], null, hasComma) : null;
        }

        return new PlaceMapping(PlaceForm.TwoColumns, [x.Name, y.Name], null, hasComma);
    }

    private PlaceMapping? FindAreaId(IReadOnlyList<ColumnProfile> columns)
    {
        if (draft.Surroundings.AreaIds is not { Count: > 1 } ids)
        {
            return null;
        }

        foreach (var column in columns.Where(column => column.HasFewCodes || column.Filled > 0))
        {
            var known = column.Codes.Where(code => ids.Contains(code.Key)).Sum(code => code.Value);
            var all = column.Codes.Sum(code => code.Value);
            // One value that happens to be an id is no evidence: half of a real column's codes, or twenty, must differ.
            if (all > 0 && known * 10 >= all * 9 && column.Codes.Count >= Math.Min(20, (ids.Count + 1) / 2))
            {
                draft.AddEvidence("place", "its values are ids of the map's areas", column.Name);
                return new PlaceMapping(PlaceForm.AreaId, [column.Name]);
            }
        }

        return null;
    }

    private PlaceMapping? FindAddress()
    {
        var whole = draft.FindColumn(ColumnNames.Address, column => !column.IsMostly(column.Numbers));
        var columns = whole is null ? FindAddressParts() : [whole.Name];
        if (columns.Count == 0)
        {
            return null;
        }

        draft.AddEvidence("place", "the only place is an address", [.. columns]);
        if (!draft.Surroundings.HasStreets)
        {
            draft.AddDoubt(
                "place",
                $"the only place is an address ({string.Join(", ", columns)}), and there is no street layer to find it on",
                $"Give a street layer with address ranges (--streets FILE), or export the calls with coordinates. {WaysOut}");
        }

        return new PlaceMapping(PlaceForm.Address, columns);
    }

    private List<string> FindAddressParts()
    {
        string[][] parts = [ColumnNames.StreetNumber, ColumnNames.StreetDirection, ColumnNames.StreetName, ColumnNames.StreetSuffix];
        var name = draft.FindColumn(ColumnNames.StreetName, _ => true);
        return name is null
            ? []
            : [.. parts.Select(part => draft.FindColumn(part, _ => true)?.Name).OfType<string>().Distinct()];
    }

    private static (double X, double Y)? ReadPoint(string text) =>
        PlaceText.TryReadWkt(text, out var x, out var y, out _) && MappedPlace.IsPlace(x, y) ? (x, y) : null;

    private static (double X, double Y)? ReadNumbers((string First, string Second) row, bool decimalComma) =>
        PlaceText.TryReadNumber(row.First, decimalComma, out var x) && PlaceText.TryReadNumber(row.Second, decimalComma, out var y)
        && MappedPlace.IsPlace(x, y) ? (x, y) : null;

    private static double GetSize(ColumnProfile column) => Math.Max(Math.Abs(column.Smallest), Math.Abs(column.Largest));

    private static bool AreDegrees(ColumnProfile column) =>
        column.Srid is 0 or 4326 or 4269 && Math.Max(column.LargestFirst, column.LargestSecond) <= 180 && Math.Min(column.LargestFirst, column.LargestSecond) <= 90;
}
