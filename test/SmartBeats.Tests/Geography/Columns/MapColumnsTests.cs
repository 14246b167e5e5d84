using SmartBeats.Geography.Columns;
using SmartBeats.Signals;

namespace SmartBeats.Tests.Geography.Columns;

public class MapColumnsTests
{
    [Fact]
    public void Columns_are_kept_in_the_order_of_the_file_and_read_back_with_their_hash()
    {
        var map = NamedSquares.Create(("HOOD", ["x", null, "y"]), ("N", ["1", "2", "3"]));
        map.Columns.All.Select(column => column.Name).ShouldBe(["HOOD", "N", "id"]);
        map.Columns.All[0].Values.ShouldBe(["x", null, "y"]);
        var back = MapColumnsJson.Read("columns.json", MapColumnsJson.Write(map.Columns), 3);
        back.Hash.ShouldBe(map.Columns.Hash);
        back.All[0].Values.ShouldBe(map.Columns.All[0].Values);
    }

    [Fact]
    public void Other_columns_are_the_same_version_of_a_map_and_another_hash()
    {
        var (one, other) = (NamedSquares.Create(("N", ["1", "2"])), NamedSquares.Create(("N", ["1", "3"])));
        other.Version.ShouldBe(one.Version);
        other.Columns.Hash.ShouldNotBe(one.Columns.Hash);
    }

    [Fact]
    public void A_column_is_found_in_another_case_and_by_the_name_a_shapefile_has_cut()
    {
        var columns = NamedSquares.Create(("NEIGHBORHO", ["1", "2"])).Columns;
        columns.Find("neighborho")!.Name.ShouldBe("NEIGHBORHO");
        columns.Find("NEIGHBORHOOD")!.Name.ShouldBe("NEIGHBORHO");
        columns.Find("NEIGHBOR").ShouldBeNull();
    }

    [Fact]
    public void An_absent_column_is_refused_with_the_near_miss() =>
        Should.Throw<InputException>(() => NamedSquares.Create(("CALLS", ["1", "2"])).Columns.Get("weigh", "CALS")).Message
            .ShouldBe("weigh: the map has no column \"CALS\" (did you mean \"CALLS\"?). Columns are CALLS, id.");

    [Fact]
    public void Columns_of_another_map_are_refused() =>
        Should.Throw<InputException>(() => MapColumnsJson.Read("columns.json", MapColumnsJson.Write(NamedSquares.Create(("N", ["1", "2"])).Columns), 3));
}
