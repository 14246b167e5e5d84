using System.Globalization;
using SmartBeats.Geography;
using SmartBeats.Requests;
using SmartBeats.Tests.Geography;
using SmartBeats.Tests.Publishing;
using Xunit.Abstractions;

namespace SmartBeats.Formats.Tests.GeoPackage;

/// <summary>Seeded damage to a GeoPackage: it is read or refused with a sentence, in bounded memory and steps.</summary>
/// <remarks>SMARTBEATS_FUZZ sets the number of mutants; 5,000 where it is not set.</remarks>
public class GeoPackageFuzzTests(ITestOutputHelper output)
{
    private const long MostBytesAllocated = 64L << 20;

    /// <summary>A change in a page of free space or of the catalogue says little: this share of mutants must get to shapes.</summary>
    private const double LeastPastTheCatalogue = 0.3;

    static GeoPackageFuzzTests() => FormatReaders.Register();

    [Theory]
    [InlineData("whole file", 1)]
    [InlineData("its shapes and fields", 2)]
    public void A_damaged_file_is_read_or_refused_with_a_sentence(string part, ulong seed)
    {
        var mutants = int.TryParse(Environment.GetEnvironmentVariable("SMARTBEATS_FUZZ"), CultureInfo.InvariantCulture, out var asked) ? asked : 5_000;
        var original = PlanExports.Write(SamplePlan.Of(request: new PlanRequest { Beats = 3, Seed = 7, Also = ["gpkg"] }), []).File("plan.gpkg").Content;
        var shapes = Enumerable.Range(0, original.Length - 4).Where(at => original.AsSpan(at).StartsWith("GP\0\u0003"u8)).ToList();
        shapes.Count.ShouldBe(3 + 12);
        var random = new SeededRandom(seed);
        var (read, past, most) = (0, 0, 0L);
        for (var i = 0; i < mutants; i++)
        {
            var mutant = original.ToArray();
            if (seed == 1)
            {
                mutant = Mutation.Mutate(original, random);
            }
            else
            {
                var at = shapes[random.Next(shapes.Count)];
                var piece = Mutation.Mutate(original[at..Math.Min(at + 220, original.Length)], random);
                piece.CopyTo(mutant, at);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var content = new MemoryStream(mutant);
                var map = CityMapReader.Read("plan.gpkg", content, new CityMapOptions { Layer = random.Next(2) == 0 ? "areas" : "beats" });
                map.Areas.ShouldAllBe(area => new NetTopologySuite.Operation.Valid.IsValidOp(area.Shape).IsValid);
                read++;
                past++;
            }
            catch (InputException refusal)
            {
                refusal.Message.ShouldNotBeEmpty();
                past += refusal.Where.Contains("feature", StringComparison.Ordinal) ? 1 : 0;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Mutant {i} of {part} (seed {seed}): {exception.Message}", exception);
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine($"{part}: {mutants} mutants, {read} read, {past} past the catalogue, at most {most / 1024} KB allocated");
        most.ShouldBeLessThan(MostBytesAllocated);
        ((double)past / mutants).ShouldBeGreaterThan(LeastPastTheCatalogue);
    }
}
