namespace SmartBeats.Calls.Streets;

/// <summary>Directions, kinds of streets and numbers in names, as the Postal Service abbreviates them (Publication 28).</summary>
internal static class StreetWords
{
    private static readonly Dictionary<string, string> _directions = CreateTable(
        "N NORTH NO NB,S SOUTH SO SB,E EAST EB,W WEST WB,NE NORTHEAST,NW NORTHWEST,SE SOUTHEAST,SW SOUTHWEST");

    private static readonly Dictionary<string, string> _types = CreateTable(
        "ALY ALLEY ALLY,ANX ANNEX,ARC ARCADE,AVE AVENUE AV AVEN AVN,BCH BEACH,BLF BLUFF,BLVD BOULEVARD BL BOUL BLV,BND BEND,BR BRANCH,BRG BRIDGE BRDG,BYP BYPASS,"
        + "CIR CIRCLE CR CRCL CI,CMN COMMON,CRES CRESCENT CRSNT,CRK CREEK,CSWY CAUSEWAY,CT COURT CRT,CTR CENTER CENTRE,CTS COURTS,CV COVE,DR DRIVE DRV DRIV,EST ESTATE,ESTS ESTATES,"
        + "EXPY EXPRESSWAY EXPWY EXPW,EXT EXTENSION,FRY FERRY,FWY FREEWAY FRWY FRWAY,GDNS GARDENS,GLN GLEN,GRN GREEN,GRV GROVE,HL HILL,HTS HEIGHTS,HWY HIGHWAY HIWAY HWAY HY,ISLE,"
        + "JCT JUNCTION,KNL KNOLL,LN LANE LA,LNDG LANDING,LOOP LP LOOPS,MALL,MNR MANOR,MDW MEADOW,MDWS MEADOWS,OVAL,PARK PK,PASS,PATH PTH,PIKE PK,PKWY PARKWAY PKY PKWAY PWY PY,"
        + "PL PLACE,PLZ PLAZA PZ,PT POINT,PTE POINTE,RAMP RMP,RD ROAD,RDG RIDGE,ROW,RTE ROUTE RT,RUN,SQ SQUARE,ST STREET STR STRT,STA STATION,TER TERRACE TERR TE,TRCE TRACE,TRL TRAIL TR,"
        + "TPKE TURNPIKE TPK,TUNL TUNNEL,VIA,VIS VISTA,VW VIEW,WALK WK,WAY WY,XING CROSSING");

    private static readonly Dictionary<string, string> _numbers = CreateTable(
        "1ST FIRST,2ND SECOND,3RD THIRD,4TH FOURTH,5TH FIFTH,6TH SIXTH,7TH SEVENTH,8TH EIGHTH,9TH NINTH,10TH TENTH,11TH ELEVENTH,12TH TWELFTH,13TH THIRTEENTH,14TH FOURTEENTH,"
        + "15TH FIFTEENTH,16TH SIXTEENTH,17TH SEVENTEENTH,18TH EIGHTEENTH,19TH NINETEENTH,20TH TWENTIETH,ST SAINT STE,MT MOUNT,FT FORT");

    private static readonly HashSet<string> _units = ["APT", "UNIT", "STE", "SUITE", "RM", "ROOM", "FL", "FLOOR", "BLDG", "LOT", "TRLR", "SPC", "SP", "#"];

    public static bool IsType(string word) => _types.ContainsKey(word);

    /// <summary>Takes the words of a name apart, in capitals.</summary>
    /// <returns>With an empty name where there is none.</returns>
    public static StreetName Parse(IReadOnlyList<string> given)
    {
        var words = given.ToList();
        var unit = words.FindIndex(1 < words.Count ? 1 : 0, word => _units.Contains(word) || word[0] == '#');
        if (unit > 0 && !(words[unit] == "STE" && unit == 0))
        {
            words.RemoveRange(unit, words.Count - unit);
        }

        // The last word is taken off only while another is left to be the name: "NORTH ST" is a street named North.
        var after = TakeLast(words, _directions, least: 2);
        if (after.Length > 0 && words.Count == 1 && !_directions.ContainsKey(words[0]) && IsType(words[0]))
        {
            // "AVENUE E": the letter is the name, and the kind stands before it.
            return new StreetName("", after, _types[words[0]], "");
        }

        var type = TakeLast(words, _types, least: 2);
        var before = "";
        if (words.Count > 1 && _directions.TryGetValue(words[0], out var direction))
        {
            before = direction;
            words.RemoveAt(0);
        }

        var name = string.Join(' ', words.Select((word, at) => WriteWord(word, at == 0)));
        return new StreetName(before, name, type, after);
    }

    private static string TakeLast(List<string> words, Dictionary<string, string> table, int least)
    {
        if (words.Count < least || !table.TryGetValue(words[^1], out var found))
        {
            return "";
        }

        words.RemoveAt(words.Count - 1);
        return found;
    }

    private static string WriteWord(string word, bool isFirst)
    {
        var plain = word.Replace("'", "", StringComparison.Ordinal);
        if (plain.Length > 1 && char.IsAsciiDigit(plain[0]))
        {
            return WriteOrdinal(plain.TrimStart('0'));
        }

        return isFirst && _numbers.TryGetValue(plain, out var number) ? number : plain;
    }

    /// <summary>5, 5TH and 05TH are one name.</summary>
    private static string WriteOrdinal(string word)
    {
        if (word.Length is 0 or > 4 || word.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return word;
        }

        var last = word.Length > 1 && word[^2] == '1' ? '0' : word[^1];
        var ending = last switch
        {
            '1' => "ST",
            '2' => "ND",
            '3' => "RD",
            _ => "TH",
        };
        return word + ending;
    }

    private static Dictionary<string, string> CreateTable(string text)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in text.Split(','))
        {
            var words = entry.Split(' ');
            foreach (var word in words)
            {
                table.TryAdd(word, words[0]);
            }
        }

        return table;
    }
}
