using System.Text;
using SmartBeats.Geography;

namespace SmartBeats.Tests.Geography;

public sealed class AreaPairListTests
{
    private static readonly CityMap Map = MapFiles.Read(MapFiles.ZipOf(
        ("0101", "POLYGON ((0 0, 0 1, 1 1, 0 0))"), ("0102", "POLYGON ((2 0, 2 1, 3 1, 2 0))"), ("Mill, Lower", "POLYGON ((4 0, 4 1, 5 1, 4 0))")));

    private static AreaPairList Read(string text, string name = "barriers.csv") => AreaPairList.Read(name, Encoding.UTF8.GetBytes(text));

    private static string Refusal(string text, string name = "barriers.csv") => Should.Throw<InputException>(() => Read(text, name).On(Map)).Message;

    [Theory]
    [InlineData("0101,0102\r\n\"Mill, Lower\",0101\r\n")]
    [InlineData("\uFEFFarea_id,area_id\n0102,0101\n0101,\"Mill, Lower\"\n\n0101,0102")]
    [InlineData("from area,to area\n0102, 0101\n0101,\"Mill, Lower\"")]
    [InlineData("[[\"0102\",\"0101\"], [\"Mill, Lower\",\"0101\"]]")]
    public void Order_repetition_header_and_form_are_no_difference(string text)
    {
        var pairs = Read(text);
        Encoding.UTF8.GetString(pairs.Canonical.Span).ShouldBe("[[\"0101\",\"0102\"],[\"0101\",\"Mill, Lower\"]]\n");
        pairs.Count.ShouldBe(2);
        pairs.Hash.ShouldBe("042dfef9b742e4095490afd2bfa45636");
        pairs.On(Map).Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))).Distinct().Order().ShouldBe([(0, 1), (0, 2)]);
        AreaPairList.Read("stored", pairs.Canonical).Hash.ShouldBe(pairs.Hash);
    }

    [Fact]
    public void An_unknown_id_is_named_with_its_line_and_the_near_miss() =>
        Refusal("0101,0102\n0101,0103\n").ShouldBe(
            "barriers.csv:2: area \"0103\" is not in the map. Did you mean \"0101\"? Use the ids of the map's field \"NAME\", leading zeros and all.");

    [Fact]
    public void Several_unknown_ids_are_told_together() =>
        Refusal("101,102\n0101,xyz\n").ShouldBe(
            "barriers.csv:1: area \"101\" is not in the map, nor are \"102\", \"xyz\". Did you mean \"0101\"? Use the ids of the map's field \"NAME\", leading zeros and all.");

    [Theory]
    [InlineData("0101,0101\n", "barriers.csv:1: pairs area \"0101\" with itself. Write two different area ids.")]
    [InlineData("0101,0102,3\n", "barriers.csv:1: holds 3 values where two area ids are expected. Write two area ids a line, with a comma between them.")]
    [InlineData("0101,\n", "barriers.csv:1: holds no pair of area ids. Write two different area ids.")]
    [InlineData("area_id,area_id\n", "barriers.csv: holds no pairs. Write two area ids a line, with a comma between them.")]
    [InlineData("{\"pairs\": []}", "barriers.csv: is not a list of pairs. Write [[\"101\", \"102\"], [\"101\", \"205\"]].")]
    [InlineData("[[\"0101\"]]", "barriers.csv pair 1: is not two area ids in quotes. Write [[\"101\", \"102\"], [\"101\", \"205\"]].")]
    [InlineData("[[\"0101\",\n", "barriers.csv:2: is not JSON. Write [[\"101\", \"102\"], [\"101\", \"205\"]].")]
    public void What_is_no_pair_is_refused(string text, string refusal) => Refusal(text).ShouldBe(refusal);
}
