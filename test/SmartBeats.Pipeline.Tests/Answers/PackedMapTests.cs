using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Tests.Workspaces;

namespace SmartBeats.Pipeline.Tests.Answers;

public class PackedMapTests
{
    [Fact]
    public void A_packed_map_holds_every_ring_neighbour_length_and_size_of_the_map()
    {
        using var zip = File.OpenRead(Path.Combine(SampleCity.Samples, "city.zip"));
        var map = CityMapReader.Read("city.zip", zip);
        HoldsAll(map, AreaAdjacencyBuilder.Build(map, new AdjacencyOptions()));
    }

    [Fact]
    public void Holes_and_several_parts_are_told_apart()
    {
        const string Text = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"ring"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.03,0],[0.03,0.03],[0,0.03],[0,0]],[[0.01,0.01],[0.01,0.02],[0.02,0.02],[0.02,0.01],[0.01,0.01]]]}},
            {"type":"Feature","properties":{"id":"two é"},"geometry":{"type":"MultiPolygon","coordinates":[[[[0.01,0.01],[0.02,0.01],[0.02,0.02],[0.01,0.02],[0.01,0.01]]],[[[0.1,0.1],[0.11,0.1],[0.11,0.11],[0.1,0.1]]]]}}]}
            """;
        var map = CityMapReader.Read("ring.geojson", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Text)));
        var packed = HoldsAll(map, AreaAdjacencyBuilder.Build(map, new AdjacencyOptions()));
        packed.IsHole.ShouldBe([0, 1, 0, 0]);
        packed.RingOfArea.ShouldBe([0u, 2u, 4u]);
    }

    [Fact]
    public void Bridges_of_a_map_in_two_parts_stand_in_the_header()
    {
        var map = TinyTown.Map();
        var apart = map with { Areas = [.. new[] { 0, 1, 8 }.Select((area, at) => map.Areas[area] with { Index = at })] };
        var adjacency = AreaAdjacencyBuilder.Build(apart, new AdjacencyOptions());
        var bridge = HoldsAll(apart, adjacency).Header.GetProperty("bridges")[0];
        bridge[0].GetInt32().ShouldBe(adjacency.Bridges[0].A);
        bridge[1].GetInt32().ShouldBe(2);
        bridge[2].GetDouble().ShouldBe(adjacency.Bridges[0].DistanceMetres, 0.06);
    }

    [SharedFact("cities/seattle/city_blocks.zip")]
    public void Ten_thousand_blocks_are_a_megabyte_over_the_wire()
    {
        using var zip = File.OpenRead(SharedData.File("cities/seattle/city_blocks.zip"));
        var map = CityMapReader.Read("city_blocks.zip", zip);
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions());
        var bytes = PackedMap.Pack(map, adjacency);
        using var wire = new MemoryStream();
        using (var brotli = new BrotliStream(wire, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        HoldsAll(map, adjacency);
        wire.Length.ShouldBeLessThan(1_500_000);
    }

    private static ReadMap HoldsAll(CityMap map, AreaAdjacency adjacency)
    {
        var packed = ReadMap.Read(PackedMap.Pack(map, adjacency));
        packed.Header.GetProperty("version").GetString().ShouldBe(map.Version);
        packed.Header.GetProperty("ids").EnumerateArray().Select(id => id.GetString()).ShouldBe(map.Areas.Select(area => area.Id));
        var box = map.Box();
        packed.Header.GetProperty("bbox").EnumerateArray().Select(number => number.GetDouble())
            .ShouldBe([box.MinLongitude, box.MinLatitude, box.MaxLongitude, box.MaxLatitude]);
        foreach (var area in map.Areas)
        {
            var (from, end) = (packed.RingOfArea[area.Index], packed.RingOfArea[area.Index + 1]);
            var rings = Enumerable.Range((int)from, (int)(end - from)).ToList();
            var corners = rings.SelectMany(ring => Enumerable.Range((int)packed.VertexOfRing[ring], (int)(packed.VertexOfRing[ring + 1] - packed.VertexOfRing[ring]))).ToList();
            // NetTopologySuite lists shells and holes, part by part, in the same order.
            var expected = area.Shape.Coordinates;
            corners.Count.ShouldBe(expected.Length);
            for (var at = 0; at < expected.Length; at++)
            {
                (packed.Xy[2 * corners[at]] / PackedMap.StepsPerDegree).ShouldBe(expected[at].X, 0.6e-7);
                (packed.Xy[(2 * corners[at]) + 1] / PackedMap.StepsPerDegree).ShouldBe(expected[at].Y, 0.6e-7);
            }

            packed.AreaM2[area.Index].ShouldBe(LocalMetres.Area(area.Shape));
            packed.PerimeterM[area.Index].ShouldBe(LocalMetres.Length(area.Shape));
        }

        var edges = new List<SharedBoundary>();
        for (var area = 0; area < map.Areas.Count; area++)
        {
            for (var at = packed.NeighbourOfArea[area]; at < packed.NeighbourOfArea[area + 1]; at++)
            {
                edges.Add(new SharedBoundary(area, (int)packed.Neighbour[at], packed.EdgeMetres[at]));
            }
        }

        edges.Where(edge => edge.A < edge.B).ShouldBe(adjacency.Boundaries);
        edges.Where(edge => edge.A > edge.B).Select(edge => new SharedBoundary(edge.B, edge.A, edge.LengthMetres)).OrderBy(edge => edge.A).ThenBy(edge => edge.B)
            .ShouldBe(adjacency.Boundaries);
        return packed;
    }

    /// <summary>Reads the layout as the contract writes it down, and nothing of the writer.</summary>
    private sealed record ReadMap(
        JsonElement Header, uint[] RingOfArea, uint[] VertexOfRing, byte[] IsHole, int[] Xy, uint[] NeighbourOfArea, uint[] Neighbour, double[] EdgeMetres, double[] AreaM2, double[] PerimeterM)
    {
        public static ReadMap Read(byte[] bytes)
        {
            bytes.AsSpan(0, 8).SequenceEqual("SBMAP001"u8).ShouldBeTrue();
            var length = BitConverter.ToInt32(bytes, 8);
            var header = JsonDocument.Parse(bytes.AsMemory(12, length)).RootElement;
            var at = 12 + length;
            (at % 8).ShouldBe(0);
            int Count(string name) => header.GetProperty(name).GetInt32();
            var read = new ReadMap(
                header,
                Take<uint>(Count("areas") + 1),
                Take<uint>(Count("rings") + 1),
                Take<byte>(Count("rings")),
                Take<int>(2 * Count("vertices")),
                Take<uint>(Count("areas") + 1),
                Take<uint>(Count("neighbours")),
                Take<double>(Count("neighbours")),
                Take<double>(Count("areas")),
                Take<double>(Count("areas")));
            at.ShouldBe(bytes.Length);
            return read;

            T[] Take<T>(int count)
                where T : unmanaged
            {
                var size = count * Marshal.SizeOf<T>();
                var part = MemoryMarshal.Cast<byte, T>(bytes.AsSpan(at, size)).ToArray();
                at += (size + 7) / 8 * 8;
                return part;
            }
        }
    }
}
