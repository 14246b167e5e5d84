using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public class EventNumberSetTests
{
    [Fact]
    public void Set_gives_back_the_last_tag_of_a_number()
    {
        var set = new EventNumberSet();
        set.Exchange("A", 5).ShouldBe(-1);
        set.Exchange("B", 6).ShouldBe(-1);
        set.Exchange("A", 7).ShouldBe(5);
        set.Exchange("A", 0).ShouldBe(7);
        (set.Count, set.Duplicates).ShouldBe((2L, 2L));
    }

    [Fact]
    public void Set_agrees_with_a_dictionary()
    {
        var random = new SeededRandom(3);
        var set = new EventNumberSet();
        var expected = new Dictionary<string, int>();
        for (var i = 0; i < 200_000; i++)
        {
            var number = $"E{random.Next(80_000)}";
            set.Exchange(number, i).ShouldBe(expected.TryGetValue(number, out var tag) ? tag : -1);
            expected[number] = i;
        }

        set.Count.ShouldBe(expected.Count);
    }

    [Fact]
    public void Set_finds_numbers_whose_hashes_all_want_the_same_slot()
    {
        var set = new EventNumberSet();
        for (var i = 0; i < 1000; i++)
        {
            set.Exchange((ulong)i << 32, i).ShouldBe(-1);
        }

        Enumerable.Range(0, 1000).ShouldAllBe(i => set.Exchange((ulong)i << 32, 0) == i);
    }

    [Fact]
    public void Set_holds_at_most_24_bytes_a_number_at_any_size()
    {
        var set = new EventNumberSet();
        ulong hash = 1;
        for (var numbers = 1; numbers <= 600_000; numbers++)
        {
            set.Exchange(SeededRandom.SplitMix64(ref hash), 0);
            if (numbers % 10_000 == 0)
            {
                (set.BytesHeld - EventNumberSet.FixedBytes).ShouldBeLessThan(24L * numbers);
            }
        }
    }
}
