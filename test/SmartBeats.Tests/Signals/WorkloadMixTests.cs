using SmartBeats.Calls;

namespace SmartBeats.Signals;

public class WorkloadMixTests
{
    private static readonly AreaWorkload _calls = new([10, 30, 0, 60], [10, 30, 0, 60], 1, "calls", 0);

    [Fact]
    public void Each_signal_is_scaled_to_the_city_and_given_its_share()
    {
        // Calls 10, 30, 0, 60 of 100; crashes 0, 0, 3, 1 of 4: points by hand, 10,000 in all.
        var mixed = Mix((Calls, 0.8m), (Amounts("crashes", 0, 0, 3, 1), 0.2m));
        mixed.Weights.Select(units => (double)units / mixed.UnitsPerOne).ShouldBe([800, 2400, 1500, 5300]);
        mixed.Unit.ShouldBe("points");
        mixed.Calls.ShouldBe(_calls.Calls);
        mixed.Shares!.Select(share => (share.Name, share.Share)).ShouldBe([("calls", 0.8), ("crashes", 0.2)]);
    }

    [Fact]
    public void Shares_are_parts_of_their_sum() =>
        Mix((Calls, 4m), (Amounts("crashes", 0, 0, 3, 1), 1m)).Weights.ShouldBe(Mix((Calls, 0.8m), (Amounts("crashes", 0, 0, 3, 1), 0.2m)).Weights);

    [Fact]
    public void One_signal_alone_keeps_its_own_numbers_and_unit()
    {
        var only = Mix((Amounts("POP", 5, 7, 0, 1), 1m));
        (only.Weights, only.UnitsPerOne, only.Unit).ShouldBe((only.Shares!.Single().Amounts, 1, "POP"));
        only.Weights.ShouldBe([5, 7, 0, 1]);
    }

    [Fact]
    public void Parts_of_an_area_add_up_to_its_weight_and_the_whole_to_ten_thousand_points_but_for_rounding()
    {
        var random = new SeededRandom(7);
        for (var round = 0; round < 50; round++)
        {
            long[] Draw() => [.. Enumerable.Range(0, 40).Select(_ => (long)random.Next(1 << 30))];
            var counted = _calls with { Calls = new long[40] };
            var mixed = WorkloadMix.Mix(counted, [(Of("a", Draw()), 0.3m), (Of("b", Draw()), 0.5m), (Of("c", Draw()), 0.7m)]);
            for (var area = 0; area < 40; area++)
            {
                mixed.Shares!.Sum(share => share.Weights[area]).ShouldBe(mixed.Weights[area]);
            }

            // Half a millionth of a point an area and signal, at most.
            Math.Abs(mixed.Weights.Sum() - ((long)WorkloadMix.CityPoints * mixed.UnitsPerOne)).ShouldBeLessThanOrEqualTo(60);
        }
    }

    [Fact]
    public void A_signal_of_nothing_is_refused() =>
        Should.Throw<InputException>(() => Mix((Calls, 0.8m), (Amounts("crashes", 0, 0, 0, 0), 0.2m))).Message
            .ShouldBe("weigh: crashes is 0 in every area of the map, and a share of nothing cannot be given. Leave it out, or correct its numbers.");

    private static SignalAmounts Calls => new("calls", SignalKind.Calls, "calls", 1, _calls.Weights);

    private static AreaWorkload Mix(params (SignalAmounts Amounts, decimal Share)[] signals) => WorkloadMix.Mix(_calls, signals);

    private static SignalAmounts Amounts(string name, params long[] units) => Of(name, units);

    private static SignalAmounts Of(string name, long[] units) => new(name, SignalKind.Column, name, 1, units);
}
