using System.Globalization;
using System.Text;
using SmartBeats.Calls;
using Xunit.Abstractions;

namespace SmartBeats.Tests.Calls;

/// <remarks>SMARTBEATS_FUZZ sets the number of mutants; 40,000 where it is not set.</remarks>
public class CallReaderFuzzTests(ITestOutputHelper output)
{
    private static readonly int Mutants = int.TryParse(Environment.GetEnvironmentVariable("SMARTBEATS_FUZZ"), CultureInfo.InvariantCulture, out var asked) ? asked : 40_000;

    private static readonly byte[][] Splices = [.. new[] { "\"", "\"\"", ",", "\n", "\r", "\0", "\u00E9", "\uFEFF", "POINT(", "-", "9999999999", "E400", ";", "=", "t", "\"\n\"" }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3]];

    [Fact]
    public void Any_mutant_of_a_valid_file_is_read_or_refused_in_words_without_an_address()
    {
        var random = new SeededRandom(20260101);
        var seeds = Seeds();
        int pastHeader = 0, accepted = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var mutant = Mutate(seeds[random.Next(seeds.Length)], random);
            var csv = CallCsv.Read(mutant, new CallReadOptions { Threads = 1, MaxRejectedShare = random.Next(2), CityBox = random.Next(2) == 0 ? CallCsv.GlendaleBox : null });
            pastHeader += csv.Report is null ? 0 : 1;
            accepted += csv.Refusal is null ? 1 : 0;
            Check(csv, $"mutant {i}");
        }

        output.WriteLine($"{Mutants} mutants, {pastHeader * 100.0 / Mutants:0.0} % past the header, {accepted * 100.0 / Mutants:0.0} % read; peak {Environment.WorkingSet >> 20} MB");
        (pastHeader / (double)Mutants).ShouldBeGreaterThan(0.3);
    }

    private static void Check(CallCsv csv, string what)
    {
        (csv.Refusal?.Message ?? "").ShouldNotContain("MAIN", Case.Sensitive, what);
        if (csv.Report is not { } report)
        {
            csv.Refusal.ShouldNotBeNull(what);
            return;
        }

        report.ToJson().ShouldNotContain("MAIN", Case.Sensitive, what);
        report.Rows.ShouldBe(report.Accepted + report.Rejected + report.WithoutPlace, what);
        report.Rejected.ShouldBe(report.RejectedByReason.Sum(reason => reason.Rows), what);
        csv.Calls.Count.ShouldBe((int)report.Accepted, what);
        foreach (var call in csv.Calls)
        {
            var sound = call.EventNumber.Length > 0 && call.Priority is >= 1 and <= 9 && Math.Abs(call.Longitude) <= 180 && Math.Abs(call.Latitude) <= 90;
            sound.ShouldBeTrue(what);
        }
    }

    private static byte[] Mutate(byte[] seed, SeededRandom random)
    {
        var bytes = seed.ToList();
        var headerEnd = seed.AsSpan().IndexOf((byte)'\n');
        for (var times = 1 + random.Next(4); times > 0 && bytes.Count > 0; times--)
        {
            // Two of three mutations spare the header: most of the reader lies behind it.
            var from = random.Next(3) == 0 || bytes.Count <= headerEnd + 1 ? 0 : headerEnd;
            var at = from + random.Next(bytes.Count - from);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Splices[random.Next(Splices.Length)]);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Next(20)));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + random.Next(200))));
                    break;
                case 4:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : 1);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[][] Seeds()
    {
        string Rows(string end, int count) => string.Concat(Enumerable.Range(0, count).Select(i => CallCsv.Row.Replace("E1", $"E{i}", StringComparison.Ordinal) + end));
        return
        [
            Encoding.UTF8.GetBytes($"{CallCsv.Header}\n{Rows("\n", 20)}"),
            Encoding.UTF8.GetBytes($"\uFEFF{CallCsv.Header}\r\n{Rows("\r\n", 5)}"),
            Encoding.UTF8.GetBytes($"{CallCsv.Header}\n{Rows("\n", 3)}{CallCsv.Row.Replace("5 MAIN ST", "\"5 \"\"MAIN\"\"\nST, REAR\"", StringComparison.Ordinal)}\n{Rows("\n", 3)}"),
            Encoding.UTF8.GetBytes($"{CallCsv.Header},service_minutes,units\n{Rows(",12.5,2\n", 8)}"),
        ];
    }
}
