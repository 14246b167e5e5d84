using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class TravelMatrixReaderTests
{
    private static readonly string[] Ids = ["A", "02", "C"];

    [Fact]
    public void Long_and_wide_files_give_the_same_times()
    {
        var wide = Read("minutes,A,02,C\nA,0.5,2,3\n02,4,0.5,6\nC,7,8,0.5\n");
        var tall = Read("to,from,seconds\n" + string.Concat(Enumerable.Range(0, 9).Select(at => FormattableString.Invariant($"{Ids[at % 3]},{Ids[at / 3]},{60 * wide.Minutes(at / 3, at % 3)}\n"))));
        wide.Minutes(1, 0).ShouldBe(4);
        for (var at = 0; at < 9; at++)
        {
            tall.Minutes(at / 3, at % 3).ShouldBe(wide.Minutes(at / 3, at % 3), 1e-6);
        }
    }

    [Fact]
    public void Missing_diagonal_counts_nothing_and_is_said() =>
        Read("area_id,A,02,C\nA,,2,3\n02,4,,6\nC,7,8,\n").Assumptions.ShouldContain("The file has no times within an area; such trips count 0 minutes.");

    [Fact]
    public void Areas_the_map_lacks_are_counted() =>
        Read("minutes,A,02,C,Z\nA,0,2,3,9\n02,4,0,6,9\nC,7,8,0,9\nZ,9,9,9,9\n").Assumptions.ShouldContain("2 rows or columns of the travel times name areas the map does not have; they are not used.");

    [Theory]
    [InlineData("from,to,minutes\nA,02,3\n", "times.csv: 5 of 9 pairs of areas have no time, the first from A to C. Let the router fill every pair, both ways.")]
    [InlineData("from,to,minutes\nA,02,3\nA,02,4\n", "times.csv:3: the time from A to 02 is there twice. Keep one row for each pair.")]
    [InlineData("from,to,minutes\nA,02,-1\n", "times.csv:2: -1 from A to 02 is below 0. Routers mark pairs they cannot reach that way: give such pairs a time.")]
    [InlineData("from,to,minutes\nA,02,five\n", "times.csv:2: \"five\" from A to 02 is not a time. Give a number of minutes, or of seconds under that name.")]
    [InlineData("from,to,km\nA,02,5\n", "times.csv:1: the table needs one column named minutes or seconds. Name the column of travel times by its unit.")]
    [InlineData("minutes,A,02,C\nA,1,2\n", "times.csv:2: the row has 3 cells, the header 4. Export the table again.")]
    [InlineData("id,X,Y\nX,1,2\n", "times.csv:1: no column is named by an area of the map. Use the map's area ids along the top, or the columns from,to,minutes.")]
    [InlineData("minutes,A,02,C\nA,0,600,700\n02,500,0,600\nC,700,800,0\n", "times.csv: half the trips take over 600 minutes and the longest 800, too long for a city. If the times are in seconds, name the column (or the corner cell) seconds.")]
    [InlineData("", "times.csv: there is no table of travel times in it. Give rows from,to,minutes, or a matrix with area ids along its top and left side.")]
    public void Faults_are_named_where_they_are(string text, string message) =>
        Should.Throw<InputException>(() => Read(text)).Message.ShouldBe(message);

    [Fact]
    public void Any_bytes_give_a_matrix_or_a_fault_in_words()
    {
        const string good = "from,to,minutes\nA,A,0\nA,02,3\nA,C,4\n02,A,3\n02,02,0\n02,C,1\nC,A,4\nC,02,1\nC,C,0\n";
        const string signs = "\",\n\r0A-eE.∞ \0\uFEFFminutes";
        var random = new SeededRandom(1);
        var read = 0;
        for (var at = 0; at < 5_000; at++)
        {
            var text = good.ToCharArray();
            for (var change = random.Next(4); change > 0; change--)
            {
                text[random.Next(text.Length)] = signs[random.Next(signs.Length)];
            }

            try
            {
                var matrix = Read(new string(text, 0, random.Next(3) == 0 ? random.Next(text.Length) : text.Length));
                Enumerable.Range(0, 9).ShouldAllBe(pair => double.IsFinite(matrix.Minutes(pair / 3, pair % 3)) && matrix.Minutes(pair / 3, pair % 3) >= 0);
                read++;
            }
            catch (InputException fault)
            {
                fault.Message.ShouldStartWith("times.csv");
            }
        }

        read.ShouldBeInRange(50, 4_000);
    }

    private static TravelMatrix Read(string text) => TravelMatrixReader.Read(new StringReader(text), "times.csv", Ids);
}
