using System.Globalization;
using System.Text;
using SmartBeats.Calls.Streets;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Geography.Shapefile;
using SmartBeats.Tests.Geography;
using Xunit.Abstractions;

namespace SmartBeats.Tests.Context;

/// <summary>Seeded damage to layers that are drawn: read or refused with a sentence, in bounded memory.</summary>
/// <remarks>SMARTBEATS_FUZZ sets the number of mutants of each kind; 5,000 where it is not set.</remarks>
public class ContextFuzzTests(ITestOutputHelper output)
{
    private const long MostBytesAllocated = 64L << 20;

    private static readonly byte[] _validJson = Encoding.UTF8.GetBytes("""
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"FULLNAME":"W Ocotillo Rd","MTFCC":"S1400","LFROMHN":5901,"LTOHN":5999,"RFROMHN":5900,"RTOHN":5998},"geometry":{"type":"LineString","coordinates":[[-112.2,33.5],[-112.19,33.5,7]]}},
        {"type":"Feature","properties":{"FULLNAME":"I-17"},"geometry":{"type":"MultiLineString","coordinates":[[[-112.2,33.4],[-112.19,33.6]],[[-112.1,33.4],[-112.1,33.5]]]}},
        {"type":"Feature","properties":{"FULLNAME":"Lake"},"geometry":{"type":"Polygon","coordinates":[[[-112.2,33.4],[-112.1,33.4],[-112.1,33.5],[-112.2,33.4]]]}}]}
        """);

    private static readonly CityMap _map = CityMapReader.Read(
        "city.geojson", new MemoryStream("""{"type":"Polygon","coordinates":[[[-112.3,33.3],[-112,33.3],[-112,33.7],[-112.3,33.7],[-112.3,33.3]]]}"""u8.ToArray()));

    [Theory]
    [InlineData("geojson", 31)]
    [InlineData("shp", 32)]
    public void A_damaged_layer_is_drawn_or_refused_with_a_sentence(string form, ulong seed)
    {
        var mutants = int.TryParse(Environment.GetEnvironmentVariable("SMARTBEATS_FUZZ"), CultureInfo.InvariantCulture, out var asked) ? asked : 5_000;
        var random = new SeededRandom(seed);
        var original = form == "geojson" ? _validJson : MakeShapefile();
        var (read, pastTheHeader, most) = (0, 0, 0L);
        for (var i = 0; i < mutants; i++)
        {
            var mutant = Mutation.Mutate(original, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (form == "shp")
                {
                    ShpPathReader.Read(mutant, null, "roads.shp", []).ShouldAllBe(shape => shape.All(path => path.Shell.All(corner => double.IsFinite(corner.X))));
                }
                else
                {
                    foreach (var kind in Enum.GetValues<ContextKind>())
                    {
                        Try(() => ContextJson.Read("layer", ContextJson.Write(ContextReader.Read("layer.geojson", new MemoryStream(mutant), kind, _map))));
                    }

                    new StreetIndex(StreetLayer.FindSegments("layer.geojson", new MemoryStream(mutant)) ?? []).FindPlace("5950 W Ocotillo Rd");
                }

                read++;
                pastTheHeader++;
            }
            catch (InputException refusal)
            {
                refusal.Remedy.ShouldNotBeEmpty();
                pastTheHeader += MapFuzzTests.IsHeaderRefusal(refusal) ? 0 : 1;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Mutant {i} of {form} (seed {seed}): {exception.Message} in {Convert.ToBase64String(mutant)}", exception);
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine($"{form}: {mutants} mutants, {read} read, {pastTheHeader} past the header, at most {most / 1024} KB allocated");
        most.ShouldBeLessThan(MostBytesAllocated);
        ((double)pastTheHeader / mutants).ShouldBeGreaterThan(0.3);
    }

    /// <summary>Of one file only one kind is right.</summary>
    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (InputException refusal)
        {
            refusal.Remedy.ShouldNotBeEmpty();
        }
    }

    /// <summary>Two records: a line of two parts, and a point's null shape.</summary>
    private static byte[] MakeShapefile()
    {
        using var folder = new ScratchFolder();
        var lines = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"N":"a"},"geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3],[4,4]]]}},{"type":"Feature","properties":{"N":"b"},"geometry":null}]}""";
        var source = folder.File("lines.geojson");
        File.WriteAllText(source, lines);
        using var process = System.Diagnostics.Process.Start("ogr2ogr", ["-f", "ESRI Shapefile", folder.File("roads.shp"), source]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return File.ReadAllBytes(folder.File("roads.shp"));
    }
}
