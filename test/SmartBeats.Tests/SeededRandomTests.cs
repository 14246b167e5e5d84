namespace SmartBeats.Tests;

public class SeededRandomTests
{
    [Fact]
    public void SplitMix64_gives_the_published_sequence_for_seed_1234567()
    {
        ulong state = 1234567;
        ulong[] drawn = [SeededRandom.SplitMix64(ref state), SeededRandom.SplitMix64(ref state), SeededRandom.SplitMix64(ref state)];
        drawn.ShouldBe([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL]);
    }

    [Fact]
    public void Xoshiro_gives_the_reference_sequence_for_state_1_2_3_4()
    {
        var random = new SeededRandom(1, 2, 3, 4);
        ulong[] drawn = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];
        drawn.ShouldBe([11520UL, 0UL, 1509978240UL, 1215971899390074240UL]);
    }

    [Fact]
    public void Next_stays_in_range_and_reaches_every_value()
    {
        var random = new SeededRandom(7);
        var seen = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            seen[random.Next(6)]++;
        }

        seen.ShouldAllBe(count => count > 9_500 && count < 10_500);
    }

    [Fact]
    public void Derived_generators_differ_by_key_and_repeat_by_seed()
    {
        SeededRandom.Derive(1, 1).NextUInt64().ShouldBe(SeededRandom.Derive(1, 1).NextUInt64());
        SeededRandom.Derive(1, 1).NextUInt64().ShouldNotBe(SeededRandom.Derive(1, 2).NextUInt64());
        SeededRandom.Derive(1, 1).NextUInt64().ShouldNotBe(SeededRandom.Derive(2, 1).NextUInt64());
    }
}
